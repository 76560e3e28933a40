"""Graphs made by hand for tests of what is drawn: a small one that reads like news, and large ones from a seed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from kg.graph.graph import KnowledgeGraph
from kg.model import (
    Article,
    Entity,
    Evidence,
    Link,
    Linkage,
    Mention,
    MentionKind,
    Span,
    Statement,
    Status,
    Surface,
)
from kg.ontology import read as read_ontology


@dataclass(frozen=True, kw_only=True)
class Says:
    """What a sentence states: words of the sentence, and what they mean."""

    subject: str
    relation: str | None
    object: str | None
    trigger: str
    status: Status = Status.ASSERTED
    date: str | None = None
    by: str | None = None
    cues: Sequence[str] = ()
    confidence: float = 0.9
    rule: str = "clause"


@dataclass(frozen=True, kw_only=True)
class Story:
    """An article as its sentences, each with what it states."""

    id: str
    title: str | None = None
    source: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    sentences: Sequence[tuple[str, Sequence[Says]]] = ()


@dataclass(frozen=True, kw_only=True)
class Thing:
    """Who is meant by a name."""

    label: str
    type: str
    aliases: tuple[str, ...] = ()
    value: str | None = None
    same_as: tuple[str, ...] = field(default=())


def graph_of(stories: Iterable[Story], things: Mapping[str, Thing]) -> KnowledgeGraph:
    """The graph of these stories; `things` says for each name that occurs who is meant."""
    entities = _entities(things)
    articles, statements, links = [], [], {}
    for story in stories:
        teller = _Teller(story, things, list(entities))
        articles.append(teller.article)
        statements += teller.statements
        links[story.id] = tuple(teller.links.values())
    entity_of = {
        (article.id, place): entity.id for article in articles for place, entity in enumerate(entities.values())
    }
    linkage = Linkage(entities=tuple(entities.values()), entity_of=entity_of)
    return KnowledgeGraph.of(
        articles=articles, statements=statements, links=links, linkage=linkage, ontology=read_ontology()
    )


def _entities(things: Mapping[str, Thing]) -> dict[str, Entity]:
    named = {thing.label: thing for thing in things.values() if thing.value is None}
    return {
        label: Entity(
            id=f"urn:newskg:entity:{place:05}",
            label=label,
            type=thing.type,
            aliases=thing.aliases,
            same_as=thing.same_as,
        )
        for place, (label, thing) in enumerate(named.items())
    }


class _Teller:
    """Writes a story down and notes where everything stands."""

    def __init__(self, story: Story, things: Mapping[str, Thing], labels: Sequence[str]) -> None:
        self._things = things
        self._cluster = {label: place for place, label in enumerate(labels)}
        self.links: dict[Span, Link] = {}
        self.statements: list[Statement] = []
        text = "\n\n".join(sentence for sentence, _ in story.sentences)
        self.article = Article(
            id=story.id,
            text=text,
            title=story.title,
            author=story.author,
            published=story.published,
            url=story.url,
            source=story.source,
        )
        start = 0
        for sentence, sayings in story.sentences:
            self.statements += [self._statement(sentence, start, says) for says in sayings]
            start += len(sentence) + 2

    def _mention(self, sentence: str, start: int, words: str) -> Mention:
        place = sentence.index(words) + start
        thing = self._things[words]
        span = Span(place, place + len(words))
        kind = MentionKind.VALUE if thing.value else MentionKind.NAME
        mention = Mention(article=self.article.id, span=span, text=words, type=thing.type, kind=kind, value=thing.value)
        if thing.value is None:
            reason = "same name" if words == thing.label else f"short for {thing.label}"
            self.links[span] = Link(mention=mention, cluster=self._cluster[thing.label], reason=reason)
        return mention

    def _statement(self, sentence: str, start: int, says: Says) -> Statement:
        def span(words: str) -> Span:
            return Span(start + sentence.index(words), start + sentence.index(words) + len(words))

        return Statement(
            article=self.article.id,
            subject=self._mention(sentence, start, says.subject),
            relation=says.relation,
            object=self._mention(sentence, start, says.object) if says.object else None,
            surface=Surface(subject=says.subject, relation=says.trigger, object=says.object or ""),
            status=says.status,
            date=says.date,
            attributed_to=self._mention(sentence, start, says.by) if says.by else None,
            confidence=says.confidence,
            evidence=Evidence(
                article=self.article.id,
                sentence=Span(start, start + len(sentence)),
                quote=sentence,
                trigger=span(says.trigger),
                cues=tuple(span(cue) for cue in says.cues),
                extractor="rules",
                rule=says.rule,
            ),
        )


def _thing(type_: str, label: str, *aliases: str) -> dict[str, Thing]:
    thing = Thing(label=label, type=type_, aliases=aliases)
    return {label: thing, **dict.fromkeys(aliases, thing)}


WORLD = {
    **_thing("Politician", "Mara Lindqvist", "Lindqvist"),
    **_thing("Politician", "Tomas Okafor", "Okafor"),
    **_thing("Country", "Norland", "the Norlandic government"),
    **_thing("Country", "Veridia"),
    **_thing("City", "Port Calder"),
    **_thing("Company", "Halden Semiconductor", "Halden"),
    **_thing("Company", "Quillon Systems", "Quillon"),
    **_thing("Company", "Brightwater Energy", "Brightwater"),
    **_thing("BusinessPerson", "Ines Moreau", "Moreau"),
    **_thing("BusinessPerson", "Daniel Achterberg", "Achterberg"),
    **_thing("Technology", "photonic chips"),
    **_thing("GovernmentBody", "Ministry of Economy, Trade and Industry", "METI"),
    **_thing("Policy", "Clean Grid Act"),
    **_thing("Meeting", "Northern Tech Summit"),
    **_thing("Organization", "Harbour Workers' Union"),
    "$2.4 billion": Thing(label="$2.4 billion", type="Quantity", value="$2.4 billion"),
    "1998": Thing(label="1998", type="Date", value="1998"),
}

_PLANNED, _REPORTED, _DENIED = Status.PLANNED, Status.REPORTED, Status.DENIED

STORIES = (
    Story(
        id="visit",
        title="Lindqvist to visit Veridia as chip talks near an end",
        source="The Calder Courier",
        author="Rosa Lund",
        published="2025-05-02",
        url="https://courier.example/visit",
        sentences=(
            (
                "Prime Minister Mara Lindqvist of Norland is to visit Veridia on May 12.",
                (
                    Says(
                        subject="Mara Lindqvist",
                        relation="visits",
                        object="Veridia",
                        trigger="visit",
                        status=_PLANNED,
                        date="2025-05-12",
                        cues=("is to",),
                        confidence=0.94,
                    ),
                    Says(
                        subject="Mara Lindqvist",
                        relation="headOfGovernmentOf",
                        object="Norland",
                        trigger="Prime Minister",
                        rule="role",
                    ),
                ),
            ),
            (
                "Lindqvist met Tomas Okafor, the president of Veridia, in Port Calder on April 28.",
                (
                    Says(
                        subject="Lindqvist",
                        relation="meetsWith",
                        object="Tomas Okafor",
                        trigger="met",
                        date="2025-04-28",
                        confidence=0.96,
                    ),
                    Says(
                        subject="Tomas Okafor",
                        relation="headOfGovernmentOf",
                        object="Veridia",
                        trigger="president of",
                        rule="apposition",
                        confidence=0.82,
                    ),
                ),
            ),
            (
                "Norland and Veridia agreed to work together on photonic chips.",
                (
                    Says(
                        subject="Norland",
                        relation="partnersWith",
                        object="Veridia",
                        trigger="work together",
                        status=_PLANNED,
                        cues=("agreed to",),
                        confidence=0.78,
                    ),
                ),
            ),
            (
                "Halden Semiconductor, led by chief executive Ines Moreau, develops photonic chips in Port Calder.",
                (
                    Says(
                        subject="Ines Moreau",
                        relation="ceoOf",
                        object="Halden Semiconductor",
                        trigger="chief executive",
                        rule="role",
                    ),
                    Says(
                        subject="Halden Semiconductor",
                        relation="develops",
                        object="photonic chips",
                        trigger="develops",
                    ),
                    Says(
                        subject="Halden Semiconductor",
                        relation="locatedIn",
                        object="Port Calder",
                        trigger="in",
                        confidence=0.61,
                    ),
                ),
            ),
            (
                "Quillon Systems accused Halden of copying its designs, a claim that Moreau rejected.",
                (
                    Says(
                        subject="Quillon Systems",
                        relation="accuses",
                        object="Halden",
                        trigger="accused",
                        status=_REPORTED,
                        by="Quillon Systems",
                        cues=("accused",),
                        confidence=0.88,
                    ),
                    Says(subject="Moreau", relation=None, object=None, trigger="rejected", confidence=0.5, rule="open"),
                ),
            ),
        ),
    ),
    Story(
        id="money",
        title="Halden wins $2.4 billion from Norland",
        source="Meridian Wire",
        published="2025-05-06",
        url="https://meridian.example/money",
        sentences=(
            (
                "METI will invest $2.4 billion in Halden, the ministry said on Tuesday.",
                (
                    Says(
                        subject="METI",
                        relation="investsIn",
                        object="Halden",
                        trigger="invest",
                        status=_PLANNED,
                        date="2025-05-06",
                        by="METI",
                        cues=("will",),
                        confidence=0.91,
                    ),
                ),
            ),
            (
                "Halden competes with Quillon Systems, whose chief executive is Daniel Achterberg.",
                (
                    Says(
                        subject="Halden",
                        relation="competesWith",
                        object="Quillon Systems",
                        trigger="competes with",
                        confidence=0.97,
                    ),
                    Says(
                        subject="Daniel Achterberg",
                        relation="ceoOf",
                        object="Quillon Systems",
                        trigger="chief executive",
                        rule="role",
                    ),
                ),
            ),
            (
                "Achterberg denied that Quillon plans to acquire Brightwater Energy.",
                (
                    Says(
                        subject="Quillon",
                        relation="acquires",
                        object="Brightwater Energy",
                        trigger="acquire",
                        status=_DENIED,
                        by="Achterberg",
                        cues=("denied",),
                        confidence=0.84,
                    ),
                ),
            ),
            (
                "Mara Lindqvist is to visit Veridia on May 14, two officials said.",
                (
                    Says(
                        subject="Mara Lindqvist",
                        relation="visits",
                        object="Veridia",
                        trigger="visit",
                        status=_PLANNED,
                        date="2025-05-14",
                        cues=("is to",),
                    ),
                ),
            ),
            (
                "Quillon was founded in 1998.",
                (Says(subject="Quillon", relation="foundedOn", object="1998", trigger="founded", rule="passive"),),
            ),
        ),
    ),
    Story(
        id="grid",
        title="Union fights the Clean Grid Act",
        source="The Calder Courier",
        author="Piet Aldous",
        published="2025-05-09",
        sentences=(
            (
                "Brightwater Energy announced the Clean Grid Act would cost it dearly.",
                (
                    Says(
                        subject="Brightwater Energy",
                        relation="announces",
                        object="Clean Grid Act",
                        trigger="announced",
                        confidence=0.58,
                    ),
                ),
            ),
            (
                "The Harbour Workers' Union called the Clean Grid Act a gift to Brightwater.",
                (
                    Says(
                        subject="Harbour Workers' Union",
                        relation=None,
                        object="Clean Grid Act",
                        trigger="called",
                        confidence=0.64,
                        rule="open",
                    ),
                    Says(
                        subject="Harbour Workers' Union",
                        relation="accuses",
                        object="Brightwater",
                        trigger="called",
                        status=_REPORTED,
                        confidence=0.44,
                    ),
                ),
            ),
            (
                "Quillon may acquire Brightwater Energy, analysts believe.",
                (
                    Says(
                        subject="Quillon",
                        relation="acquires",
                        object="Brightwater Energy",
                        trigger="acquire",
                        status=Status.POSSIBLE,
                        cues=("may",),
                        confidence=0.7,
                    ),
                ),
            ),
            (
                "Quillon acquires Brightwater Energy, a filing of May 8 shows.",
                (
                    Says(
                        subject="Quillon",
                        relation="acquires",
                        object="Brightwater Energy",
                        trigger="acquires",
                        date="2025-05-08",
                        confidence=0.87,
                    ),
                ),
            ),
            (
                "Halden Semiconductor competes with Quillon Systems in photonic chips.",
                (
                    Says(
                        subject="Halden Semiconductor",
                        relation="competesWith",
                        object="Quillon Systems",
                        trigger="competes with",
                    ),
                ),
            ),
        ),
    ),
)


def news() -> KnowledgeGraph:
    """Fifteen people, countries and companies in three stories, with all five statuses and a contradiction."""
    return graph_of(STORIES, WORLD)


def large(nodes: int = 5000, lines: int = 10000, *, per_story: int = 20, seed: int = 7) -> KnowledgeGraph:
    """A graph grown like news is: whoever is named often is named again (preferential attachment)."""
    random = Random(seed)
    kinds = ("Person", "Company", "Country", "City", "Technology", "Event", "Product")
    names = [f"{_syllables(random)} {_syllables(random)}" for _ in range(nodes)]
    labels = [f"{name} {place}" if name in names[:place] else name for place, name in enumerate(names)]
    things = {label: Thing(label=label, type=kinds[place % len(kinds)]) for place, label in enumerate(labels)}
    pairs = _grown(random, nodes, lines)
    stories = [
        _generated(number, pairs[start : start + per_story], labels, random)
        for number, start in enumerate(range(0, len(pairs), per_story))
    ]
    return graph_of(stories, things)


def _grown(random: Random, nodes: int, lines: int) -> list[tuple[int, int]]:
    pairs: dict[tuple[int, int], None] = {}
    ends = [0, 1]
    pairs[0, 1] = None
    for node in range(2, nodes):
        other = random.choice(ends)
        pairs[node, other] = None
        ends += [node, other]
    while len(pairs) < lines:
        first, second = random.choice(ends), random.choice(ends)
        if first != second and (first, second) not in pairs and (second, first) not in pairs:
            pairs[first, second] = None
            ends += [first, second]
    return list(pairs)


def _generated(number: int, pairs: Sequence[tuple[int, int]], labels: Sequence[str], random: Random) -> Story:
    relations = ("visits", "accuses", "develops", "investsIn", "announces", "acquires")
    day = f"2025-{1 + number % 12:02}-{1 + number % 28:02}"
    sentences = []
    for first, second in pairs:
        relation = random.choice(relations)
        says = Says(
            subject=labels[first],
            relation=relation,
            object=labels[second],
            trigger=relation,
            status=random.choice((Status.ASSERTED,) * 5 + (_PLANNED, _REPORTED)),
            date=day if random.random() < 0.5 else None,
            confidence=round(random.uniform(0.4, 0.99), 2),
        )
        sentences.append((f"On that day {labels[first]} {relation} {labels[second]}, people there said.", (says,)))
    return Story(
        id=f"story-{number:04}",
        title=f"Story {number}",
        source=("Meridian Wire", "The Calder Courier", "Evening Post")[number % 3],
        published=day,
        sentences=sentences,
    )


def _syllables(random: Random) -> str:
    starts, middles = ("Ba", "Kor", "Li", "Mar", "No", "Ser", "Ta", "Ul", "Ven", "Zo"), ("da", "li", "ne", "ro", "ti")
    return random.choice(starts) + random.choice(middles) + random.choice(("", "k", "n", "s", "ra"))

"""Graphs made by hand, as awkward as we can think of: what an exporter sees of a graph, and nothing else."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

from kg import ontology
from kg.graph import KnowledgeGraph
from kg.graph.display import Facts
from kg.model import (
    Article,
    Entity,
    Evidence,
    Fact,
    Link,
    Linkage,
    Literal,
    Mention,
    MentionKind,
    Span,
    Statement,
    Status,
    Surface,
)
from kg.ontology import Ontology

ONTOLOGY = ontology.read()


@dataclass
class Given:
    """A graph of these facts and articles."""

    facts_: Sequence[Fact]
    articles: Mapping[str, Article]
    copies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ontology: Ontology = field(default_factory=lambda: ONTOLOGY)

    def facts(self, *, open: bool = False) -> Facts:
        return Facts(fact for fact in self.facts_ if open or not fact.open)

    @property
    def entities(self) -> dict[str, Entity]:
        ends = [end for fact in self.facts_ for end in (fact.subject, fact.object) if isinstance(end, Entity)]
        return {end.id: end for end in sorted(ends, key=lambda end: end.id)}


def entity(label: str, type: str = "Organization", *aliases: str) -> Entity:
    digest = sha256(f"{type}{label}".encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return Entity(id=f"urn:newskg:entity:{digest}", label=label, type=type, aliases=(label, *aliases))


def article(id: str, **fields: Any) -> Article:
    return Article(id=id, text=fields.pop("text", id), **fields)


def fact(
    subject: Entity,
    relation: str,
    object: Entity | Literal,
    *,
    status: str = "asserted",
    date: str | None = None,
    open: bool = False,
    attributed_to: Entity | None = None,
    articles: Iterable[str] = ("a",),
    confidence: float = 0.9,
) -> Fact:
    """A fact with one statement in each article, whose sentence is "subject relation object"."""
    statements = tuple(_statement(id, subject, relation, object, status, date, open) for id in articles)
    return Fact(
        subject=subject,
        relation=relation,
        open=open,
        object=object,
        status=Status(status),
        date=date,
        attributed_to=attributed_to,
        confidence=confidence,
        statements=statements,
    )


def _statement(
    id: str, subject: Entity, relation: str, object: Entity | Literal, status: str, date: str | None, open: bool
) -> Statement:
    end = object.label if isinstance(object, Entity) else object.value
    quote = f"{subject.label} {relation} {end}"
    at = len(subject.label) + 1
    trigger = Span(at, at + len(relation))
    return Statement(
        article=id,
        subject=_mention(id, subject.label, 0, subject.type),
        relation=None if open else relation,
        object=_mention(id, end, trigger.end + 1, object.type, isinstance(object, Literal)),
        surface=Surface(subject=subject.label, relation=relation, object=end),
        status=Status(status),
        date=date,
        evidence=Evidence(
            article=id, sentence=Span(0, len(quote)), quote=quote, trigger=trigger, extractor="given", rule="by hand"
        ),
    )


def _mention(id: str, text: str, start: int, type: str, value: bool = False) -> Mention:
    kind = MentionKind.VALUE if value else MentionKind.NAME
    span = Span(start, start + len(text))
    return Mention(article=id, span=span, text=text, type=type, kind=kind, value=text if value else None)


AWKWARD_NAMES = (
    'Say "Cheese" & <Sons>\'',
    "bell\x07 null\x00 \ufffe done",
    "line one\nline two\ttab\rreturn",
    "岸田 文雄",
    "بنك إسرائيل \u202eevil",
    "👩‍👩‍👧 family 🇯🇵",
    "=1+1",
    "back\\slash 'quote",
    "lone \ud800 surrogate",
    "C++",
    "C#",
    "../../etc/passwd",
    "x`) DETACH DELETE n //",
    "[[link]] | pipe # tag ^ caret $x^2$",
    "",
)


def awkward() -> Given:
    """Control characters, quotes, emoji, Japanese, right-to-left, missing values, parallel edges, self-loops."""
    names = [entity(name, "Company" if index % 2 else "Person") for index, name in enumerate(AWKWARD_NAMES)]
    first, second, third = names[:3]
    day, money = Literal(value="2013-12-10", type="Date"), Literal(value="-US$ 5", type="Quantity")
    facts = [fact(one, "visits", other) for one, other in pairwise(names)]
    facts += [
        fact(first, "meetsWith", second, date="2024-04-10", articles=("a", "b"), confidence=1.0),
        fact(first, "meetsWith", second, status="planned", date="--04-10"),
        fact(first, "meetsWith", second, status="denied", date="2024-02"),
        fact(first, "meetsWith", second, status="reported", attributed_to=third, confidence=0.5),
        fact(first, "meetsWith", second, status="possible", date="0000-13-40"),
        fact(third, "visits", third),
        fact(third, "visits", third, status="planned"),
        fact(second, "foundedOn", day, date="2013-12-10"),
        fact(second, "foundedOn", money),
        fact(first, "is =fond of</relation>", second, open=True),
    ]
    articles = {
        "a": article("a", title='=HYPERLINK("x")', url="javascript:alert(1)", source="The \x01Daily", published=None),
        "b": article("b", title=None, url="https://example.org/ a<b>", published="2024-04-11", source=None),
    }
    return Given(facts_=facts, articles=articles)


def bad_strings(limit: int = 1_000) -> list[str]:
    """Strings that broke other programs, from the corpora beside the repository; [] when they are absent."""
    folder = Path(__file__).parents[3] / "shared" / "bad"
    if not folder.is_dir():
        return []
    found: list[str] = []
    for name in ("own/strings.json", "own/csv_formula.json", "own/cypher.json", "own/paths.json", "blns/blns.json"):
        found += json.loads((folder / name).read_text(encoding="utf-8"))
    found += (folder / "xss" / "xss-first-1000.txt").read_text(encoding="utf-8").splitlines()
    return list(dict.fromkeys(found))[:limit]


def hostile(strings: Sequence[str]) -> Given:
    """Each string as name, sentence, id, title, publisher and address of an article, and as words of a relation."""
    people = [entity(text, "Person", text) for text in strings]
    facts = []
    for one, other, text in zip(people, people[1:] + people[:1], strings, strict=True):
        facts.append(fact(one, "visits", other, articles=(text or "empty",), attributed_to=one))
        if text.strip():
            facts.append(fact(one, " ".join(text.split()), other, articles=(text,), open=True))
    facts.append(fact(people[0], "meetsWith", people[1], articles=(strings[0],)))
    articles = {
        id: article(id, title=text, url=text, source=text, published="2024-01-01")
        for text in strings
        for id in [text or "empty"]
    }
    return Given(facts_=facts, articles=articles)


def real(given: Given) -> KnowledgeGraph:
    """The same facts, said in the articles' own text, as a whole graph. Self-loops say nothing and fall away."""
    clusters: dict[str, dict[str, int]] = {id: {} for id in given.articles}
    texts = {id: [id] for id in given.articles}  # a first line of its own, so that no article copies another
    statements = []
    links: dict[str, list[Link]] = {id: [] for id in given.articles}
    for told in given.facts_:
        for statement in told.statements:
            id = statement.article
            shift = sum(len(line) + 1 for line in texts[id])
            texts[id].append(statement.evidence.quote)
            moved = _moved(statement, shift)
            if told.attributed_to:
                speaker = _mention(id, told.attributed_to.label, shift, told.attributed_to.type)
                moved = replace(moved, attributed_to=speaker)
            statements.append(moved)
            ends = (told.subject, told.object, told.attributed_to)
            for end, mention in zip(ends, (moved.subject, moved.object, moved.attributed_to), strict=True):
                if isinstance(end, Entity) and mention is not None:
                    index = clusters[id].setdefault(end.id, len(clusters[id]))
                    links[id].append(Link(mention=mention, cluster=index, reason="by hand"))
    return KnowledgeGraph.of(
        articles=[replace(article, text="\n".join(texts[id])) for id, article in given.articles.items()],
        statements=statements,
        links=links,
        linkage=Linkage(
            entities=tuple(given.entities.values()),
            entity_of={(id, index): entity for id, found in clusters.items() for entity, index in found.items()},
        ),
        ontology=given.ontology,
    )


def _moved(statement: Statement, by: int) -> Statement:
    def span(old: Span) -> Span:
        return Span(old.start + by, old.end + by)

    def mention(old: Mention) -> Mention:
        return replace(old, span=span(old.span))

    evidence = statement.evidence
    return replace(
        statement,
        subject=mention(statement.subject),
        object=mention(statement.object) if statement.object else None,
        evidence=replace(
            evidence, sentence=span(evidence.sentence), trigger=span(evidence.trigger) if evidence.trigger else None
        ),
    )

"""The "rules" extractor: what the grammar of a sentence says, in the ontology's relations where its words allow.

A clause that fits no relation stays an open statement in the sentence's own words.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from kg.extractors import (
    ages,
    claims,
    compounds,
    contests,
    dates,
    owners,
    patterns,
    places,
    reciprocals,
    relations,
    renames,
    roles,
)
from kg.extractors.attribution import speaker_of
from kg.extractors.choice import Reading, best
from kg.extractors.clause import Argument, Clause
from kg.extractors.clauses import event, find_in
from kg.extractors.clauses.phrases import argument
from kg.extractors.clauses.sentence import Sentence, Word
from kg.extractors.open import Manner, Place, Said, mentions_by_head, said_by, stated
from kg.extractors.relations import Match
from kg.extractors.repairs import repair
from kg.extractors.scene import Scene
from kg.extractors.status import status_of
from kg.model import Document, Mention, MentionKind, Span, Statement, Status, Surface
from kg.ontology import Ontology

if TYPE_CHECKING:
    from spacy.tokens import Span as Words

EXTRACTOR = "rules"
_AHEAD = (Status.PLANNED, Status.POSSIBLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How a sentence says what its words express: each word is asked once, however much is said by it."""

    scene: Scene
    known: dict[tuple[int, bool], Manner] = field(default_factory=dict)

    def of(self, predicate: Word, *, apart: bool = False) -> Manner:
        key = (predicate.i, apart)
        if key not in self.known:
            self.known[key] = _manner(predicate, self.scene, apart=apart)
        return self.known[key]


def extract(documents: Iterable[Document], *, ontology: Ontology, **options: Any) -> Iterator[Statement]:
    """The statements of parsed documents with mentions, typed and open, in the order of the text."""
    known = patterns.of(ontology)
    for document in documents:
        if document.doc is None:
            continue
        scene = Scene.of(document, ontology)
        heads = mentions_by_head(document)
        for words in document.doc.sents:
            if len(words) > 1 and not document.article.text[words.start_char : words.end_char].isspace():
                yield from _of_sentence(words, scene, known, heads)


def _of_sentence(words: "Words", scene: Scene, known: patterns.Patterns, heads: Any) -> Iterator[Statement]:
    sentence = Sentence(words, scene.table)
    repair(sentence, scene)
    clauses = list(find_in(sentence))
    matches = [*_of_clauses(clauses, sentence, scene, known)]
    matches += roles.of_nominals(sentence, scene, known)
    matches += compounds.find(sentence, scene, known)
    matches += owners.find(sentence, scene)
    matches += places.find(sentence, scene)
    matches += renames.find(sentence, scene)
    matches += ages.find(sentence, scene)
    matches += contests.find(sentence, scene)
    matches += claims.quoted(sentence, known)
    matches += reciprocals.find(sentence, scene, known)
    here, manners = Place.of(words, scene.document), Manners(scene=scene)
    said = {id(clause): said_by(clause, here, heads) for clause in clauses}
    readings = list(_distinct(_without_held_events(best(_with_examples(matches, clauses), scene))))
    _remember(readings, sentence, scene)
    readings += _posts_left(readings, scene)
    readings += _days_of_events(readings, manners)
    readings = [r for r in readings if r.range.type != "Date" or scene.when(r.range, ahead=False) is not None]
    for reading in readings:
        if reading.match.rule == claims.RULE and _is_told(reading, readings):
            continue
        yield _statement(reading, here, sentence, manners, _surface(reading, said))
    for clause in clauses:
        if said[id(clause)]:
            manner = manners.of(relations.word_of(sentence, clause.predicate))
            yield from stated(clause, said[id(clause)], here, manner)


def _surface(reading: Reading, said: Mapping[int, list[Said]]) -> Surface:
    """The words of a typed statement: all that its clause says, or what it says of the same ends if those are taken.

    Open statements of the same ends are said by the typed one and go. A noun's words ("visit to") state nothing by
    themselves: what they trigger stands in the evidence.
    """
    clause = reading.match.clause
    left = said.get(id(clause), [])
    ends = {_head_at(reading.domain), _head_at(reading.range)}
    same = [s for s in left if s.object is not None and {_head_at(s.subject), _head_at(s.object)} == ends]
    taken = left[0] if left and left[0].saying.whole else None
    for each in same if taken is None else (taken, *same):
        if each in left:
            left.remove(each)
    if taken is None and same:
        taken = same[0]
    if taken is None or clause is None or clause.rule in event.RULES:
        return Surface(subject=reading.domain.text, relation="", object=reading.range.text)
    return taken.saying.surface


def _head_at(mention: Mention) -> int:
    return (mention.head or mention.span).start


def _of_clauses(
    clauses: Iterable[Clause], sentence: Sentence, scene: Scene, known: patterns.Patterns
) -> Iterator[Match]:
    for clause in clauses:
        found = relations.of_clause(clause, sentence, known)
        yield from roles.of_posts(found, sentence, scene, known)
        yield from roles.of_clause(clause, sentence, scene, known)
        yield from claims.of_clause(clause, sentence, known)


def _with_examples(matches: Iterable[Match], clauses: Iterable[Clause]) -> Iterator[Match]:
    """What is said of a kind ("carmakers such as Fiat") is said of each example."""
    examples: dict[int, list[Argument]] = {}
    for clause in clauses:
        if clause.rule == "example" and clause.object is not None:
            examples.setdefault(clause.subject.head.i, []).append(clause.object)
    for match in matches:
        yield match
        for one in examples.get(match.domain.head.i, ()):
            yield replace(match, domain=one)
        for one in examples.get(match.range.head.i, ()):
            yield replace(match, range=one)


def _without_held_events(readings: Iterable[Reading]) -> list[Reading]:
    """ "Held talks with Iran on Monday" says that they met; that there were talks, and when, is said with it."""
    found = list(readings)
    told = {
        word.token.i
        for r in found
        if not r.match.fixed and not r.match.rule.startswith(roles.RULE)
        for word in r.match.trigger
        if word.pos == "NOUN" and (word is not r.match.predicate or r.match.rule == "object event")
    }
    return [
        r
        for r in found
        if r.match.fixed
        or not (r.match.range.head.i in told or (r.match.relation.literal and r.match.domain.head.i in told))
    ]


def _is_told(claim: Reading, readings: Iterable[Reading]) -> bool:
    """Whether what the claim says is read as a statement of its own, with its speaker: then it is said once."""
    return any(
        other.range.type != "Claim"
        and not other.match.apart
        and claim.range.span.contains(_span((other.match.predicate,)))
        for other in readings
    )


def _distinct(readings: Iterable[Reading]) -> Iterator[Reading]:
    seen: set[tuple[str, Span, Span]] = set()
    for reading in readings:
        key = (reading.match.relation.id, reading.domain.span, reading.range.span)
        if key not in seen:
            seen.add(key)
            yield reading


def _statement(reading: Reading, place: Place, sentence: Sentence, manners: Manners, surface: Surface) -> Statement:
    match, scene = reading.match, manners.scene
    manner = manners.of(match.predicate, apart=match.apart)
    status = manner.status
    if status is Status.ASSERTED and match.relation.literal and match.predicate.tag in ("VBZ", "VBP"):
        status = _scheduled(reading.range)
    date = manner.date
    if manner.when is None:
        when = _when_held(match, sentence, scene)
        date = scene.held_on(when, status)[0] if when is not None else None
    return Statement(
        article=scene.document.article.id,
        subject=reading.domain,
        relation=match.relation.id,
        object=_dated(reading.range, scene, status),
        surface=surface,
        status=status,
        date=date,
        attributed_to=manner.speaker,
        confidence=round(reading.score, 4),
        evidence=place.evidence(trigger=_span(match.trigger), cues=manner.cues, extractor=EXTRACTOR, rule=match.rule),
    )


def _posts_left(readings: Iterable[Reading], scene: Scene) -> list[Reading]:
    """ "Kim Lee, head of Merck, leaves her post": who leaves a post leaves the organisation that it was in."""
    found = []
    for left in readings:
        relation = left.match.relation
        if left.range.type == "Position" and "Organization" in relation.range:
            where = scene.posts.get(_surname(left.domain))
            mention = scene.mention(where) if where is not None else None
            if where is not None and mention is not None and not _names_owner(left, readings):
                found.append(replace(left, range=mention, match=replace(left.match, range=where)))
    return found


def _days_of_events(readings: Iterable[Reading], manners: Manners) -> Iterator[Reading]:
    """ "The quake struck Chile on Tuesday": the day of what is said to be in a place is the event's own."""
    scene = manners.scene
    dated = {reading.domain.span for reading in readings if reading.match.relation.literal}
    for reading in list(readings):
        match = reading.match
        if "be held in" not in match.relation.verbs or match.apart or reading.domain.span in dated:
            continue
        when = manners.of(match.predicate).when
        if when is not None and scene.ontology.is_a(scene.class_of(reading.domain, match.domain.head), "Event"):
            for relation in scene.ontology.relations.values():
                if relation.literal and "take place" in relation.verbs:
                    yield replace(reading, range=when, match=replace(match, relation=relation))


def _names_owner(left: Reading, readings: Iterable[Reading]) -> bool:
    """Whether the sentence itself says where the post was ("resigned as head of Merck")."""
    return any(
        other is not left and other.match.relation is left.match.relation and other.domain.span == left.domain.span
        for other in readings
    ) and any(other.range.type != "Position" for other in readings if other.match.relation is left.match.relation)


def _surname(person: Mention) -> str:
    return person.text.rsplit(" ", 1)[-1]


def _remember(readings: Iterable[Reading], sentence: Sentence, scene: Scene) -> None:
    """What later sentences may refer to: who has a post where, and which company the article speaks of."""
    for reading in readings:
        in_organization = reading.match.relation.post and scene.ontology.is_a(reading.range.type, "Organization")
        if in_organization:
            scene.post = reading.match.range
        if in_organization and MentionKind.NAME is reading.domain.kind is reading.range.kind:
            scene.posts[_surname(reading.domain)] = reading.match.range
    for word in sentence:
        if word.dep == "nsubj" and scene.is_named(word.token):
            mention = scene.by_head[word.token.i]
            if mention.type in ("Company", "Organization"):
                scene.topic = argument(word, "subject")


def _when_held(match: Match, sentence: Sentence, scene: Scene) -> dates.When | None:
    """Who takes part in the July 16 summit does so on July 16."""
    if not {"Event", "Meeting", "Election", "Conflict"} & set(match.relation.range):
        return None
    if match.range.role in ("claim", "position") or match.relation.literal:
        return None
    return dates.said_of(relations.word_of(sentence, match.range.head), scene.date_at)


def _scheduled(mention: Mention) -> Status:
    """ "The trial begins on Monday": the present tense with a day that has no year looks ahead."""
    is_near = mention.type == "Date" and not any(character.isdigit() for character in mention.text)
    return Status.PLANNED if is_near else Status.ASSERTED


def _dated(mention: Mention, scene: Scene, status: Status) -> Mention:
    """A date as an object has its ISO value."""
    if mention.kind is not MentionKind.VALUE or mention.type != "Date":
        return mention
    value = scene.when(mention, ahead=status in _AHEAD)
    return replace(mention, value=value or mention.value)


def _speaker(predicate: Word, scene: Scene) -> Mention | None:
    speaker = speaker_of(predicate)
    if speaker is None:
        return None
    mention = scene.mention(argument(speaker, "subject"))
    return mention if mention is not None and mention.kind is not MentionKind.VALUE else None


def _manner(predicate: Word, scene: Scene, *, apart: bool) -> Manner:
    """How what the predicate expresses is said."""
    status, cues = status_of(predicate, apart=apart)
    when, date = dates.said_of(predicate, scene.date_at), None
    if when is not None:
        date, status = scene.held_on(when, status)
    return Manner(
        status=status,
        cues=tuple([_span((cue,)) for cue in cues]),
        when=when.words if when is not None else None,
        date=date,
        speaker=_speaker(predicate, scene),
    )


def _span(words: tuple[Word, ...]) -> Span:
    start = min([word.token.idx for word in words])
    return Span(start, max([word.token.idx + len(word.text) for word in words]))

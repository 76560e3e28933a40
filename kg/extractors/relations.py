"""Which relations a clause can express: its words against the ontology's patterns.

A match says who is the domain and who the range; whether the types of both fit, and which of several readings is
best, is decided by `kg.extractors.choice`.

>>> states("Volvo was bought by Geely.")
Geely | acquires | Volvo
>>> states("Kenya held talks with Oman.")
Kenya | meetsWith | Oman
>>> states("Geely's takeover of Volvo ended.")
Geely | acquires | Volvo
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extractors.clause import Argument, Clause
from kg.extractors.clauses.arguments import of_noun
from kg.extractors.clauses.phrases import argument, participants
from kg.extractors.clauses.sentence import Sentence, Word
from kg.extractors.patterns import ANY, PARTICLES, PREPOSITIONS, THAT, TO_DO, Pattern, Patterns
from kg.extractors.status import refuses
from kg.extractors.vocabulary import words
from kg.ontology import Relation

if TYPE_CHECKING:
    from spacy.tokens import Token

# Verbs that lend their subject to the event that is their object: "held talks", "paid a visit", "completed the deal".
LIGHT = words(
    "make pay hold have take give launch begin start open conduct carry enter reach sign ink strike forge form "
    "build complete finish announce plan propose seek stage mount undertake perform impose resume continue deepen "
    "strengthen expand win secure negotiate do deliver issue express voice show file bring place put lead cancel "
    "postpone delay end suspend abandon renew extend conclude agree seal discuss consider pursue maintain "
    "establish scrap confirm finalize finalise offer schedule halt arrange attempt step boost increase raise "
    "accelerate advance lead drive pioneer"
)


_RECEIVER = "to"  # "delivered the jet to Kenya", where "be delivered to" says that Kenya gets it
_BESIDE_VERB = frozenset({"acomp", "oprd", "advmod", "dobj", "amod", "attr"})


@dataclass(slots=True, kw_only=True)
class Match:
    """A reading of some words as a relation between two participants.

    `predicate` is the word from which status and date are read, `trigger` the words that express the relation,
    `length` how many words the pattern asked for, `rule` the construction. `fixed` says that the pattern names the
    range itself ("sign contract"), so that its class matters no more. `apart` says that the words stand beside the
    clause, so that its tense and negation do not govern them ("Kim, head of Merck, did not resign"). `strict` says that
    the words are so weak ("Kenya's Kipchoge") that both classes must fit. `weight` lowers the score of an inference.
    """

    relation: Relation
    domain: Argument
    range: Argument
    predicate: Word
    trigger: tuple[Word, ...]
    length: int
    rule: str
    clause: Clause | None = None
    fixed: bool = False
    apart: bool = False
    strict: bool = False
    weight: float = 1.0


@dataclass(slots=True, kw_only=True)
class Frame:
    """A clause seen as slots that patterns fill."""

    clause: Clause
    predicate: Word
    first: Argument | None
    undergoer: Argument | None
    object: Argument | None
    args: dict[str, list[Argument]] = field(default_factory=dict)
    words_of: Sentence

    def word(self, argument: Argument) -> Word:
        return word_of(self.words_of, argument.head)


def word_of(sentence: Sentence, token: "Token") -> Word:
    """The sentence's word for a token of it."""
    return sentence.words[token.i - sentence.words[0].token.i]


def of_clause(clause: Clause, sentence: Sentence, patterns: Patterns) -> Iterator[Match]:
    """Every way in which the clause's verb or noun expresses a relation."""
    predicate = word_of(sentence, clause.predicate)
    if clause.rule in ("nominal event", "object event"):
        yield from _of_event(clause, predicate, sentence, patterns)
    elif clause.words and clause.rule != "example":
        yield from _of_verb(clause, predicate, sentence, patterns)


def _of_event(clause: Clause, noun: Word, sentence: Sentence, patterns: Patterns) -> Iterator[Match]:
    if clause.rule == "object event" and not lends_subject(noun.head):
        return
    frame = _frame(clause, noun, sentence)
    for pattern in patterns.nouns.get(noun.lemma.lower(), ()) + (
        patterns.nouns.get(noun.lower, ()) if noun.lower != noun.lemma.lower() else ()
    ):
        if not _has_before(noun, pattern.beside):
            continue
        for range_ in frame.args.get(pattern.last or "", ()):
            yield _match(pattern, (clause.subject, range_), (noun,), clause)


def lends_subject(verb: Word) -> bool:
    """Whether who does the verb does the event that is its object: "held talks", "ruled out sanctions"."""
    return verb.lemma in LIGHT or refuses(verb)


def _has_before(noun: Word, wanted: Sequence[str]) -> bool:
    """Whether the words stand before the noun: "trade" before "deal"."""
    if not wanted:
        return True
    before = {each for child in noun.children if child.i < noun.i for each in (child.lower, child.lemma)}
    return before.issuperset(wanted)


def _of_verb(clause: Clause, predicate: Word, sentence: Sentence, patterns: Patterns) -> Iterator[Match]:
    frame = _frame(clause, predicate, sentence)
    copula = clause.object is not None and clause.object.role == "complement" and not clause.passive
    if clause.passive or copula or predicate.lemma == "be":
        keys = {predicate.lower, predicate.lemma.lower()} if not clause.passive else {predicate.lower}
        for key in sorted(keys):
            for pattern in patterns.passives.get(key, ()):
                yield from _fill(pattern, frame, clause.subject, frame.object)
    if clause.passive:
        for pattern in patterns.verbs.get(predicate.lemma.lower(), ()):
            for agent in frame.args.get("agent", ()):
                yield from _fill(pattern, frame, agent, clause.subject)
        return
    by_noun = copula and predicate.pos not in ("VERB", "AUX")
    yield from _of_active(frame, word_of(sentence, clause.words[-1]) if by_noun else predicate, patterns, copula=copula)


def _of_active(frame: Frame, verb: Word, patterns: Patterns, *, copula: bool) -> Iterator[Match]:
    """What the subject of an active verb does, where or when its object undergoes it, and who gets it."""
    yield from _of_object_event(frame, verb, patterns)
    has_object = frame.object is not None and frame.object.role == "object"
    for pattern in patterns.verbs.get(verb.lemma.lower(), ()):
        if copula and verb.lemma == "be" and not pattern.beside:
            continue
        if pattern.knows_object or not has_object:
            yield from _fill(pattern, frame, frame.clause.subject, frame.object)
    if frame.object is not None and has_object:
        for pattern in patterns.undergone.get(verb.lemma.lower(), ()):
            if not pattern.reversed or (pattern.last == _RECEIVER and _changes_hands(frame.object)):
                yield from _fill(pattern, frame, frame.object, None)


def _changes_hands(given: Argument) -> bool:
    """Whether it is something countable or named: who "sells gas to Kenya" tells of a trade, not of an event."""
    return given.head.pos_ == "PROPN" or (given.head.pos_ != "PRON" and len(given.tokens) > 1)


def _of_object_event(frame: Frame, verb: Word, patterns: Patterns) -> Iterator[Match]:
    """ "Stopped aid to Kenya" where the parser ties the preposition to the verb instead of the noun."""
    if frame.object is None or not lends_subject(verb):
        return
    noun = frame.word(frame.object)
    for pattern in patterns.nouns.get(noun.lemma.lower(), ()):
        if pattern.last is not None and _has_before(noun, pattern.beside):
            for range_ in frame.args.get(pattern.last, ()):
                if range_.head.head.head.i == verb.token.i:
                    yield _match(pattern, (frame.clause.subject, range_), (noun,), frame.clause)


def _frame(clause: Clause, predicate: Word, sentence: Sentence) -> Frame:
    args: dict[str, list[Argument]] = {}
    for each in clause.args:
        args.setdefault(each.role, []).append(each)
        if " " in each.role:
            args.setdefault(each.role.rsplit(" ", 1)[-1], []).append(each)
        if each.role == "agent":
            args.setdefault("by", []).append(each)
    object_ = clause.object if clause.object is None or clause.object.role != "clause" else None
    return Frame(
        clause=clause,
        predicate=predicate,
        first=clause.subject,
        undergoer=clause.subject if clause.passive else None,
        object=object_,
        args=args,
        words_of=sentence,
    )


def _fill(pattern: Pattern, frame: Frame, first: Argument, second: Argument | None) -> Iterator[Match]:
    """The matches of a pattern whose further words the frame has; `second` is who or what it is done to."""
    if pattern.last is not None and not pattern.beside and pattern.last not in frame.args and pattern.last != THAT:
        return
    trigger = [frame.predicate]
    at = _beside(pattern, frame, second, trigger)
    if at is False:
        return
    anchor = at if isinstance(at, Word) else None
    fixed = False
    if pattern.last == THAT:
        ranges = _subjects_of_clause(frame)
    elif pattern.last is None and pattern.relation.literal:
        ranges = [second] if second is not None and second is not first else []
        ranges += frame.args.get("adverbial", ()) if second is None else ()
        ranges += [argument(child, "measure") for child in frame.predicate.all("npadvmod")]
    elif pattern.last is None:
        ranges = [second] if second is not None and second is not first else []
        if anchor is not None and second is not None and frame.word(second) is anchor and pattern.beside:
            ranges, fixed = [second], True
        elif anchor is not None and second is None and not pattern.undergoes and pattern.beside[0] in PREPOSITIONS:
            ranges, fixed = [argument(anchor, "object")], True
    else:
        ranges = list(frame.args.get(pattern.last, ()))
        if anchor is not None:
            nested = [each for each in of_noun(anchor) if each.role == pattern.last]
            ranges = nested or ranges
        trigger += [word_of(frame.words_of, token) for each in ranges[:1] for token in each.marker]
    for range_ in ranges:
        if range_.head.i != first.head.i:
            yield _match(pattern, (first, range_), tuple(trigger), frame.clause, fixed=fixed)


def _subjects_of_clause(frame: Frame) -> list[Argument]:
    """Who is to act in "demanded that the bank pay"."""
    for child in frame.predicate.children:
        if child.dep == "ccomp":
            subject = child.child("nsubj", "nsubjpass")
            return participants(subject, "subject") if subject is not None else []
    return []


def _beside(pattern: Pattern, frame: Frame, second: Argument | None, trigger: list[Word]) -> Word | bool:
    """The last noun that the pattern names, True where it names none, False where something is missing."""
    anchor: Word | bool = True
    pending = ""
    wanted_words = pattern.beside
    if wanted_words[-2:] == TO_DO:
        wanted_words = wanted_words[:-2]
        if not any(c.dep in ("xcomp", "ccomp") and _is_infinitive(c) for c in frame.predicate.children):
            return False
    for wanted in wanted_words:
        if wanted == ANY:
            if second is None:
                return False
            continue
        found: Word | None
        if pending:
            found = _noun_under(pending, wanted, frame, anchor)
            pending = ""
        else:
            found = _particle(wanted, frame) if wanted in PARTICLES else None
            if found is None and wanted in PREPOSITIONS:
                pending = wanted
                continue
            if found is not None:
                trigger.append(found)
                continue
            found = _object_or_complement(wanted, frame, second)
        if found is None:
            return False
        trigger.append(found)
        anchor = found
    return anchor if not pending else False


def _is_infinitive(verb: Word) -> bool:
    return any(child.lower == "to" for child in verb.all("aux"))


def _particle(wanted: str, frame: Frame) -> Word | None:
    for child in frame.predicate.children:
        if child.lower == wanted and (child.dep in ("prt", "advmod") or (child.dep == "prep" and child.child("prep"))):
            return child
    for several in frame.args.values():
        for each in several:
            if len(each.marker) > 1 and each.marker[0].lower_ == wanted:
                return word_of(frame.words_of, each.marker[0])
    return None


def _noun_under(preposition: str, wanted: str, frame: Frame, anchor: Word | bool) -> Word | None:
    args = [*frame.args.get(preposition, ())]
    if isinstance(anchor, Word):
        args += [each for each in of_noun(anchor) if each.role == preposition]
    for each in args:
        word = frame.word(each)
        if wanted in (word.lower, word.lemma.lower()):
            return word
    return None


def _object_or_complement(wanted: str, frame: Frame, second: Argument | None) -> Word | None:
    if second is not None:
        word = frame.word(second)
        if wanted in (word.lower, word.lemma.lower()):
            return word
    for child in frame.predicate.children:
        if child.dep in _BESIDE_VERB and (wanted == child.lower or wanted == child.lemma.lower()):
            return child
    return None


def _match(
    pattern: Pattern, ends: tuple[Argument, Argument], trigger: tuple[Word, ...], clause: Clause, *, fixed: bool = False
) -> Match:
    """The first word of the trigger is the one that status and date are read from."""
    domain, range_ = reversed(ends) if pattern.reversed else ends
    return Match(
        relation=pattern.relation,
        domain=domain,
        range=range_,
        predicate=trigger[0],
        trigger=trigger,
        length=pattern.length,
        rule=clause.rule,
        clause=clause,
        fixed=fixed,
    )

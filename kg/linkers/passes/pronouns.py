"""Pronouns: "he", "its", "they" for whom the reader has in mind; nobody where two are as likely."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from kg import gazetteers
from kg.linkers.board import Board, Seat
from kg.linkers.salience import governing_verb, is_subject, weight
from kg.mentions.classes import family
from kg.mentions.pronouns import PRONOUNS, Pronoun, antecedent
from kg.model import MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Token

_SENTENCES_BACK = 2
_MARGIN = 1.08  # how much likelier the best must be than the next
_REFLEXIVE = ("self", "selves")
_COLLECTIVE = frozenset({"organization", "group"})
_TIMES = frozenset({"year", "month", "week", "day", "time", "hour", "minute", "moment", "way", "percent", "decade"})
_WEATHER = frozenset({"rain", "snow", "seem", "appear", "happen", "turn", "take", "follow"})


def join(board: Board) -> None:
    """Joins third-person pronouns, and relative ones with the noun that they hang on."""
    by_head = _by_head(board)
    for seat in board.seats:
        if seat.mention.kind is not MentionKind.PRONOUN or seat.head is None:
            continue
        pronoun = PRONOUNS.get(seat.head.lower_)
        if pronoun is None or pronoun.relative:
            _join_relative(board, seat, by_head)
        elif pronoun.person == 3 and not is_pleonastic(seat.head):
            _join_third(board, seat, pronoun)


def _by_head(board: Board) -> dict[int, Seat]:
    found: dict[int, Seat] = {}
    for seat in board.seats:
        if seat.head is not None and (seat.head.i not in found or seat.named):
            found[seat.head.i] = seat
    return found


def _join_relative(board: Board, seat: Seat, by_head: dict[int, Seat]) -> None:
    assert seat.head is not None
    noun = antecedent(seat.head)
    other = by_head.get(noun.i) if noun is not None else None
    if other is None or other is seat or _is_other_kind(seat.head.lower_, family(other.type)):
        return
    board.takes_type(seat, "Thing")
    board.join(seat, other, f"relative pronoun: {seat.mention.text} is {other.mention.text}")


def _is_other_kind(word: str, kind: str) -> bool:
    """ "who" is no place, and "where" is nobody."""
    return (word in ("who", "whom") and kind == "place") or (word == "where" and kind in ("person", "group", "value"))


def _join_third(board: Board, seat: Seat, pronoun: Pronoun) -> None:
    assert seat.head is not None
    fits = _fitting(pronoun)
    above = frozenset(token.i for token in seat.head.ancestors)
    best: dict[int, float] = {}
    nearest: dict[int, Seat] = {}
    for other in _candidates(board, seat):
        if fits(board, other) and not _barred(seat, other, above):
            best[other.group] = max(best.get(other.group, 0.0), _likelihood(board, other, seat))
            nearest.setdefault(other.group, other)
    ranked = sorted(best, key=lambda group: (-best[group], group))
    if not ranked or (len(ranked) > 1 and best[ranked[0]] < _MARGIN * best[ranked[1]]):
        return
    chosen = nearest[ranked[0]]
    company = board.company(chosen)
    board.takes_type(seat, company.type)
    name = board.title_of(chosen)
    if board.join(seat, chosen, f"pronoun: {seat.mention.text} is {name}") and pronoun.gender in ("m", "f"):
        company.gender = company.gender or pronoun.gender


def _candidates(board: Board, seat: Seat) -> Iterable[Seat]:
    demonyms = gazetteers.demonyms()
    for other in board.back(seat, _SENTENCES_BACK):
        assert other.head is not None
        if other.start >= seat.start or other.is_office or other.mention.text in demonyms:
            continue
        if other.head.dep_ in ("amod", "npadvmod"):
            continue
        if other.mention.kind is not MentionKind.PRONOUN or not board.is_alone(other):
            yield other


def _likelihood(board: Board, other: Seat, seat: Seat) -> float:
    assert seat.head is not None and other.head is not None
    score = weight(other, seat) * (0.6 if board.company(other).type == "Thing" else 1.0)
    if is_subject(seat.head) and is_subject(other.head):
        score *= 1.15
    if seat.head.dep_ == "poss" and is_subject(other.head) and _same_clause(seat.head, other.head):
        score *= 1.5
    return score * (1.0 + 0.04 * min(len(board.company(other).members), 10))


def _same_clause(one: "Token", other: "Token") -> bool:
    verb = governing_verb(one)
    return verb is not None and verb is governing_verb(other)


def _fitting(pronoun: Pronoun) -> Callable[[Board, Seat], bool]:
    if pronoun.gender in ("m", "f"):
        return lambda board, other: _is_person(board, other) and board.company(other).gender in (None, pronoun.gender)
    if pronoun.plural:
        return _is_many
    return _is_one_thing


def _is_person(board: Board, other: Seat) -> bool:
    return family(board.company(other).type) == "person" and not _is_plural(other)


def _is_plural(other: Seat) -> bool:
    assert other.head is not None
    return other.head.tag_ in ("NNS", "NNPS") and other.mention.kind is MentionKind.NOMINAL


def _is_many(board: Board, other: Seat) -> bool:
    assert other.head is not None
    kind = family(board.company(other).type)
    if other.mention.kind is MentionKind.PRONOUN:
        return other.head.lower_ in ("they", "them", "their") or kind in _COLLECTIVE
    return _is_plural(other) or kind in _COLLECTIVE


def _is_one_thing(board: Board, other: Seat) -> bool:
    assert other.head is not None
    company = board.company(other)
    if family(company.type) in ("person", "group") or _is_plural(other) or other.head.lemma_ in _TIMES:
        return False
    return not (other.mention.kind is MentionKind.PRONOUN and other.head.lower_ in ("they", "them", "their", "who"))


def _barred(seat: Seat, other: Seat, above: frozenset[int]) -> bool:
    """A pronoun is never part of what it stands for, nor (unless reflexive) another argument of the same verb.

    `above` are the words that the pronoun hangs on, directly or not.
    """
    head, rival = seat.head, other.head
    assert head is not None and rival is not None
    within = rival.i in above and rival.pos_ in ("NOUN", "PROPN")
    if within or other.mention.span.contains(seat.mention.span):
        return True
    if head.lower_.endswith(_REFLEXIVE) or head.dep_ == "poss":
        return False
    return rival.head is head.head and rival.dep_ != "poss" and head.head.pos_ in ("VERB", "AUX")


def is_pleonastic(token: "Token") -> bool:
    """Whether "it" stands for nothing: "it is likely that", "it seems", "it was in May that"."""
    if token.lower_ != "it" or not is_subject(token):
        return False
    verb = token.head
    if verb.lemma_ in _WEATHER and not any(child.dep_ == "dobj" for child in verb.children):
        return True
    clauses = [child for child in verb.subtree if child.dep_ in ("ccomp", "csubj", "xcomp", "advcl", "acl", "relcl")]
    if verb.lemma_ == "be":
        told = [c for c in verb.children if c.dep_ in ("acomp", "attr")]
        return any(c.pos_ == "ADJ" and _explained(c, verb) for c in told) or (
            bool(told) and told[0].dep_ == "attr" and any(_opens_that(c) for c in clauses)
        )
    return token.dep_ == "nsubjpass" and any(_opens_that(c) for c in verb.children if c.dep_ in ("ccomp", "advcl"))


def _explained(adjective: "Token", verb: "Token") -> bool:
    after = [*adjective.children, *verb.children]
    return any(c.dep_ in ("ccomp", "xcomp", "advcl", "csubj") and c.i > adjective.i for c in after)


def _opens_that(clause: "Token") -> bool:
    return any(c.dep_ == "mark" and c.lower_ in ("that", "whether") for c in clause.children)

"""Definite descriptions: "the company" for the company that the text is about, "the order" for "an order" before."""

from typing import TYPE_CHECKING

from kg import gazetteers
from kg.linkers.board import Board, Seat
from kg.linkers.salience import weight
from kg.mentions.classes import compatible, family, narrower
from kg.model import Role

if TYPE_CHECKING:
    from spacy.tokens import Token

_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_SENTENCES_BACK = 12
_MEMBERS = 50  # mentions of one thing that are asked for its nationality
_NEAR = 3  # sentences in which another noun may call the same thing
_MARGIN = 1.1
_EMPTY = frozenset({"new", "own", "same", "current", "said", "whole", "entire", "latest", "famous", "popular"})
_OTHERS = frozenset({"other", "another", "next", "second", "third", "last", "former", "previous", "different", "rival"})
_REFERRING = frozenset(
    {"person", "organization", "place", "product", "technology", "work", "project", "event", "award"}
)


def join(board: Board) -> None:
    """Joins a definite description with an earlier one of the same noun, or with the one thing that it can describe."""
    for seat in board.seats:
        if seat.described and seat.head is not None and _is_definite(board, seat) and _stands_alone(board, seat):
            _join(board, seat)


def _join(board: Board, seat: Seat) -> bool:
    """What was introduced by this noun comes first ("an order"), then what it can describe, then the noun again."""
    before = _same_noun(board, seat)
    if before is not None and (board.company(before).title or _is_introduced(before)):
        return _join_said(board, seat, before)
    if _join_described(board, seat) or (before is not None and _join_said(board, seat, before)):
        return True
    other = _kin(board, seat)
    return other is not None and board.join(seat, other, f"another word for {board.title_of(other)}")


def _is_definite(board: Board, seat: Seat) -> bool:
    """ "the company", and in a headline plain "company"."""
    head = seat.head
    assert head is not None
    determiners = [child.lower_ for child in head.lefts if child.dep_ in ("det", "poss", "nummod")]
    if not determiners and head.tag_ == "NN":
        return board.document.role_at(seat.start) is Role.HEADLINE and seat.mention.text == head.text
    return bool(_DEFINITE.intersection(determiners))


def _is_introduced(seat: Seat) -> bool:
    """ "a minister" brings in somebody; "resigned as minister" does not."""
    assert seat.head is not None
    determiners = [child.lower_ for child in seat.head.lefts if child.dep_ in ("det", "poss", "nummod")]
    return not _DEFINITE.intersection(determiners) and (bool(determiners) or seat.head.tag_ != "NN")


def _join_said(board: Board, seat: Seat, before: Seat) -> bool:
    return board.join(seat, before, f"said before: {board.title_of(before)}")


def _stands_alone(board: Board, seat: Seat) -> bool:
    """Not yet joined, and not said to be another: "the other company", "the company that he founded"."""
    assert seat.head is not None
    if any(board.seats[i].named for i in board.company(seat).members):
        return False
    if any(child.lower_ in _OTHERS for child in seat.head.lefts):
        return False
    return not any(_tells_apart(child) for child in seat.head.rights)


def _tells_apart(child: "Token") -> bool:
    """A clause without a comma says which one is meant; one behind a comma says more of the one that is known."""
    if child.lower_ == "of" and child.dep_ == "prep":
        return True
    if child.dep_ not in ("relcl", "acl"):
        return False
    first = child.left_edge.i
    return child.doc[first - 1].text not in (",", "-", "–", "—")


def modifiers(head: "Token") -> frozenset[str]:
    """The words before a noun that tell which one is meant; "this powerful alliance" tells by pointing."""
    points = any(t.lower_ in ("this", "these") and t.dep_ == "det" for t in head.lefts)
    kinds = ("compound", "nmod") if points else ("amod", "compound", "nmod", "nummod", "poss")
    return frozenset(t.lower_ for t in head.lefts if t.dep_ in kinds) - _EMPTY


def _same_noun(board: Board, seat: Seat) -> Seat | None:
    """The last "order" before "the order", unless one of them is told apart by another word."""
    head = seat.head
    assert head is not None
    told = modifiers(head)
    for other in board.back(seat, _SENTENCES_BACK):
        if other.noun != seat.noun or not other.described or other.head is None or other.head.i >= head.i:
            continue
        if other.head.tag_ == head.tag_ and told <= modifiers(other.head) | board.company(other).said:
            return other
    return None


def _kin(board: Board, seat: Seat) -> Seat | None:
    """The nearest thing that "the agreement" may call by another noun: "a deal"."""
    assert seat.head is not None
    nouns = gazetteers.kin().get(seat.noun)
    if nouns is None:
        return None
    for other in board.back(seat, _NEAR):
        if other.described and other.head is not None and other.noun in nouns:
            alike = other.head.tag_ == seat.head.tag_ and not other.mention.span.overlaps(seat.mention.span)
            return other if alike and modifiers(seat.head) <= modifiers(other.head) else None
    return None


def _join_described(board: Board, seat: Seat) -> bool:
    """ "the airline" is the likeliest airline so far: what is nearest, said as a subject and said often."""
    head = seat.head
    assert head is not None
    if family(seat.type) not in _REFERRING or head.tag_ in ("NNS", "NNPS"):
        return False
    best: dict[int, float] = {}
    nearest: dict[int, Seat] = {}
    named, countries = _named_in(board, seat), _nationality(head)
    if named and seat.noun in gazetteers.words("relations"):
        return False
    for other in board.back(seat, _SENTENCES_BACK):
        if _can_be(board, seat, other) and named <= board.company(other).said and _is_of(board, other, countries):
            score = weight(other, seat) * (1.0 + 0.05 * min(len(board.company(other).members), 12))
            score *= _fitness(board, seat, other)
            best[other.group] = best.get(other.group, 0.0) + score
            nearest.setdefault(other.group, other)
    if countries:
        told = {group for group, other in nearest.items() if _told_nationality(board, other)}
        best = {group: score for group, score in best.items() if group in told or len(best) == 1}
    ranked = sorted(best, key=lambda group: (-best[group], group))
    if not ranked or (len(ranked) > 1 and best[ranked[0]] < _MARGIN * best[ranked[1]]):
        return False
    chosen = nearest[ranked[0]]
    return board.join(seat, chosen, f"description of {board.title_of(chosen)}: {seat.mention.text}")


def _can_be(board: Board, seat: Seat, other: Seat) -> bool:
    if (
        not other.named
        or other.head is None
        or other.start >= seat.start
        or seat.mention.span.overlaps(other.mention.span)
    ):
        return False
    company = board.company(other)
    if "Thing" in (company.type, seat.type) or not compatible(company.type, seat.type):
        return False
    return not (other.head.dep_ == "poss" and other.head.head is seat.head)


def _named_in(board: Board, seat: Seat) -> set[str]:
    """The names inside a description, but for owners and nationalities: "the iPad tablet" is nothing but an iPad."""
    inside = (other for other in board.within(seat.mention.span) if other.named and other.head is not None)
    told = (o for o in inside if o.head is not None and o.head.dep_ in ("compound", "nmod") and o.type != "Country")
    return {word.lower() for other in told for word in other.words}


def _fitness(board: Board, seat: Seat, other: Seat) -> float:
    """More where the class is the very same, or the noun has been said of it."""
    company = board.company(other)
    if seat.noun in company.said:
        return 2.0
    return 1.3 if company.type == seat.type == narrower(company.type, seat.type) else 1.0


def _is_of(board: Board, other: Seat, countries: frozenset[str]) -> bool:
    """ "the US manufacturer" is none of which another nationality has been said."""
    theirs = _told_nationality(board, other) if countries else frozenset()
    return not theirs or bool(countries & theirs)


def _told_nationality(board: Board, seat: Seat) -> frozenset[str]:
    members = board.members(seat)[:_MEMBERS]
    return frozenset(key for member in members if member.head is not None for key in _nationality(member.head))


def _nationality(head: "Token") -> frozenset[str]:
    demonyms, names = gazetteers.demonyms(), gazetteers.names()
    found = (demonyms.get(t.text) or names.get(t.text) for t in head.lefts)
    return frozenset(entry.key for entry in found if entry is not None and entry.type in ("Country", "Region"))

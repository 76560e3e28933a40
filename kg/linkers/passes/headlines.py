"""Headlines, which tell before they name: "Transport minister quits", and the story names the transport minister."""

from collections.abc import Iterable

from kg import gazetteers
from kg.linkers.board import Board, Company, Seat
from kg.linkers.passes.definites import modifiers
from kg.mentions.classes import compatible, family
from kg.model import Role

_FIRST = 120  # seats after the headline among whom the one is looked for
_SMALL = frozenset({"the", "a", "an", "'s", "’s"})


def join(board: Board) -> None:
    """Joins a description in a headline with the one person or body of which the story says all its words."""
    for seat in board.seats:
        if seat.described and seat.head is not None and board.is_alone(seat) and _in_headline(board, seat):
            _join_with_story(board, seat)


def _in_headline(board: Board, seat: Seat) -> bool:
    return board.document.role_at(seat.start) is Role.HEADLINE


def _join_with_story(board: Board, seat: Seat) -> None:
    head = seat.head
    assert head is not None
    if family(seat.type) not in ("person", "organization") or head.tag_ in ("NNS", "NNPS"):
        return
    words = {*modifiers(head), head.lower_} - _SMALL
    owners = {child.lower_ for child in head.lefts if child.dep_ == "poss" and child.text in gazetteers.names()}
    words = words - owners if len(words - owners) > 1 else words
    fitting = {c.group: c for c in _companies(board, seat) if compatible(c.type, seat.type) and words <= _plain(c)}
    if len(words) > 1 and len(fitting) == 1:
        company = next(iter(fitting.values()))
        board.join(seat, board.seats[company.members[0]], f"in the headline: {seat.mention.text} is {company.title}")


def _companies(board: Board, seat: Seat) -> Iterable[Company]:
    after = board.seats[seat.index + 1 : seat.index + _FIRST]
    return (board.company(other) for other in after if board.company(other).title)


def _plain(company: Company) -> set[str]:
    return {word.removesuffix("'s").removesuffix("’s").strip(",.") for word in company.said}

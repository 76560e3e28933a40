"""People by part of their name: "Cook" for Tim Cook, as long as it is clear which Cook."""

from collections import defaultdict
from collections.abc import Sequence

from kg import gazetteers
from kg.linkers.board import Board, Seat
from kg.linkers.forms import name_parts, same_given
from kg.mentions.classes import family

_MOST_BEARERS = 50  # people of one name in one article; an article may be hostile
type _Bearers = dict[str, list[Seat]]


def join(board: Board) -> None:
    """Joins forms of one full name, then a single name with the one person who bears it."""
    people = [seat for seat in board.names() if family(seat.type) == "person"]
    for seat in people:
        board.company(seat).gender = board.company(seat).gender or gender(seat)
    bearers = _bearers(people)
    for several in bearers.values():
        _join_full_names(board, several)
    established: dict[tuple[str, str | None], Seat] = {}
    for seat in people:
        given, surname = name_parts(seat.words)
        if not given:
            _join_single(board, seat, bearers.get(surname, []), established)


def _bearers(people: Sequence[Seat]) -> _Bearers:
    """The first seat of each full name, in the order of the text, under its given name and its surname."""
    distinct: dict[tuple[str, ...], Seat] = {}
    for seat in people:
        distinct.setdefault(seat.words, seat)
    found: _Bearers = defaultdict(list)
    for seat in distinct.values():
        given, surname = name_parts(seat.words)
        for word in sorted({given.lower(), surname}) if given else ():
            if len(found[word]) < _MOST_BEARERS:
                found[word].append(seat)
    return found


def _join_full_names(board: Board, several: Sequence[Seat]) -> None:
    for seat in several:
        given, surname = name_parts(seat.words)
        for other in several:
            others_given, others_surname = name_parts(other.words)
            if other.index < seat.index and surname == others_surname and same_given(given, others_given):
                board.join(seat, other, f"another form of {other.mention.text}")


def _join_single(
    board: Board, seat: Seat, bearers: Sequence[Seat], established: dict[tuple[str, str | None], Seat]
) -> None:
    """Joins a surname or given name with its one bearer so far.

    Once a writer has called somebody "Smith", a later Mary Smith does not take the name away; where two bear it from
    the start, nobody is meant for sure, and the bare names are only each other.
    """
    surname = name_parts(seat.words)[1]
    key = (surname, board.company(seat).gender)
    before = established.get(key) or established.get((surname, None))
    if before is not None and board.join(seat, before, _why(board, seat, before)):
        return
    possible = [other for other in bearers if board.may_join(seat, other)]
    known = [other for other in possible if other.start < seat.start] or possible
    if len({other.group for other in known}) == 1:
        board.join(seat, known[0], _why(board, seat, known[0]))
    established.setdefault(key, seat)


def _why(board: Board, seat: Seat, other: Seat) -> str:
    full = board.title_of(other)
    if name_parts(tuple(full.split()))[1] == name_parts(seat.words)[1] and " " in full:
        return f"surname of {full}"
    return f"given name of {full}" if " " in full else f"same name: {seat.mention.text}"


def gender(seat: Seat) -> str | None:
    """The gender that a title before the name or the given name tells."""
    if seat.head is not None:
        for word in seat.head.lefts:
            told = gazetteers.titles().get(word.lower_.rstrip("."))
            if told:
                return told
    given = name_parts(seat.words)[0]
    return gazetteers.given_names().get(given) or None

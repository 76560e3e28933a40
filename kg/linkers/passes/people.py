"""People by part of their name: "Cook" for Tim Cook, as long as only one such person is about."""

from collections import defaultdict
from collections.abc import Sequence

from kg import gazetteers
from kg.linkers.board import Board, Seat, same_given
from kg.mentions.classes import family


def join(board: Board) -> None:
    """Joins short forms of full names, then a surname with the one person who bears it."""
    for seat in board.names():
        if family(seat.type) == "person":
            board.company(seat).gender = board.company(seat).gender or gender(seat)
    people = [seat for seat in board.names() if family(seat.type) == "person"]
    bearers = _bearers(people)
    for several in bearers.values():
        for seat in several:
            for other in several:
                if other.index < seat.index and _same_full_name(seat, other):
                    board.join(seat, other, f"another form of {other.mention.text}")
    alone: dict[tuple[str, str | None], Seat] = {}
    for seat in people:
        if len(seat.words) == 1 and not _join_surname(board, seat, bearers.get(seat.words[0], [])):
            key = (seat.words[0], board.company(seat).gender)
            if key in alone:
                board.join(seat, alone[key], f"same name: {seat.mention.text}")
            alone.setdefault(key, seat)


def _bearers(people: Sequence[Seat]) -> dict[str, list[Seat]]:
    """One seat of each full name, under its first and its last word."""
    distinct = {seat.words: seat for seat in reversed(people) if len(seat.words) > 1}
    found: dict[str, list[Seat]] = defaultdict(list)
    for words, seat in reversed(distinct.items()):
        for word in {words[0], words[-1]}:
            found[word].append(seat)
    return found


def _same_full_name(one: Seat, other: Seat) -> bool:
    return one.words[-1] == other.words[-1] and same_given(one.words[0], other.words[0])


def _join_surname(board: Board, seat: Seat, bearers: list[Seat]) -> bool:
    """Joins a single name with its one bearer; where two bear it, nobody is meant for sure."""
    possible = [other for other in bearers if board.may_join(seat, other)]
    if len({other.group for other in possible}) != 1:
        return False
    part = "surname" if seat.words[0] == possible[0].words[-1] else "given name"
    return board.join(seat, possible[0], f"{part} of {possible[0].mention.text}")


def gender(seat: Seat) -> str | None:
    """The gender that a title before the name or the given name tells."""
    if seat.head is not None:
        for word in seat.head.lefts:
            told = gazetteers.titles().get(word.lower_.rstrip("."))
            if told:
                return told
    return gazetteers.given_names().get(seat.words[0]) or None if len(seat.words) > 1 else None

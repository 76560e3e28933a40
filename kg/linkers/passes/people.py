"""People by part of their name: "Cook" for Tim Cook, as long as only one such person is about."""

from kg import gazetteers
from kg.linkers.board import Board, Seat, same_given
from kg.mentions.classes import family


def join(board: Board) -> None:
    """Joins short forms of full names, then a surname with the one person who bears it."""
    for seat in board.names():
        if family(seat.type) == "person":
            board.company(seat).gender = board.company(seat).gender or gender(seat)
    people = [seat for seat in board.names() if family(seat.type) == "person"]
    full = [seat for seat in people if len(seat.words) > 1]
    for seat in full:
        for other in full:
            if (
                other.index < seat.index
                and other.words[-1] == seat.words[-1]
                and same_given(seat.words[0], other.words[0])
            ):
                board.join(seat, other, f"another form of {other.mention.text}")
    alone: dict[tuple[str, str | None], Seat] = {}
    for seat in people:
        if len(seat.words) == 1 and not _join_surname(board, seat, [o for o in full if _bears(o, seat.words[0])]):
            key = (seat.words[0], board.company(seat).gender)
            if key in alone:
                board.join(seat, alone[key], f"same name: {seat.mention.text}")
            alone.setdefault(key, seat)


def _bears(full: Seat, name: str) -> bool:
    return name in (full.words[-1], full.words[0]) or name == " ".join(full.words[1:])


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

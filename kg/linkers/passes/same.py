"""The same name, however it is written: case, points and possessives do not count."""

from kg.linkers.board import Board, Seat
from kg.mentions.classes import family

_SUFFIXES = frozenset(
    {
        "inc",
        "corp",
        "corporation",
        "co",
        "company",
        "ltd",
        "llc",
        "plc",
        "ag",
        "sa",
        "se",
        "nv",
        "limited",
        "gmbh",
        "spa",
        "incorporated",
        "group",
        "holdings",
    }
)


def join(board: Board) -> None:
    """Joins names that are spelt alike, and an organisation with and without its legal suffix.

    A person's surname alone is left to `people`: there may be two Smiths. What a metonym stands for is known already.
    """
    first: dict[tuple[str, str], Seat] = {}
    for seat in board.seats:
        if not (seat.named or seat.is_office):
            continue
        if seat.entry is not None or (family(seat.type) == "person" and len(seat.words) == 1):
            continue
        key = (spelling(seat), family(seat.type))
        if key in first:
            board.join(seat, first[key], f"same name: {seat.mention.text}")
        else:
            first[key] = seat


def spelling(seat: Seat) -> str:
    """The words of a name, folded: lower case, no points, no legal suffix of an organisation."""
    words = [w.lower().replace(".", "").strip("'’\",") for w in seat.words]
    while family(seat.type) == "organization" and len(words) > 1 and words[-1] in _SUFFIXES:
        words.pop()
    return " ".join(word for word in words if word not in ("the", ""))

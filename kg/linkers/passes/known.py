"""Names that the gazetteer knows: "U.S." and "America", "Japanese" for Japan."""

from kg import gazetteers
from kg.linkers.board import Board


def join(board: Board) -> None:
    """Joins what has the same key; a demonym becomes its country."""
    first: dict[str, int] = {}
    for seat in board.names():
        demonym = gazetteers.demonyms().get(seat.mention.text)
        if demonym is not None and seat.entry is None and seat.type in ("Country", "Group"):
            board.becomes(seat, demonym, f"demonym of {demonym.label}: {seat.mention.text}")
        if seat.entry is None:
            continue
        if seat.entry.key in first:
            other = board.seats[first[seat.entry.key]]
            board.join(seat, other, seat.reason or f"another name of {seat.entry.label}: {seat.mention.text}")
        else:
            first[seat.entry.key] = seat.index
            seat.reason = seat.reason or f"known name: {seat.mention.text}"

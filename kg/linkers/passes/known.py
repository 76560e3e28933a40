"""Names that the gazetteer knows: "U.S." and "America", "Japanese" for Japan, the state in "Atlanta, Georgia"."""

from kg import gazetteers
from kg.linkers.board import Board, Seat


def join(board: Board) -> None:
    """Joins what has the same key; a demonym becomes its country."""
    first: dict[str, Seat] = {}
    before: Seat | None = None
    for seat in board.names():
        _choose_sense(board, seat, before)
        before = seat
        demonym = gazetteers.demonyms().get(seat.mention.text)
        if demonym is not None and seat.entry is None and seat.type in ("Country", "Group"):
            board.becomes(seat, demonym, f"demonym of {demonym.label}: {seat.mention.text}")
        if seat.entry is None:
            continue
        if seat.entry.key in first:
            reason = seat.reason or f"another name of {seat.entry.label}: {seat.mention.text}"
            board.join(seat, first[seat.entry.key], reason)
        else:
            first[seat.entry.key] = seat
            seat.reason = seat.reason or f"known name: {seat.mention.text}"


def _choose_sense(board: Board, seat: Seat, before: Seat | None) -> None:
    """Of several things with one name, the one where the city in front lies: "Atlanta, Georgia" is no country."""
    senses = gazetteers.senses().get(seat.mention.text, ())
    if len(senses) < 2 or seat.reason or before is None or before.entry is None or seat.entry is None:
        return
    between = board.document.article.text[before.mention.span.end : seat.start]
    if between.strip() != "," or before.entry.type != "City":
        return
    for entry in senses:
        if entry.country == before.entry.country and entry.type == "Region":
            board.becomes(seat, entry, f"{entry.label}, where {before.entry.label} lies")
            return

"""Descriptions by grammar: "Ryanair, an Irish airline", "chief executive Tim Cook"."""

from kg.linkers.board import Board, Seat


def join(board: Board) -> None:
    """Joins a description with the name that stands in apposition to it."""
    by_head = {seat.head.i: seat for seat in board.seats if seat.head is not None and (seat.named or seat.described)}
    for seat in board.seats:
        if seat.head is None or not seat.described:
            continue
        other = _apposed(seat, by_head)
        if other is not None:
            board.join(seat, other, f"apposition: {other.mention.text}, {seat.mention.text}")


def _apposed(seat: Seat, by_head: dict[int, Seat]) -> Seat | None:
    head = seat.head
    assert head is not None
    if head.dep_ == "appos" and head.head.i in by_head and by_head[head.head.i].named:
        return by_head[head.head.i]
    for child in head.children:
        if child.dep_ == "appos" and child.i in by_head and by_head[child.i].named:
            return by_head[child.i]
    return None

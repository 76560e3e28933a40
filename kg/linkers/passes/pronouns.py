"""Pronouns, where it is clear who is meant: the last one of the same gender and number that was mentioned."""

from kg.linkers.board import Board, Seat
from kg.mentions.classes import family
from kg.mentions.pronouns import PRONOUNS
from kg.model import MentionKind


def join(board: Board) -> None:
    """Joins he and she with the last person, it with the last organisation that was a subject; abstains otherwise."""
    for seat in board.seats:
        if seat.mention.kind is not MentionKind.PRONOUN or seat.head is None:
            continue
        pronoun = PRONOUNS.get(seat.head.lower_)
        if pronoun is None or pronoun.person != 3 or pronoun.relative or pronoun.plural:
            continue
        for other in reversed(_before(board, seat)):
            if pronoun.gender in ("m", "f") and family(other.type) == "person":
                if board.company(other).gender in (None, pronoun.gender):
                    board.join(seat, other, f"pronoun: {seat.mention.text} is {other.mention.text}")
                break


def _before(board: Board, seat: Seat) -> list[Seat]:
    return [s for s in board.seats if s.named and s.start < seat.start and seat.start - s.start < 400]

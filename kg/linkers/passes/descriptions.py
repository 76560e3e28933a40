"""Descriptions by grammar: "Ryanair, an Irish airline", "chief executive Tim Cook", "Arm is a chip designer"."""

from typing import TYPE_CHECKING

from kg import gazetteers
from kg.linkers.board import Board, Seat
from kg.mentions.classes import compatible, family

if TYPE_CHECKING:
    from spacy.tokens import Token


def join(board: Board) -> None:
    """Joins a description with the name that stands in apposition to it, behind it, or is said to be it."""
    by_head: dict[int, Seat] = {}
    for seat in board.seats:
        if seat.head is not None and (seat.named or (seat.described and seat.head.i not in by_head)):
            by_head[seat.head.i] = seat
    for seat in board.seats:
        if seat.head is None or not seat.described:
            continue
        same_head = by_head[seat.head.i]
        if same_head is not seat:
            # Both stand for what their common head word means; a statement may cut its end shorter or longer.
            board.takes_type(seat, board.company(same_head).type)
            why = "name with its description" if same_head.named else "said in the same place"
            board.join(seat, same_head, f"{why}: {seat.mention.text}")
            continue
        if not _join_role(board, seat, by_head):
            _join_described(board, seat, by_head)


def _join_role(board: Board, seat: Seat, by_head: dict[int, Seat]) -> bool:
    """ "Apple CEO" is the person whose name comes next."""
    assert seat.head is not None
    if seat.head.i + 1 >= len(board.doc) or seat.type != "Person":
        return False
    after = board.doc[seat.head.i + 1]
    for token in (after, after.head, after.head.head):
        other = by_head.get(token.i)
        if other is not None and other.named and other.start == after.idx:
            return board.join(seat, other, f"role: {seat.mention.text} {other.mention.text}")
    return False


def _join_described(board: Board, seat: Seat, by_head: dict[int, Seat]) -> None:
    assert seat.head is not None
    for token, why in _named_beside(seat.head):
        other = by_head.get(token.i)
        if other is None or not other.named or _is_list(seat.head, token):
            continue
        if why != "named in front" or _is_its_kind(seat, other):
            board.join(seat, other, f"{why}: {other.mention.text}, {seat.mention.text}")
            return


def _named_beside(head: "Token") -> "list[tuple[Token, str]]":
    found = [(child, "apposition") for child in head.children if child.dep_ == "appos"]
    found += [(child, "named in front") for child in head.lefts if child.dep_ == "compound" and child.i == head.i - 1]
    if head.dep_ == "appos":
        found.append((head.head, "apposition"))
    if head.dep_ == "attr" and head.head.lemma_ == "be" and not _is_negated(head.head):
        found.extend((child, "is said to be") for child in head.head.children if child.dep_ == "nsubj")
    return found


def _is_its_kind(seat: Seat, other: Seat) -> bool:
    """ "the iPad tablet" is the iPad, "Reuters news agency" Reuters; "the Boeing supplier" is not Boeing."""
    kind = family(other.type)
    if kind == family(seat.type) == "product":
        return True
    assert seat.head is not None
    related = seat.head.lemma_.lower() in gazetteers.words("relations") or seat.head.tag_ != "NN"
    return kind == family(seat.type) == "organization" and not related and compatible(other.type, seat.type)


def _is_negated(verb: "Token") -> bool:
    return any(child.dep_ == "neg" for child in verb.children)


def _is_list(one: "Token", other: "Token") -> bool:
    """Several are no apposition: "three airlines, Ryanair, …"."""
    return one.tag_ in ("NNS", "NNPS") or any(child.dep_ == "conj" for child in other.children)

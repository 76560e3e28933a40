"""Quoted speech: "I" and "my" are the speaker, "we" and "our" whom the speaker speaks for."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg import gazetteers
from kg.linkers.board import Board, Seat
from kg.mentions.classes import family
from kg.mentions.pronouns import PRONOUNS
from kg.model import MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OPENING = frozenset({"“", "``", "„", "«"})
_CLOSING = frozenset({"”", "''", "»"})
_SPEAKING = frozenset(
    {"say", "tell", "add", "state", "announce", "comment", "note", "explain", "claim", "write", "argue", "insist"}
    | {"declare", "warn", "remark", "reply", "ask", "call", "describe", "release", "continue", "conclude", "tweet"}
)
_NEAR = 400  # characters between a quotation and the words that name its speaker


def join(board: Board) -> None:
    """Joins first persons in quotation marks with the speaker, or with the organisation that the speaker is of."""
    speakers = list(_speakers(board))
    by_head = {s.head.i: s for s in board.seats if s.head is not None and (s.named or s.described)}
    by_head.update({s.head.i: s for s in board.seats if s.head is not None and s.named})
    for first, last in quotations(board.doc):
        spoken = [s for s in board.seats if s.head is not None and first < s.head.i < last and _is_first(s)]
        speaker = _speaker_of(first, last, speakers) if spoken else None
        if speaker is None:
            continue
        for seat in spoken:
            _join_spoken(board, seat, speaker, by_head)


def _is_first(seat: Seat) -> bool:
    pronoun = PRONOUNS.get(seat.head.lower_) if seat.head is not None else None
    return seat.mention.kind is MentionKind.PRONOUN and pronoun is not None and pronoun.person == 1


def quotations(doc: "Doc") -> Iterator[tuple[int, int]]:
    """The token of each opening quotation mark and of the closing one; a new line closes what is open."""
    start: int | None = None
    for token in doc:
        plain = token.text == '"'
        if start is None and (token.text in _OPENING or plain):
            start = token.i
        elif (start is not None and (token.text in _CLOSING or plain)) or (
            start is not None and token.is_space and "\n\n" in token.text
        ):
            yield start, token.i
            start = None
    if start is not None:
        yield start, len(doc)


def _speakers(board: Board) -> Iterator[tuple[Seat, "Token"]]:
    for seat in board.seats:
        head = seat.head
        if head is None or head.dep_ != "nsubj" or head.head.lemma_.lower() not in _SPEAKING:
            continue
        kind = family(board.company(seat).type)
        if kind in ("person", "organization") and (
            seat.named or len(board.company(seat).members) > 1 or seat.described
        ):
            yield seat, head


def _speaker_of(first: int, last: int, speakers: list[tuple[Seat, "Token"]]) -> Seat | None:
    """The nearest subject of a verb of saying outside the quotation; the one before wins where both are as near."""
    outside = [(seat, head) for seat, head in speakers if not first < head.i < last]
    ranked = sorted(outside, key=lambda pair: (_distance(pair[1].i, first, last), pair[1].i, not pair[0].named))
    if not ranked or _distance(ranked[0][1].i, first, last) > _NEAR // 8:
        return None
    return ranked[0][0]


def _distance(i: int, first: int, last: int) -> int:
    return first - i if i < first else i - last


def _join_spoken(board: Board, seat: Seat, speaker: Seat, by_head: dict[int, Seat]) -> None:
    assert seat.head is not None
    name = board.title_of(speaker)
    kind = family(board.company(speaker).type)
    if not PRONOUNS[seat.head.lower_].plural:
        if kind == "person":
            _take_type(board, seat, speaker)
            board.join(seat, speaker, f"speaker: {seat.mention.text} is {name}")
        return
    side = speaker if kind == "organization" else represented(board, speaker, by_head)
    if side is not None:
        _take_type(board, seat, side)
        board.join(seat, side, f"spoken for {board.title_of(side)} by {name}: {seat.mention.text}")


def _take_type(board: Board, seat: Seat, other: Seat) -> None:
    seat.type = board.company(seat).type = board.company(other).type


def represented(board: Board, speaker: Seat, by_head: dict[int, Seat]) -> Seat | None:
    """The organisation whose chief, spokesman or founder the speaker is said to be, in this or an earlier mention."""
    for member in board.members(speaker):
        for side in _employers(member, by_head):
            if family(board.company(side).type) == "organization":
                return side
    return None


def _employers(member: Seat, by_head: dict[int, Seat]) -> Iterator[Seat]:
    """ "Apple spokesman John Doe", "Apple's chief executive", "the head of Apple"."""
    head = member.head
    if head is None:
        return
    roles = [head, *(t for t in head.children if t.dep_ in ("compound", "nmod", "appos", "poss"))]
    for role in roles:
        noun = gazetteers.nouns().get(role.lower_)
        if noun is None or family(noun.type) != "person":
            continue
        beside = [*role.children, *(t for t in head.children if t.i < role.i)]
        for token in beside:
            if token.dep_ == "prep" and token.lower_ in ("of", "for", "at"):
                yield from (by_head[t.i] for t in token.children if t.i in by_head and t.dep_ == "pobj")
            elif token.dep_ in ("compound", "poss", "nmod") and token.i in by_head and by_head[token.i].named:
                yield by_head[token.i]

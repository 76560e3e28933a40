"""Quoted speech: "I" and "my" are the speaker, "we" and "our" whom the speaker speaks for."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg import gazetteers
from kg.linkers.board import Board, Seat
from kg.mentions.classes import family
from kg.mentions.pronouns import PRONOUNS
from kg.model import MentionKind, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_MARK = re.compile(r"[“”„«»\"]|``|''")
_OPENING = frozenset({"“", "``", "„", "«"})
_LONGEST = 1_500  # characters; what stays open longer was never meant to be one quotation
_MEMBERS = 50  # mentions of a speaker that may tell whom he speaks for
_BEFORE, _AFTER = 160, 90  # characters between a quotation and the words that name its speaker


def join(board: Board) -> None:
    """Joins first persons in quotation marks with the speaker, or with the organisation that the speaker is of."""
    quoted = [(quotation, _spoken_in(board, quotation)) for quotation in quotations(board.document.article.text)]
    if not any(spoken for _, spoken in quoted):
        return
    speakers = sorted(_speakers(board), key=lambda pair: (pair[1].idx, pair[0].index))
    by_head = {s.head.i: s for s in board.seats if s.head is not None and (s.named or s.described)}
    by_head.update({s.head.i: s for s in board.seats if s.head is not None and s.named})
    for quotation, spoken in quoted:
        speaker = _speaker_of(quotation, speakers) if spoken else None
        if speaker is None:
            continue
        for seat in spoken:
            _join_spoken(board, seat, speaker, by_head)


def _spoken_in(board: Board, quotation: Span) -> list[Seat]:
    return [seat for seat in board.within(quotation) if _is_first(seat)]


def _is_first(seat: Seat) -> bool:
    if seat.mention.kind is not MentionKind.PRONOUN or seat.head is None:
        return False
    pronoun = PRONOUNS.get(seat.head.lower_)
    return pronoun is not None and pronoun.person == 1


def quotations(text: str) -> Iterator[Span]:
    """From each opening quotation mark to its closing one; a mark that opens anew at a line's start goes on.

    >>> [span.of('He said "no" and “yes”.') for span in quotations('He said "no" and “yes”.')]
    ['"no"', '“yes”']
    """
    start: int | None = None
    for mark in _MARK.finditer(text):
        if start is None:
            start = mark.start() if mark.group() not in ("”", "»", "''") else None
        elif mark.start() - start > _LONGEST:
            start = mark.start()
        elif mark.group() not in _OPENING and not text[: mark.start()].endswith("\n"):
            yield Span(start, mark.end())
            start = None


def _speakers(board: Board) -> Iterator[tuple[Seat, "Token"]]:
    speaking = gazetteers.words("speaking")
    for seat in board.seats:
        head = seat.head
        if head is None or not _speaks(head, speaking):
            continue
        kind = family(board.company(seat).type)
        if kind in ("person", "organization") and (seat.named or not board.is_alone(seat) or seat.described):
            yield seat, head


def _speaks(head: "Token", speaking: frozenset[str]) -> bool:
    """A subject of a verb of saying, or by whom the statement is that says: "a statement by Acme said"."""
    if head.dep_ == "pobj" and head.head.lower_ == "by":
        subject = next((t for t in head.ancestors if t.dep_ == "nsubj"), None)
        return subject is not None and subject.head.lemma_.lower() in speaking
    return head.dep_ == "nsubj" and head.head.lemma_.lower() in speaking


def _speaker_of(quotation: Span, speakers: list[tuple[Seat, "Token"]]) -> Seat | None:
    """The nearest subject of a verb of saying outside the quotation; None where nobody is near."""
    near = []
    first = bisect_left(speakers, quotation.start - _BEFORE, key=lambda pair: pair[1].idx)
    last = bisect_left(speakers, quotation.end + _AFTER, key=lambda pair: pair[1].idx)
    for seat, head in speakers[first:last]:
        before, after = quotation.start - head.idx, head.idx - quotation.end
        if 0 <= before < _BEFORE or 0 <= after < _AFTER:
            near.append((max(before, after), not seat.named, seat.index, seat))
    return min(near)[3] if near else None


def _join_spoken(board: Board, seat: Seat, speaker: Seat, by_head: dict[int, Seat]) -> None:
    assert seat.head is not None
    name = board.title_of(speaker)
    kind = family(board.company(speaker).type)
    if not PRONOUNS[seat.head.lower_].plural:
        if kind == "person":
            board.takes_type(seat, board.company(speaker).type)
            board.join(seat, speaker, f"speaker: {seat.mention.text} is {name}")
        return
    side = speaker if kind == "organization" else represented(board, speaker, by_head)
    if side is not None:
        board.takes_type(seat, board.company(side).type)
        board.join(seat, side, f"spoken for {board.title_of(side)} by {name}: {seat.mention.text}")
        _join_owned(board, seat, side, by_head)


def _join_owned(board: Board, seat: Seat, side: Seat, by_head: dict[int, Seat]) -> None:
    """ "our company" is the company itself, "our plant" is not."""
    assert seat.head is not None
    owned = by_head.get(seat.head.head.i) if seat.head.dep_ == "poss" else None
    if (
        owned is None
        or owned.named
        or seat.head.head.lemma_.lower() not in ("company", "firm", "organization", "group")
    ):
        return
    board.join(owned, side, f"spoken for {board.title_of(side)}: {owned.mention.text}")


def represented(board: Board, speaker: Seat, by_head: dict[int, Seat]) -> Seat | None:
    """The organisation whose chief, spokesman or founder the speaker is said to be, in this or an earlier mention."""
    for member in board.members(speaker)[:_MEMBERS]:
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

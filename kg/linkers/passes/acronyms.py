"""Initials ("EASA" for the European Aviation Safety Agency) and short forms ("Lockheed" for Lockheed Martin)."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from kg import gazetteers
from kg.linkers.board import Board, Seat
from kg.linkers.forms import abbreviates
from kg.mentions.classes import compatible, family

_LONGEST = 12  # words of a name that are looked at
_SMALL = frozenset({"of", "the", "and", "for", "de", "la", "&", "in", "on"})


def join(board: Board) -> None:
    """Joins an acronym with the name that it follows in brackets, or with the one full name that has these initials,
    and a first word with the one name that it opens.
    """
    names = [seat for seat in board.names() if family(seat.type) != "person"]
    for before, seat in pairwise(names):
        if _in_brackets(board, before, seat) and abbreviates(seat.mention.text, before.mention.text):
            if not compatible(seat.type, before.type) and seat.entry is None:
                board.takes_type(seat, before.type)
            board.join(seat, before, f"in brackets after {before.mention.text}")
    distinct = {seat.words: seat for seat in reversed(names)}
    by_initials, by_start, by_end = _index(distinct.values())
    for words, seat in distinct.items():
        if len(words) == 1 and words[0].isupper() and len(words[0]) > 1:
            _join_if_one(board, seat, by_initials.get(words[0], []), "initials of")
    for words, seat in distinct.items():
        full = [other for other in by_start.get(words, []) if _opens(seat, other)]
        full += [other for other in by_end.get(words, []) if _closes(seat, other)]
        _join_if_one(board, seat, full, "short for")


type _Index[K] = dict[K, list[Seat]]


def _index(seats: Iterable[Seat]) -> tuple[_Index[str], _Index[tuple[str, ...]], _Index[tuple[str, ...]]]:
    """The names of several words by their initials, by all that they begin with, by all that they end with."""
    by_initials: _Index[str] = defaultdict(list)
    by_start: _Index[tuple[str, ...]] = defaultdict(list)
    by_end: _Index[tuple[str, ...]] = defaultdict(list)
    for seat in seats:
        for letters in initials(seat):
            by_initials[letters].append(seat)
        for i in range(1, min(len(seat.words), _LONGEST)):
            by_start[seat.words[:i]].append(seat)
            by_end[seat.words[i:]].append(seat)
    return by_initials, by_start, by_end


def _in_brackets(board: Board, before: Seat, seat: Seat) -> bool:
    between = board.document.article.text[before.mention.span.end : seat.start]
    return between.strip(" \"“'‘") == "(" and seat.mention.text.isupper()


def _join_if_one(board: Board, seat: Seat, full: list[Seat], why: str) -> None:
    if full and len({other.group for other in full}) == 1:
        board.join(seat, full[0], f"{why} {full[0].mention.text}")


def initials(seat: Seat) -> frozenset[str]:
    """The initials of a name of several words, with and without its small words."""
    words = [w for word in seat.words for w in word.split("-") if w[:1].isalnum() or w == "&"]
    if len(words) < 2:
        return frozenset()
    every = "".join(w[0] for w in words).upper()
    large = "".join(w[0] for w in words if w.lower() not in _SMALL).upper()
    return frozenset({every, large} - {seat.mention.text})


def _closes(short: Seat, full: Seat) -> bool:
    """ "Air Force" closes "US Air Force": what is left out in front is a country's or a body's name."""
    if not compatible(short.type, full.type) or len(short.words) >= len(full.words):
        return False
    left_out = " ".join(full.words[: -len(short.words)])
    known = left_out in gazetteers.demonyms() or left_out in gazetteers.names()
    return known and full.words[-len(short.words) :] == short.words


def _opens(short: Seat, full: Seat) -> bool:
    """ "Lockheed" opens "Lockheed Martin"; but what is well known is itself: Apple is not Apple Corps."""
    if short.entry is not None and short.entry != full.entry:
        return False
    kind = family(short.type)
    facility = full.type == short.type == "Facility" and full.words[-1] in gazetteers.name_words()
    if not facility and not kind == family(full.type) == "organization":
        return False
    return len(short.words) < len(full.words) and full.words[: len(short.words)] == short.words

"""Places that stand for those who govern there: "Washington said", "talks between Moscow and Kyiv", "the Kremlin"."""

from typing import TYPE_CHECKING

from kg import gazetteers
from kg.linkers.board import Board

if TYPE_CHECKING:
    from spacy.tokens import Token

_TOWARDS = frozenset({"with", "against", "between", "on", "from", "to", "by", "towards", "toward", "among"})


def join(board: Board) -> None:
    """Turns a name into what it stands for, where it acts, is dealt with or owns a policy; a mere place stays one."""
    metonyms = gazetteers.metonyms()
    acting = {s.head.i: s for s in board.names() if s.head is not None and s.mention.text in metonyms}
    found = {i for i, seat in acting.items() if metonyms[seat.mention.text].always or _acts(seat.head)}
    found.update(i for i, seat in acting.items() if seat.head is not None and _beside(seat.head, found))
    for i in sorted(found):
        seat = acting[i]
        metonym = metonyms[seat.mention.text]
        place = "capital" if metonym.stands_for.type == "Country" and seat.type == "City" else "place"
        entry = metonym.stands_for
        board.becomes(seat, entry, f"{place} for government: {seat.mention.text} for {entry.label}")


def _acts(head: "Token | None") -> bool:
    if head is None:
        return False
    verb = head.head
    if head.dep_ == "nsubj" and verb.lemma_.lower() in gazetteers.words("acting"):
        return True
    if head.dep_ == "poss" and not gazetteers.words("policies").isdisjoint((verb.lower_, verb.lemma_.lower())):
        return True
    if head.dep_ == "pobj":
        return _is_dealt_with(head)
    return False


def _is_dealt_with(head: "Token") -> bool:
    """ "talks with Beijing", "pressure on Tehran", "concerns in Washington"; "talks in Geneva" are only held there."""
    preposition = head.head
    noun = preposition.head
    word = noun.lemma_.lower()
    if preposition.lower_ == "in":
        return word in ("concern", "anger", "fear", "worry", "alarm")
    if preposition.lower_ == "by":
        return preposition.dep_ == "agent"
    if preposition.lower_ in ("to", "from") and word in ("visit", "talk", "trip", "meeting", "embassy"):
        return False
    return preposition.lower_ in _TOWARDS and not gazetteers.words("dealings").isdisjoint((word, noun.lower_))


def _beside(head: "Token", found: set[int]) -> bool:
    """ "Washington and Tokyo": what one of a pair is, the other is too."""
    return (head.dep_ == "conj" and head.head.i in found) or any(
        child.dep_ == "conj" and child.i in found for child in head.children
    )

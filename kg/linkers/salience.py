"""How much a mention stands in a reader's mind: near and as a subject more than far and in passing."""

from typing import TYPE_CHECKING

from kg.linkers.board import Seat

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_ROLE_WEIGHTS = {
    "nsubj": 80.0,
    "nsubjpass": 80.0,
    "attr": 35.0,
    "dobj": 50.0,
    "dative": 40.0,
    "agent": 50.0,
    "pobj": 35.0,
    "poss": 40.0,
    "appos": 30.0,
    "conj": 40.0,
    "compound": 10.0,
    "nmod": 15.0,
    "ROOT": 40.0,
}
_RECENCY = 100.0


def weight(seat: Seat, anaphor: Seat) -> float:
    """The weight of a candidate as seen from an anaphor: it halves with each sentence; what it does there adds."""
    assert seat.head is not None
    role = _ROLE_WEIGHTS.get(seat.head.dep_, 20.0)
    return (_RECENCY + role) / 2.0 ** max(anaphor.sentence - seat.sentence, 0)


def is_subject(token: "Token") -> bool:
    return token.dep_ in _SUBJECTS


def governing_verb(token: "Token") -> "Token | None":
    """The verb whose argument a token is, through prepositions and conjunctions."""
    current = token
    while current.dep_ in ("conj", "appos", "compound", "poss", "pobj", "prep", "nmod", "amod", "det"):
        if current.head is current:
            return None
        current = current.head
    return current.head if current.head is not current and current.head.pos_ in ("VERB", "AUX") else None

"""Whose words they are: the speaker above a clause ("Cisco alleges that …") or beside it ("according to the BBC").

>>> states("According to Reuters, Geely bought Volvo.")
Geely | acquires | Volvo @ Reuters
"""

from kg.extractors.clauses.sentence import Word
from kg.extractors.status import CLAIMS, REPORTS

_DEEPEST = 10
_RELATIVE = frozenset({"WDT", "WP", "WP$"})
_SAYS = REPORTS | CLAIMS


def speaker_of(word: Word) -> Word | None:
    """The head word of whoever says what `word` expresses, or None when the writer says it."""
    at = word
    for _ in range(_DEEPEST):
        source = _according_to(at)
        if source is not None:
            return source
        above = at.head
        if above is at:
            return None
        if at.dep == "pcomp" and above.head.lemma.lower() in CLAIMS:
            return subject_of(above.head)
        if at.dep in ("ccomp", "parataxis", "advcl") and above.lemma.lower() in _SAYS:
            speaker = subject_of(above)
            if speaker is not None:
                return speaker
        at = above
    return None


def subject_of(verb: Word) -> Word | None:
    """The head word of who does the verb, its own subject or that of the verb it hangs on."""
    at = verb
    for _ in range(3):
        subject = at.child("nsubj")
        if subject is not None:
            if subject.tag not in _RELATIVE:
                return subject
            return at.head if at.dep == "relcl" else None
        if at.dep not in ("conj", "xcomp", "advcl"):
            return None
        at = at.head
    return None


def _according_to(word: Word) -> Word | None:
    """ "according to the ministry": the noun under "to"."""
    for child in word.children:
        if child.lower == "according":
            to = next((each for each in child.children if each.lower == "to"), None)
            if to is not None:
                return to.child("pobj")
    return None

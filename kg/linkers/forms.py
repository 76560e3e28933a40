"""Forms of names: when two spellings are one name, and which shorter form a name may have elsewhere."""

import re
from collections.abc import Iterator
from functools import lru_cache

from kg import gazetteers
from kg.linkers.identifiers import canonical, folded
from kg.mentions.surnames import GENERATIONS, surname

_COMPANY = re.compile(r"(?<=\s)(\S+)\s+company$", re.IGNORECASE)
_MODEL = re.compile(r"\w*\d{3}\w*(?:-\w+)?|[A-Z]+-?\d+\w*|[a-z]{1,2}[A-Z]\w*")
_SPELLINGS = (
    (re.compile(r"defence\b"), "defense"),
    (re.compile(r"isation\b"), "ization"),
    (re.compile(r"centre\b"), "center"),
    (re.compile(r"programme\b"), "program"),
    (re.compile(r"\blabour\b"), "labor"),
    (re.compile(r"\s*&\s*"), " and "),
)


def folded_name(name: str, kind: str) -> str:
    """A name as it is compared within a kind of things: without legal form, article, case, points.

    >>> folded_name("Space & Defence Co. Ltd.", "organization") == folded_name("space and defense", "organization")
    True
    """
    plain = canonical(name)
    if kind in ("organization", "thing"):
        plain = _without_legal_form(plain)
    if kind == "product" and re.search(r"\d{3}s$", plain):
        plain = plain[:-1]
    plain = folded(plain)
    for spelling, usual in _SPELLINGS if kind == "organization" else ():
        plain = spelling.sub(usual, plain)
    return plain


def _without_legal_form(name: str) -> str:
    """Also without an acronym that repeats the name: "Some Space Company SSC N.V."."""
    before = ""
    while name != before:
        before = name
        name = gazetteers.LEGAL_FORM.sub("", name) or name
        name = _COMPANY.sub(r"\1", name)
        first, _, last = name.rpartition(" ")
        if first.count(" ") > 1 and last.isupper() and abbreviates(last, first):
            name = first
    return name


_ARABIC_ARTICLE = re.compile(r"^(?:al|el|ash|as)-")
_PARTICLES = frozenset(
    {"al", "bin", "ibn", "van", "von", "de", "der", "den", "da", "di", "du", "el", "la", "le", "ten"}
)


@lru_cache(maxsize=50_000)
def name_parts(words: tuple[str, ...]) -> tuple[str, str]:
    """The given name as written ("" where only a surname is said) and the surname as it is compared.

    >>> name_parts(("Osama", "bin", "Laden")), name_parts(("bin", "Laden")), name_parts(("al-Maliki",))
    (('Osama', 'laden'), ('', 'laden'), ('', 'maliki'))
    """
    said = [word for word in words if word.rstrip(".,").lower() not in GENERATIONS] or list(words)
    last = _ARABIC_ARTICLE.sub("", said[-1].rstrip(",").lower()) if said else ""
    alone = len(said) < 2 or said[0].lower() in _PARTICLES
    return ("" if alone else said[0]), last


def same_given(one: str, other: str) -> bool:
    """Whether two given names may be one: equal, an initial, a nickname.

    >>> same_given("Bill", "William"), same_given("J.", "John"), same_given("Jim", "Joe")
    (True, True, False)
    """
    a, b = one.rstrip("."), other.rstrip(".")
    if a == b or (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b)):
        return True
    nicknames = gazetteers.nicknames()
    return b in nicknames.get(a, ()) or a in nicknames.get(b, ())


def abbreviates(short: str, full: str) -> bool:
    """Whether the letters of an acronym stand in its full name in this order, the first at the start.

    >>> abbreviates("EASA", "European Aviation Safety Agency"), abbreviates("EASA", "European Union")
    (True, False)
    """
    letters = [c for c in short.lower() if c.isalnum()]
    rest = iter(full.lower())
    return bool(letters) and full[:1].lower() == letters[0] and all(letter in rest for letter in letters)


def shorter_forms(name: str, kind: str) -> Iterator[str]:
    """Forms that may stand for a name in another article, when there they can mean nobody else.

    >>> list(shorter_forms("George Walker Bush", "person"))
    ['Bush', 'George Bush']
    """
    words = name.split()
    if len(words) < 2:
        return
    if kind == "person":
        yield surname(name)
        if len(words) > 2:
            yield f"{words[0]} {surname(name)}"
    elif kind in ("product", "") and _MODEL.fullmatch(words[-1]):
        yield words[-1]
    elif kind == "organization" and words[-1] in gazetteers.name_words():
        rest = " ".join(words[:-1])
        if rest not in gazetteers.names() and rest not in gazetteers.given_names() and len(rest) > 3:
            yield rest

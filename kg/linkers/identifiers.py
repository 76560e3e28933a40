"""The IRI of an entity: a slug that people can read, and a hash that keeps C++ and C# apart."""

import re
import unicodedata
from functools import lru_cache
from hashlib import sha256

PREFIX = "urn:newskg:entity:"
_POINT = re.compile(r"(?<=\w)\.(?=\w\.|\w?\s|\w?$|\s|$)")
_NO_SLUG = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG = 60
_HASH = 12
_INVISIBLE = {"Cf", "Cc", "Cs", "Co", "Cn"}


@lru_cache(maxsize=50_000)
def canonical(name: str) -> str:
    """One form for names that only differ in how characters are encoded, or in characters that nobody sees.

    >>> canonical("Jose\u0301 \u200bPerez") == canonical("José  Perez")
    True
    """
    if name.isascii() and name.isprintable() and "  " not in name:
        return name.strip()
    seen = "".join(" " if c in "\t\n\r" else c for c in unicodedata.normalize("NFC", name))
    seen = "".join(c for c in seen if c == " " or unicodedata.category(c) not in _INVISIBLE)
    return unicodedata.normalize("NFC", " ".join(seen.split()))


def folded(name: str) -> str:
    """A name as it is compared: canonical, without article, case, points and kinds of apostrophe or hyphen.

    >>> folded("The U.S.") == folded("US")
    True
    """
    plain = canonical(name).casefold().replace("’", "'").replace("‐", "-").replace("‑", "-")
    plain = _POINT.sub("", plain)
    return unicodedata.normalize("NFC", plain.removeprefix("the ").strip() or plain)


def entity_id(kind: str, key: str, label: str) -> str:
    """An IRI that is the same for the same kind and canonical key, at most 200 bytes long, plain ASCII.

    The label only makes it readable; the hash covers the broad kind ("person") and the key.
    """
    same = unicodedata.normalize("NFC", key)
    digest = sha256(f"{kind}\x1f{same}".encode("utf-8", "surrogatepass")).hexdigest()[:_HASH]
    slug = slug_of(label)
    return f"{PREFIX}{slug}-{digest}" if slug else f"{PREFIX}{digest}"


def slug_of(name: str) -> str:
    """Letters and digits of ASCII in lower case, accents dropped, hyphens between; "" when nothing is left.

    >>> slug_of("São Paulo"), slug_of("岸田")
    ('sao-paulo', '')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return _NO_SLUG.sub("-", plain.lower())[:_LONGEST_SLUG].strip("-")

"""Which reader suits a file: by its suffix, or, without one, by looking at its first bytes."""

import re
from pathlib import PurePath

from kg import plugins
from kg.readers.encoding import decode

LOOKED_AT = 4_096  # bytes

_FEED = re.compile(r"<(?:\w+:)?(?:rss|feed|rdf)\b", re.IGNORECASE)
_MARKUP = re.compile(
    r"(?><\?.*?\?>|<!--.*?-->|\s)*+<(?:!doctype|html|head|body|article|div|p|h1|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)


def suffix(name: str) -> str:
    return PurePath(name).suffix.lower().removeprefix(".")


def is_known(name: str) -> bool:
    return suffix(name) in plugins.names("readers")


def by_looking(first: bytes) -> str:
    """The name of the reader for bytes that begin like this: "gz", "jsonl", "json", "xml", "html", else "txt"."""
    if first.startswith(b"\x1f\x8b"):
        return "gz"
    start = decode(first.ljust(1)).text.lstrip("\ufeff \t\r\n") if first else ""
    if re.match(r"\{\s*\"", start):
        return "jsonl" if re.match(r"\{.*\}\s*(?:\n|$)", start) or "\n" not in start else "json"
    if re.match(r"\[\s*\{\s*\"", start):
        return "json"
    if start.startswith("<") and _FEED.search(start):
        return "xml"
    return "html" if _MARKUP.match(start) else "txt"

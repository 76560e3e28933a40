"""XML written line by line: whatever the text, the file is well-formed and reads back the same."""

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from kg.graph.characters import clean

HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n'
# A reader turns a bare carriage return into a line feed; written as a reference it stays.
_KEPT = {"\r": "&#13;"}


def content(text: str) -> str:
    """Text between tags."""
    return escape(clean(text), _KEPT)


def tag(name: str, attributes: Mapping[str, str], *, close: bool = False) -> str:
    """An opening tag, or with `close` an empty element."""
    written = "".join(f" {key}={quoteattr(clean(value), _KEPT)}" for key, value in attributes.items())
    return f"<{name}{written}{'/' if close else ''}>"

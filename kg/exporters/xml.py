"""XML written line by line: whatever the text, the file is well-formed and reads back the same."""

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from kg.graph.characters import clean

HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n'
# Readers turn these bare line ends into a line feed or a space; written as references they stay.
_KEPT = {"\r": "&#13;", "\x85": "&#133;", "\u2028": "&#8232;"}


def content(text: str) -> str:
    """Text between tags."""
    return escape(clean(text), _KEPT)


def tag(name: str, attributes: Mapping[str, str], *, close: bool = False) -> str:
    """An opening tag, or with `close` an empty element."""
    written = "".join(f" {key}={quoteattr(clean(value), _KEPT)}" for key, value in attributes.items())
    return f"<{name}{written}{'/' if close else ''}>"

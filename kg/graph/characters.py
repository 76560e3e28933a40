"""Characters that no format can carry, replaced one for one, so that a label has the same length everywhere."""

import re
import unicodedata

from kg.model.markup import ILLEGAL, TURNING

_ILLEGAL = re.compile(f"[{ILLEGAL}]")
_TURNING = re.compile(f"[{TURNING}]")
_MARKDOWN = re.compile(r"([\\`*_\[\]#|~^=$%!{}])")
REPLACEMENT = "\ufffd"


def clean(text: str) -> str:
    """The text with every character that XML or UTF-8 cannot hold replaced by U+FFFD.

    >>> clean("Bell\\x07 Labs")
    'Bell� Labs'
    """
    return _ILLEGAL.sub(REPLACEMENT, text)


def one_line(text: str) -> str:
    """`clean`, and every run of white space (line breaks, tabs) one space: what a label or a table cell shows.

    >>> one_line("Bell\\n  Labs ")
    'Bell Labs'
    """
    return " ".join(clean(text).split())


def isolated(text: str) -> str:
    """`clean` without the marks that turn the direction of writing: for names shown among other text."""
    return _TURNING.sub(REPLACEMENT, clean(text))


def folded(text: str) -> str:
    """The form under which two names count as spelled alike: composed, caseless, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def markdown(text: str) -> str:
    """Text that Markdown shows as it stands: no tag, no link, no formula, no HTML.

    >>> print(markdown("<b>#1 *news*"))
    &lt;b&gt;\\#1 \\*news\\*
    """
    escaped = _MARKDOWN.sub(r"\\\1", one_line(isolated(text)))
    escaped = escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("://", "\\://")

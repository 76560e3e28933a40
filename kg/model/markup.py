"""Text of articles as HTML that runs nothing: escaped, without marks that turn the direction of writing."""

import re
from collections.abc import Iterable
from html import escape

from kg.model.article import Span

# What XML 1.0 cannot hold: controls but tab and line ends, lone surrogates, the two non-characters.
ILLEGAL = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
# Marks that turn the direction of the text after them; left alone they let a name rewrite its neighbours.
TURNING = "\u202a-\u202e\u2066-\u2069"
_NOT_SHOWN = re.compile(f"[{ILLEGAL}{TURNING}]")
_MARK = "background:#fde68a;color:#111;padding:0 2px"


def safe(text: str | None) -> str:
    """Text for a page: escaped, and set apart from the direction of writing around it."""
    return f"<bdi>{_shown(text or '')}</bdi>"


def marked(quote: str, place: Span, spans: Iterable[Span]) -> str:
    """A quote with some of its spans marked; spans count, like `place`, in characters of the article."""
    html: list[str] = []
    at = place.start
    for span in sorted(span for span in spans if place.contains(span)):
        if span.start < at:
            continue
        html.append(_shown(quote[at - place.start : span.start - place.start]))
        words = _shown(quote[span.start - place.start : span.end - place.start])
        html.append(f'<mark style="{_MARK}">{words}</mark>')
        at = span.end
    html.append(_shown(quote[at - place.start :]))
    return f"<bdi>{''.join(html)}</bdi>"


def _shown(text: str) -> str:
    return escape(_NOT_SHOWN.sub("\ufffd", text))

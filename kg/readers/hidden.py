"""What a visitor of a page does not see, taken out of it, so that hidden words never become facts."""

import re
from typing import Any

_NEVER_SEEN = ("template", "noscript", "svg", "iframe", "object", "select", "dialog", "textarea", "canvas")
_INVISIBLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0*)?(?![.\d])"
    r"|font-size\s*:\s*[01](?:\.\d*)?(?:px|pt|em|rem|%)?\s*(?:;|!|$)|(?:left|top|right|text-indent)\s*:\s*-\d{3,}"
    r"|(?:max-)?(?:height|width)\s*:\s*[01](?:px)?\s*(?:;|!|$)|clip(?:-path)?\s*:\s*(?:rect|inset|circle)\(",
    re.IGNORECASE,
)
_COLOUR = re.compile(r"(?:^|;)\s*color\s*:\s*([^;!]+)", re.IGNORECASE)
_GROUND = re.compile(r"(?:^|;)\s*background(?:-color)?\s*:\s*([^;!]+)", re.IGNORECASE)
_PAPER = ("white", "#fff", "#ffffff", "rgb(255,255,255)", "transparent", "rgba(0,0,0,0)")
_FOR_MACHINES = re.compile(r"\b(?:sr-only|visually-?hidden|screen-?reader(?:-text)?|u-hidden|is-hidden|d-none)\b")
_SELECTOR = re.compile(r"[.#][\w-]+")
_LARGEST_STYLE = 200_000  # characters of a style sheet that are looked at


def drop_hidden(root: Any) -> None:
    """Removes hidden elements from an lxml tree: by attribute, style, class, or the page's own style sheet.

    The text behind a removed element stays.
    """
    hiding = _hiding_names(root)
    for element in list(root.iter()):
        if isinstance(element.tag, str) and element.getparent() is not None and _is_hidden(element, hiding):
            element.drop_tree()


def _is_hidden(element: Any, hiding: frozenset[str]) -> bool:
    if element.tag in ("head", "body", "style", "script", "meta", "title", "link"):
        return False
    if element.tag in _NEVER_SEEN or element.get("hidden") is not None:
        return True
    if (element.get("aria-hidden") or "").strip().lower() == "true":
        return True
    return _named_hidden(element, hiding) or _styled_hidden(element.get("style") or "")


def _named_hidden(element: Any, hiding: frozenset[str]) -> bool:
    names = element.get("class") or ""
    if _FOR_MACHINES.search(names.lower()):
        return True
    return not hiding.isdisjoint([f"#{element.get('id') or ''}", *(f".{name}" for name in names.split())])


def _styled_hidden(style: str) -> bool:
    return bool(style) and (_INVISIBLE.search(style) is not None or _white_on_white(style))


def _white_on_white(style: str) -> bool:
    ink, ground = _COLOUR.search(style), _GROUND.search(style)
    if not ink:
        return False
    colour = ink[1].replace(" ", "").lower()
    return colour == ground[1].replace(" ", "").lower() if ground else colour in _PAPER


def _hiding_names(root: Any) -> frozenset[str]:
    """The classes and ids that the page's own style sheet hides by a rule for exactly that name."""
    sheets = "\n".join(style.text or "" for style in root.iter("style"))[:_LARGEST_STYLE]
    hiding: set[str] = set()
    for block in sheets.split("}"):
        selectors, _, rule = block.rpartition("{")
        if _styled_hidden(rule):
            hiding |= {name for selector in selectors.split(",") if _SELECTOR.fullmatch(name := selector.strip())}
    return frozenset(hiding)

"""Dates and amounts: "April 10" is a Date with the value --04-10, "US$52.5 million" a Quantity."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.model import Document, Mention, MentionKind, Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Words
    from spacy.tokens import Token

CLASS_OF_LABEL = {"DATE": "Date", "TIME": "Date", "MONEY": "Quantity", "PERCENT": "Quantity", "QUANTITY": "Quantity"}
MONTHS = {
    name: number
    for number, forms in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sep", "sept"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in forms
}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)",
        rf"(?P<month>{_MONTH})\b\.?\s+{_DAY}(?:,?\s+{_YEAR})?",
        rf"{_DAY}(?:\s+of)?\s+(?P<month>{_MONTH})\b\.?(?:,?\s+{_YEAR})?",
        rf"(?P<month>{_MONTH})\b\.?,?\s+(?:of\s+)?{_YEAR}",
        rf"{_YEAR}",
    )
)


def values(document: Document) -> Iterator[Mention]:
    """Every date and amount that the model marks, without its preposition; `value` is ISO where the words are plain."""
    for words in document.doc.ents:
        if words.label_ in CLASS_OF_LABEL:
            yield _value(document, words)


def _value(document: Document, words: "Words") -> Mention:
    label = CLASS_OF_LABEL[words.label_]
    words = _without_names(words) if label == "Date" else words
    text = words.text.strip()
    start = words.start_char + len(words.text) - len(words.text.lstrip())
    start, text = _with_currency(document.article.text, start, text)
    root = words.root
    return Mention(
        article=document.article.id,
        span=Span(start, start + len(text)),
        text=text,
        type=label,
        kind=MentionKind.VALUE,
        head=Span(root.idx, root.idx + len(root)),
        value=plain_date(text) if label == "Date" else text,
    )


def _without_names(words: "Words") -> "Words":
    """A name behind the comma of a date is not part of it: "April 10, 2024, Acme"."""
    end = len(words)
    while end > 1 and (words[end - 1].is_punct or _is_name(words[end - 1])):
        end -= 1
    return words[:end] if any(_is_name(token) for token in words[end:]) else words


def _is_name(token: "Token") -> bool:
    return token.pos_ == "PROPN" and token.is_title and token.lower_ not in MONTHS and not token.lower_.endswith("day")


def _with_currency(article: str, start: int, text: str) -> tuple[int, str]:
    """The sign before the number belongs to the amount; the model leaves it out ("US$", "€")."""
    sign = re.search(r"(?:[A-Z]{1,3})?[$€£¥₹]\s?$", article[max(0, start - 5) : start])
    if sign is None:
        return start, text
    return start - len(sign.group()), sign.group() + text


def plain_date(text: str) -> str | None:
    """The ISO form of a date that says itself which it is, perhaps partial: "2006", "2006-05", "--04-10".

    >>> plain_date("10 December 2013"), plain_date("April 10"), plain_date("last Tuesday")
    ('2013-12-10', '--04-10', None)
    """
    for form in _FORMS:
        match = form.fullmatch(text.strip().rstrip(","))
        if match:
            return _iso(match.groupdict())
    return None


def _iso(parts: dict[str, str | None]) -> str | None:
    year, month, day = parts.get("year"), parts.get("month"), parts.get("day")
    if month is None:
        return year
    number = int(month) if month.isdigit() else MONTHS[month.lower()]
    if not 1 <= number <= 12 or (day is not None and not 1 <= int(day) <= 31):
        return None
    days = f"-{int(day):02}" if day else ""
    return f"{year or '-'}-{number:02}{days}"

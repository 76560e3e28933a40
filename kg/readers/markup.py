"""Markup without what XML libraries cannot hold, so that one stray character costs no article."""

import re

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&#([xX][0-9a-fA-F]{1,8}|\d{1,8});?")


def clean(markup: str) -> bytes:
    """The markup as UTF-8, without mark and XML declaration; illegal characters and references are U+FFFD.

    Half of a surrogate pair, written as a reference, gets through libxml2 and then cannot be read from it.
    """
    body = _DECLARATION.sub("", markup.lstrip("\ufeff")).lstrip()
    return _ILLEGAL.sub("\ufffd", _REFERENCE.sub(_legal, body)).encode("utf-8")


def _legal(reference: re.Match[str]) -> str:
    digits = reference[1]
    number = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    is_legal = number in (9, 10, 13) or 32 <= number < 0xD800 or 0xDFFF < number <= 0x10FFFF
    return reference[0] if is_legal and number not in (0xFFFE, 0xFFFF) else "\ufffd"

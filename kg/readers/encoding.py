"""Bytes into characters: by byte order mark, declaration, UTF-8, then detection; a guess says that it is one."""

import codecs
import re
from dataclasses import dataclass

from kg.errors import InvalidArticle

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What browsers read under a declared name: the superset that pages really use (WHATWG Encoding Standard).
_AS_BROWSERS_DO = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "tis-620": "cp874",
    "iso8859-11": "cp874",
    "utf-7": "",
    "utf-16": "utf-8",  # a declaration that could be read is not in UTF-16
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive (or an Office document)"),
    (b"\x89PNG", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "a Rich Text document"),
    (b"\x1f\x8b", "compressed by gzip"),
    (b"BZh", "compressed by bzip2"),
    (b"\xfd7zXZ", "compressed by xz"),
    (b"\x28\xb5\x2f\xfd", "compressed by zstd"),
    (b"SQLite format 3", "an SQLite database"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x7f]")
_MOST_CONTROLS = 0.02  # share of control characters above which bytes are no text
_SAMPLE = 200_000  # bytes that detection looks at
_ENGLISH_EXTRAS = re.compile(r"[ -~\s ¡-ÿ€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Characters, and how they were read: "utf-8", "utf-16-le", "cp1252 (guessed)". A byte order mark is kept."""

    text: str
    encoding: str


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text that these bytes are.

    Raises `InvalidArticle` ("binary") when they are none, and ("unknown_encoding") when nothing fits.
    """
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise InvalidArticle("binary", f"this is {name}, not text", remedy="save it as text or HTML")
    decoded = _by_mark(data) or _by_declaration(data, declared) or _by_utf8(data) or _by_detection(data)
    if decoded is None:
        raise InvalidArticle("unknown_encoding", "no encoding fits these bytes", remedy="save it as UTF-8")
    if len(_CONTROL.findall(decoded.text)) > _MOST_CONTROLS * len(decoded.text):
        raise InvalidArticle("binary", "mostly control characters, so this is not text", remedy="save it as text")
    return decoded


def _try(data: bytes, encoding: str, note: str = "") -> Decoded | None:
    try:
        return Decoded(text=data.decode(encoding), encoding=encoding + note)
    except (UnicodeDecodeError, LookupError):
        return None


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _try(data, encoding)
    return None


def _by_declaration(data: bytes, declared: str | None) -> Decoded | None:
    encoding = canonical(declared) if declared else None
    if not encoding or encoding == "utf-8":
        return None
    if _surely_utf8(data):
        return None
    return _try(data, encoding)


def canonical(label: str) -> str | None:
    """Python's name of the encoding that browsers use for a declared label; None for one that nobody knows."""
    try:
        name = codecs.lookup(label.strip()).name
        codecs.decode(b"", name).encode("ascii")  # not a codec from bytes to bytes ("zip", "hex")
    except (LookupError, AttributeError, ValueError, TypeError):
        return None
    return _AS_BROWSERS_DO.get(name, name) or None


def _surely_utf8(data: bytes) -> bool:
    """Several multi-byte sequences that are all valid UTF-8 come about by chance in no other encoding."""
    decoded = _try(data, "utf-8")
    return decoded is not None and len(data) - len(decoded.text) >= 6


def _by_utf8(data: bytes) -> Decoded | None:
    if data.count(0) > len(data) // 8:
        return _by_zeros(data)
    return _try(data, "utf-8")


def _by_zeros(data: bytes) -> Decoded | None:
    """Mostly-Latin UTF-16 without a mark has a zero in every other byte."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    if odd > 10 * even:
        return _try(data, "utf-16-le", " (guessed)")
    if even > 10 * odd:
        return _try(data, "utf-16-be", " (guessed)")
    return _try(data, "utf-8")


def _by_detection(data: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes

    western = _try(data, "cp1252", " (guessed)")
    if western and _looks_english(data, western.text):
        return western
    best = from_bytes(data[:_SAMPLE]).best()
    return (best and _try(data, best.encoding, " (guessed)")) or western


def _looks_english(data: bytes, text: str) -> bool:
    """English with a few accents and typographic quotes: more than nine bytes in ten are ASCII."""
    high = sum(byte > 0x7F for byte in data[:_SAMPLE])
    return high * 10 < len(data[:_SAMPLE]) and _ENGLISH_EXTRAS.fullmatch(text) is not None


_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_META = re.compile(rb"<meta[\s/][^>]*>", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*(?:\"\s*([^\"]+)\"|'\s*([^']+)'|([^\s;\"'>/]+))", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)[\"']")


def declared_in_html(data: bytes) -> str | None:
    """The encoding that a page declares in its first 4,096 bytes, by `<meta>` or an XML declaration."""
    head = _COMMENT.sub(b"", data[:4096])
    for meta in _META.findall(head):
        found = _CHARSET.search(meta)
        if found:
            return (found[1] or found[2] or found[3]).strip().decode("ascii", "replace")
    return declared_in_xml(head)


def declared_in_xml(data: bytes) -> str | None:
    found = _XML.match(data[:1024].removeprefix(codecs.BOM_UTF8))
    return found[1].decode("ascii") if found else None

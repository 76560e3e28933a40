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
    "utf-16": "utf-8",  # a declaration that could be read is not in UTF-16
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
_NOT_FOR_PAGES = ("utf-7", "idna", "punycode", "unicode_escape", "raw-unicode-escape", "undefined")
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
_WESTERN = ("cp1252", "iso8859-15")
# What pages are written in; among all that Python knows, a detector finds Celtic where there is Polish.
_OF_PAGES = (
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "iso8859_2", "iso8859_5"),
    *("iso8859_7", "koi8_r", "cp932", "euc_jp", "iso2022_jp", "gb18030", "big5", "cp949", "cp874"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x7f]")
_MOST_CONTROLS = 0.02  # share of control characters above which bytes are no text
_SAMPLE = 200_000  # bytes that detection looks at
_LABEL = re.compile(r"[\w.:+-]{1,40}")
_ENGLISH_EXTRAS = re.compile(r"(?:[ -~\s\xa0£¥§©«®°·»À-ÿ€‚„…†‡‰Š‹ŒŽ‘’“”•–—™š›œžŸ]|(?<![^\W\d_])[¼½¾](?![^\W\d_]))*+")


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
    if not _LABEL.fullmatch(label.strip()):
        return None
    try:
        name = codecs.lookup(label.strip()).name
        b"".decode(name)  # refuses codecs from bytes to bytes ("zip", "hex")
    except (LookupError, ValueError):
        return None
    return None if name in _NOT_FOR_PAGES else _AS_BROWSERS_DO.get(name, name)


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

    for encoding in _WESTERN:
        western = _try(data, encoding, " (guessed)")
        if western and _looks_english(western.text):
            return western
    best = from_bytes(data[:_SAMPLE], cp_isolation=[*_OF_PAGES]).best()
    return (best and _try(data, best.encoding, " (guessed)")) or _try(data, "iso8859-15", " (guessed)")


def _looks_english(text: str) -> bool:
    """English has typographic quotes and a few accents: fewer than one letter in eight."""
    sample = text[:_SAMPLE]
    accented = sum(character.isalpha() and character > "\x7f" for character in sample)
    return accented * 8 < len(sample) and _ENGLISH_EXTRAS.fullmatch(text) is not None


# Possessive throughout: a page of a million quotation marks must not make the search go back and forth.
_ATTRIBUTE = re.compile(
    rb"[\s/]*+([^\s/>][^\s/>=]*+)(?>\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>\"'][^\s>]*+)))?", re.DOTALL
)
_OPENING = re.compile(rb"<(?:(!--)|([a-z]++)|[!?/])", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*(?:\"([^\"]+)\"|'([^']+)'|([^\s;\"']+))", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)[\"']")
_LOOKED_AT = 16_384  # bytes


def declared_in_html(data: bytes) -> str | None:
    """The encoding that a page declares at its beginning: by the first `<meta>` with a known name, or as XML."""
    head = data[:_LOOKED_AT]
    at = 0
    while opening := _OPENING.search(head, at):
        at = opening.end()
        if opening[1]:
            at = head.find(b"-->", at) + 3 if b"-->" in head[at:] else len(head)
        elif opening[2]:
            attributes, at = _attributes(head, at)
            is_meta = opening[2].lower() == b"meta" and b">" in head[at : at + 3]
            label = _declared_by(attributes) if is_meta else None
            if label and canonical(label):
                return label
    return declared_in_xml(data)


def _attributes(head: bytes, at: int) -> tuple[dict[bytes, bytes], int]:
    """The attributes of the tag whose name ends here, the first of each name, and where the tag ends."""
    values: dict[bytes, bytes] = {}
    while found := _ATTRIBUTE.match(head, at):
        values.setdefault(found[1].lower(), found[2] or found[3] or found[4] or b"")
        at = found.end()
    return values, at


def _declared_by(meta: dict[bytes, bytes]) -> str | None:
    label = meta.get(b"charset", b"")
    if not label and meta.get(b"http-equiv", b"").lower() == b"content-type":
        found = _CHARSET.search(meta.get(b"content", b""))
        label = found[1] or found[2] or found[3] if found else b""
    return label.strip().decode("ascii", "replace") or None


def declared_in_xml(data: bytes) -> str | None:
    found = _XML.match(data[:1024].removeprefix(codecs.BOM_UTF8))
    return found[1].decode("ascii") if found else None

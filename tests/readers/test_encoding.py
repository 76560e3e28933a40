"""Bytes into characters: mark, declaration, UTF-8, then a guess that says so."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InvalidArticle
from kg.readers.encoding import canonical, declared_in_html, declared_in_xml, decode

SHARED = Path(__file__).parents[2] / ".." / "shared" / "bad"
ENGLISH = "The minister’s café in Zürich cost €5,000, “a scandal”, said José Müller – on Tuesday. " * 5
TEXTS = {
    "cp1252": ENGLISH,
    "iso8859-15": "Le ministre a déclaré à Genève que l'œuvre coûterait 5 €. Élevé, dit-il. " * 4,
    "cp1250": "Ministr řekl, že vláda plán odmítne, protože je příliš drahý. Žádné další peníze. " * 4,
    "iso8859-2": "Minister powiedział, że rząd odrzuci plan, ponieważ jest zbyt drogi. Żadnych źródeł. " * 4,
    "cp1251": "Министр заявил во вторник, что правительство отклонит план. " * 4,
    "koi8-r": "Министр заявил во вторник, что правительство отклонит план. " * 4,
    "cp1253": "Ο υπουργός δήλωσε την Τρίτη ότι η κυβέρνηση θα απορρίψει το σχέδιο. " * 4,
    "cp1254": "Bakan salı günü hükümetin planı reddedeceğini söyledi, çünkü çok pahalı. " * 4,
    "cp932": "大臣は火曜日に政府は計画を拒否すると述べた。" * 6,
    "euc-jp": "大臣は火曜日に政府は計画を拒否すると述べた。" * 6,
    "gb18030": "部长星期二表示，政府将拒绝该计划，因为它太昂贵了。" * 6,
    "cp949": "장관은 화요일에 정부가 그 계획을 거부할 것이라고 말했다. " * 6,
}


@pytest.mark.parametrize("encoding", TEXTS)
def test_the_right_declaration_is_believed(encoding: str) -> None:
    assert decode(TEXTS[encoding].encode(encoding), encoding).text == TEXTS[encoding]


@pytest.mark.parametrize("encoding", TEXTS)
def test_utf8_is_recognised_under_a_wrong_declaration(encoding: str) -> None:
    assert decode(TEXTS[encoding].encode(), encoding).text == TEXTS[encoding]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_byte_order_mark_decides_whatever_is_declared(encoding: str) -> None:
    data = ENGLISH.encode(encoding)
    if encoding in ("utf-16-le", "utf-16-be"):
        data = "\ufeff".encode(encoding) + data
    decoded = decode(data, "koi8-r")
    assert decoded.text == "\ufeff" + ENGLISH
    assert "guessed" not in decoded.encoding


def test_a_guess_is_called_a_guess() -> None:
    assert decode(ENGLISH.encode("cp1252")).encoding == "cp1252 (guessed)"
    assert decode(ENGLISH.encode()).encoding == "utf-8"
    assert decode(ENGLISH.encode("utf-16-le")).encoding == "utf-16-le (guessed)"


def test_of_twelve_encodings_declared_right_wrong_and_not_at_all_nearly_all_are_read_exactly() -> None:
    exact = wrong = 0
    for encoding, words in TEXTS.items():
        for declared in (encoding, "utf-8", None):
            if decode(words.encode(encoding), declared).text == words:
                exact += 1
            else:
                wrong += 1
    assert wrong / (exact + wrong) <= 0.05, (exact, wrong)


@pytest.mark.parametrize(
    "label", ["zip", "hex", "base64", "rot13", "idna", "punycode", "x\x00y", "", "utf-7", "no-such"]
)
def test_a_declared_label_that_is_no_encoding_of_pages_is_ignored(label: str) -> None:
    assert decode(ENGLISH.encode(), label).text == ENGLISH


def test_latin1_means_what_browsers_make_of_it() -> None:
    assert canonical("ISO-8859-1") == canonical("us-ascii") == "cp1252"


@given(
    st.binary(max_size=400), st.none() | st.sampled_from(["utf-8", "koi8-r", "shift_jis", "utf-16", "big5", "utf-7"])
)
def test_any_bytes_are_read_or_refused_with_a_reason(data: bytes, declared: str | None) -> None:
    try:
        decode(data, declared).text.encode("utf-8")
    except InvalidArticle as error:
        assert error.reason in ("binary", "unknown_encoding")


def html5lib_cases() -> list[tuple[bytes, str]]:
    cases = []
    for path in sorted((SHARED / "html5lib" / "encoding").glob("test*.dat")):
        for block in path.read_bytes().split(b"#data\n")[1:]:
            page, _, encoding = block.partition(b"\n#encoding\n")
            cases.append((page, encoding.strip().decode().lower()))
    return cases


def test_declarations_of_the_html5lib_tests_are_found() -> None:
    """Where the expected encoding is not a browser's default, the page declares it, and we read the declaration."""
    if not SHARED.is_dir():
        pytest.skip("../shared/bad is not here: the html5lib encoding tests were not run")
    cases = html5lib_cases()
    right = 0
    missed = []
    for page, expected in cases:
        found = "utf-8" if page.startswith(b"\xef\xbb\xbf") else declared_in_html(page)
        name = canonical(found) if found else None
        if (name or "cp1252") == (canonical(expected) or "cp1252"):
            right += 1
        else:
            missed.append((page[:80], expected, found))
    assert right == len(cases) > 80, missed


def test_feeds_declare_their_encoding_in_the_first_line() -> None:
    if not SHARED.is_dir():
        pytest.skip("../shared/bad is not here: the feedparser encoding tests were not run")
    checked = 0
    for path in sorted((SHARED / "feedparser" / "encoding").glob("*.xml")):
        data = path.read_bytes()
        found = re.match(rb"<\?xml[^>]*encoding=[\"']([\w-]+)", data)
        if found:
            assert declared_in_xml(data) == found[1].decode()
            checked += 1
    assert checked > 20

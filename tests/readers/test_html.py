"""Saved pages: the article and what is said about it, and nothing that a visitor does not see."""

import time
from io import BytesIO
from pathlib import Path

import pytest

from kg.errors import InvalidArticle
from kg.model import Article
from kg.readers import html, read

BODY = (
    "<p>Traders in Mombasa said on Monday that tea prices rose by a third after a month without rain.</p>"
    "<p>Kenya exports more tea than any other country, and its farmers had warned the government in March.</p>"
    "<p>The minister of agriculture promised to help the farmers and to open a new auction hall in Kericho.</p>"
)
HIDDEN = "Everybody knows that Mombasa was bought by a chocolate company yesterday."


def page(body: str = BODY, head: str = "", title: str = "Tea prices rise in Mombasa") -> bytes:
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title>{head}</head>"
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    ).encode()


def read_one(data: bytes) -> Article:
    (article,) = html.read(BytesIO(data), id="tea", where="tea.html")
    assert isinstance(article, Article)
    return article


def test_title_author_day_address_and_publisher_are_kept() -> None:
    head = (
        '<meta property="og:title" content="Tea prices rise in Mombasa">'
        '<meta property="og:site_name" content="Coast Wire"><meta name="author" content="Jane Doe">'
        '<meta property="article:published_time" content="2021-06-18T08:00:00Z">'
        '<link rel="canonical" href="https://coastwire.example/tea">'
    )
    article = read_one(page(head=head))
    assert article.title == "Tea prices rise in Mombasa"
    assert article.author == "Jane Doe"
    assert article.published == "2021-06-18"
    assert article.url == "https://coastwire.example/tea"
    assert article.source == "Coast Wire"


def test_the_text_is_the_title_and_a_paragraph_a_line() -> None:
    lines = [line for line in read_one(page()).text.split("\n") if line]
    assert lines[0] == "Tea prices rise in Mombasa"
    assert len(lines) == 4


def test_a_title_that_opens_the_body_is_not_doubled() -> None:
    assert read_one(page()).text.count("Tea prices rise in Mombasa") == 1


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>{}</p>",
        "<p aria-hidden='true'>{}</p>",
        "<p style='display:none'>{}</p>",
        "<p style='DISPLAY : NONE !important'>{}</p>",
        "<div style='visibility:hidden'><p>{}</p></div>",
        "<p style='font-size:0'>{}</p>",
        "<p style='font-size:0px; color:red'>{}</p>",
        "<p style='color:#fff'>{}</p>",
        "<p style='color:white;background-color:white'>{}</p>",
        "<p style='opacity:0'>{}</p>",
        "<p style='position:absolute; left:-9999px'>{}</p>",
        "<p style='height:0;overflow:hidden'>{}</p>",
        "<p class='sr-only'>{}</p>",
        "<p class='note'>{}</p><style>.x, .note {{ display: none }}</style>",
        "<p id='secret'>{}</p><style>#secret{{visibility:hidden}}</style>",
        "<p>Tea is sold by auction in Mombasa every week. <span hidden>{}</span></p>",
        "<template><p>{}</p></template>",
        "<noscript><p>{}</p></noscript>",
        "<!-- {} -->",
        "<script>{}</script>",
    ],
)
def test_what_a_visitor_does_not_see_is_not_read(hidden: str) -> None:
    text = read_one(page(BODY + hidden.format(HIDDEN) + BODY.replace("Monday", "Friday"))).text
    assert "chocolate" not in text
    assert "Friday" in text


@pytest.mark.parametrize(
    "shown",
    [
        "<p style='color:#333;background:#fff'>{}</p>",
        "<p style='font-size:10px;opacity:0.9'>{}</p>",
        "<p style='color:#fff;background:#000'>{}</p>",
        "<p class='hidden-gem'>{}</p>",
    ],
)
def test_what_a_visitor_sees_is_read(shown: str) -> None:
    assert "chocolate" in read_one(page(BODY + shown.format(HIDDEN) + BODY)).text


def test_text_behind_a_hidden_element_stays() -> None:
    body = BODY + "<p><span hidden>No.</span> Tea is sold by auction in Mombasa every week of the year.</p>"
    assert "sold by auction" in read_one(page(body)).text


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "iso-8859-2", "windows-1251", "shift_jis", "gb2312"])
def test_the_declared_encoding_is_read(encoding: str) -> None:
    words = {"windows-1251": "Москва", "shift_jis": "大臣", "gb2312": "部长", "iso-8859-2": "Łódź"}.get(
        encoding, "café"
    )
    data = page(BODY + f"<p>The sign said {words}, which nobody at the market in Mombasa could read.</p>").decode()
    assert words in read_one(data.replace("utf-8", encoding).encode(encoding)).text


@pytest.mark.parametrize(
    "character", ["\x00", "\x01", "\x0b", "\x1f", "\uffff", "&#0;", "&#1;", "&#xD800;", "&#55296", "&#xFFFF;"]
)
def test_a_character_that_xml_cannot_hold_costs_no_article(character: str) -> None:
    article = read_one(page(BODY.replace("Mombasa", f"Mom{character}basa")))
    article.text.encode("utf-8")
    assert "tea prices rose by a third" in article.text


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html></html>",
        b"<html><body>" + b"<div>" * 5_000 + b"deep",
        b"<html><body><script>var a = 1;</script></body></html>",
        b"<html><body>" + b"<b>" * 20_000,
    ],
    ids=["nothing", "no body", "deep", "script", "unclosed"],
)
def test_a_page_without_an_article_is_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(InvalidArticle) as refused:
        read_one(data)
    assert refused.value.reason == "no_article"
    assert refused.value.remedy


@pytest.mark.parametrize("part", ["<p>The minister said so.</p>", "<div>The minister said so.</div>"])
def test_a_page_of_endless_parts_is_refused_before_it_costs_time(part: str) -> None:
    with pytest.raises(InvalidArticle, match=r"100,00\d (paragraphs|elements)"):
        read_one(b"<html><body>" + part.encode() * 100_000 + b"</body></html>")


@pytest.mark.parametrize(
    "head",
    [
        "<style>" + "a" * 200_000 + "</style>",
        "<style>" + "{" * 100_000 + "</style>",
        "<style>" + "." * 100_000 + "{display:none}</style>",
        "<style>" + ".a," * 60_000 + "{display:none}</style>",
        "<meta charset='" + "'\"" * 50_000,
        "<!---->" * 20_000,
        "<meta name='author' content='" + "by Jane Doe, " * 20_000 + "'>",
        "<title>" + "Tea | " * 30_000 + "</title>",
    ],
    ids=["names", "braces", "dots", "selectors", "quotes", "comments", "author", "title"],
)
def test_nothing_in_a_head_makes_a_page_slow(tmp_path: Path, head: str) -> None:
    for name in ("tea.html", "tea"):
        (tmp_path / name).write_bytes(page(head=head))
    list(read(tmp_path / "tea"))
    started = time.process_time()
    list(read(tmp_path))
    assert time.process_time() - started < 4


def test_an_address_that_runs_a_script_is_not_kept() -> None:
    assert read_one(page(head='<link rel="canonical" href="javascript:alert(1)">')).url is None

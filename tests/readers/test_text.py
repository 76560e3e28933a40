"""Plain text: not a character changes, and the first lines say title, author and day."""

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InvalidArticle
from kg.model import Article
from kg.readers import text


def read_one(data: bytes) -> Article:
    (article,) = text.read(BytesIO(data), id="a", where="a.txt")
    assert isinstance(article, Article)
    return article


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1))
def test_text_is_the_decoded_file_unchanged(words: str) -> None:
    """Offsets count characters of the file as it lies there: no line end is translated, no mark is dropped."""
    data = words.encode("utf-8")
    if any(data.startswith(magic) for magic in (b"PK\x03\x04", b"%PDF-", b"GIF8", b"{\\rtf", b"BZh")):
        return
    assert read_one(data).text == data.decode("utf-8")


def test_line_ends_and_the_byte_order_mark_stay() -> None:
    data = "\ufeffTea\r\nprices\rrise\u2028in Kenya\n".encode()
    assert read_one(data).text == data.decode("utf-8")


def test_the_first_lines_say_title_author_and_day() -> None:
    article = read_one(b"\nShare\n\nTea prices rise\n\nBy Jane Doe\nJune 18, 2021\n\nTea rose on Friday.\n")
    assert (article.title, article.author, article.published) == ("Tea prices rise", "Jane Doe", "2021-06-18")


def test_a_dateline_says_agency_and_day() -> None:
    article = read_one("Tea prices rise\n\nNAIROBI, June 18, 2021 (Coast Wire) — Tea rose on Friday.\n".encode())
    assert (article.source, article.published) == ("Coast Wire", "2021-06-18")


def test_a_day_without_a_year_is_no_date_of_publication() -> None:
    assert read_one("Tea rises\n\nNAIROBI, June 18 (Coast Wire) — Tea rose.\n".encode()).published is None


def test_a_text_that_is_one_paragraph_has_no_title() -> None:
    assert read_one(b"Tea prices rose by a third on Monday, traders in Mombasa said.").title is None


def test_a_picture_in_disguise_is_refused() -> None:
    with pytest.raises(InvalidArticle, match="JPEG"):
        read_one(b"\xff\xd8\xff\xe0" + bytes(100))


def test_the_samples_bring_their_metadata() -> None:
    from kg.readers import read

    articles = [a for a in read(Path(__file__).parents[2] / "data" / "articles") if isinstance(a, Article)]
    assert len(articles) >= 12
    assert all(article.title and article.published for article in articles)
    assert len({article.source for article in articles}) > 3

"""Dates are resolved against the day of the article; partial stays partial, unknown stays unknown."""

import doctest
from datetime import date

import pytest

from kg.extractors import dates
from kg.extractors.dates import relative, resolve

WEDNESDAY = date(2024, 5, 8)


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("today", "2024-05-08"),
        ("yesterday", "2024-05-07"),
        ("Wednesday", "2024-05-08"),
        ("Thursday", "2024-05-02"),
        ("Monday night", "2024-05-06"),
        ("last Wednesday", "2024-05-01"),
        ("June 15", "2023-06-15"),
        ("March 3", "2024-03-03"),
        ("15 June 2009", "2009-06-15"),
        ("June 15, 2009", "2009-06-15"),
        ("June 2009", "2009-06"),
        ("2009", "2009"),
        ("June", "2023-06"),
        ("last June", "2023-06"),
        ("January of this year", "2024-01"),
        ("last month", "2024-04"),
        ("earlier this month", "2024-05"),
        ("last year", "2023"),
        ("the end of the year", "2024"),
        ("the first quarter of 2023", "2023"),
        ("early 2023", "2023"),
        ("the summer of 2019", "2019"),
        ("three days ago", "2024-05-05"),
        ("two months ago", "2024-03"),
        ("five years ago", "2019"),
        ("10/12/2013", "2013"),
        ("31/12/2013", "2013-12-31"),
        ("10 Dec '13", "2013-12-10"),
        ("last week", "2024"),
        ("this week", "2024-05"),
        ("the weekend", "2024-05"),
        ("just three days ago", "2024-05-05"),
        ("less than two months ago", "2024-03"),
        ("the beginning of the year", "2024"),
    ],
)
def test_what_is_said_of_the_past(words: str, iso: str) -> None:
    """A day or month without a year is the nearest one behind the article."""
    assert resolve(words, WEDNESDAY) == iso


@pytest.mark.parametrize(
    ("words", "iso"),
    [("Friday", "2024-05-10"), ("Monday", "2024-05-13"), ("June", "2024-06"), ("March", "2025-03"),
     ("next month", "2024-06"), ("next year", "2025"), ("tomorrow", "2024-05-09"), ("June 15", "2024-06-15")],
)  # fmt: skip
def test_what_is_said_of_the_future(words: str, iso: str) -> None:
    """In a plan the nearest day is the one ahead."""
    assert resolve(words, WEDNESDAY, ahead=True) == iso


@pytest.mark.parametrize(
    "words",
    ["the 1990s", "the early 1990s", "the nineteenth century", "every Monday", "daily", "56 years old", "recent years",
     "two years", "25 years", "between 2001 and 2005", "", "last quarter", "a while ago", "31/31/2020"],
)  # fmt: skip
def test_what_names_no_day_has_no_date(words: str) -> None:
    """Decades, ages, spans and habits are not guessed at."""
    assert resolve(words, WEDNESDAY) is None


def test_without_a_day_of_its_own_an_article_keeps_partial_dates() -> None:
    """Nothing is ever resolved against the clock."""
    assert resolve("April 10", None) == "--04-10"
    assert resolve("Wednesday", None) is None
    assert resolve("today", None) is None
    assert resolve("April", None) is None
    assert resolve("last year", None) is None


@pytest.mark.parametrize(
    ("words", "anchor", "iso"),
    [("two years later", "2011-03", "2013"), ("a year earlier", "1985", "1984"),
     ("the next day", "2024-02-29", "2024-03-01"),
     ("the following month", "2023-12", "2024-01"), ("that year", "1999", "1999"), ("the next day", "2024", None),
     ("two years later", None, None), ("the year after", "1999", "2000"), ("the same day", "1999", None)],
)  # fmt: skip
def test_what_is_seen_from_another_date(words: str, anchor: str | None, iso: str | None) -> None:
    """ "Two years later" moves the date that was named before, as exactly as both allow."""
    assert relative(words, anchor) == iso


def test_docstrings_hold() -> None:
    assert not doctest.testmod(dates).failed

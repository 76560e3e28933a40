"""Dates that say themselves which they are, in ISO form."""

import pytest

from kg.mentions.values import plain_date


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("10 December 2013", "2013-12-10"),
        ("December 10, 2013", "2013-12-10"),
        ("Dec. 10", "--12-10"),
        ("April 10", "--04-10"),
        ("10th of April", "--04-10"),
        ("May 2006", "2006-05"),
        ("2006", "2006"),
        ("2024-04-10", "2024-04-10"),
        ("last Tuesday", None),
        ("a year", None),
        ("April 45", None),
        ("2024-13-10", None),
    ],
)
def test_plain_date(words: str, iso: str | None) -> None:
    """A date stays as partial as it was said, and what is no date has no value."""
    assert plain_date(words) == iso

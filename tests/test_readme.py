"""The documentation is true: every command in it gives the output that stands below it."""

import pytest

from tests.readme import PAGES, ROOT, replayed


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_console_sessions(page: str) -> None:
    """Each console session of the page runs and prints what the page shows (else: python -m tests.readme)."""
    assert replayed(page) == (ROOT / page).read_text(encoding="utf-8")


def test_the_two_commands() -> None:
    """The README shows the two commands for a fresh machine."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make demo" in text
    assert "make test" in text

"""`identity.tsv`: people write it, by hand or by `kg same`, and undo by deleting a line."""

from pathlib import Path

import pytest

from kg.errors import InvalidName
from kg.linkers import Judgement, judgements


def test_what_is_added_is_read(tmp_path: Path) -> None:
    """A judgement comes back as it went in, with its note."""
    path = tmp_path / "identity.tsv"
    first = Judgement(same=True, one="Ann Lee", other="Anna Leigh", note="she said so")
    second = Judgement(same=False, one="Bob", other="Rob")
    judgements.add(path, first)
    judgements.add(path, second)
    assert tuple(judgements.read(path)) == (first, second)


def test_a_later_word_about_the_same_two_counts(tmp_path: Path) -> None:
    """Whoever changes his mind about two names leaves one line."""
    path = tmp_path / "identity.tsv"
    judgements.add(path, Judgement(same=True, one="Ann", other="Anna"))
    judgements.add(path, Judgement(same=False, one="Anna", other="Ann"))
    assert [j.same for j in judgements.read(path)] == [False]


def test_comments_and_blank_lines_stay(tmp_path: Path) -> None:
    """What people wrote otherwise is neither read nor lost."""
    path = tmp_path / "identity.tsv"
    path.write_text("# ours\n\nsame\tA\tB\tnote\n", encoding="utf-8")
    judgements.add(path, Judgement(same=True, one="C", other="D"))
    assert path.read_text(encoding="utf-8").startswith("# ours\n\nsame\tA\tB\tnote\n")
    assert len(judgements.read(path).lines) == 2


def test_no_file_no_judgements(tmp_path: Path) -> None:
    """A graph without the file has none."""
    assert not judgements.read(tmp_path / "identity.tsv")


@pytest.mark.parametrize("line", ["same\tA", "equal\tA\tB", "same A B", "different\t\tB"])
def test_a_broken_line_is_named(tmp_path: Path, line: str) -> None:
    """The message says which line, and what a line should be."""
    path = tmp_path / "identity.tsv"
    path.write_text(f"# one\n{line}\n", encoding="utf-8")
    with pytest.raises(InvalidName, match=r"identity\.tsv:2: expected 'same' or 'different'"):
        judgements.read(path)


def test_tabs_and_line_breaks_in_names_do_no_harm(tmp_path: Path) -> None:
    """A name with a tab or a line break stays one cell."""
    path = tmp_path / "identity.tsv"
    judgements.add(path, Judgement(same=True, one="A\tB", other="C\nD", note="x\ty\nz"))
    assert tuple(judgements.read(path)) == (Judgement(same=True, one="A B", other="C D", note="x y z"),)

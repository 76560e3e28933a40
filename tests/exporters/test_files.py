"""A file appears whole or not at all."""

import os
from pathlib import Path

import pytest

from kg.errors import InvalidTarget
from kg.exporters import files


class Crash(Exception):
    pass


def test_after_an_error_the_old_file_stands_and_no_draft_lies_about(tmp_path: Path) -> None:
    target = tmp_path / "x.txt"
    target.write_text("old")
    with pytest.raises(Crash), files.text(target) as stream:
        stream.write("half")
        raise Crash
    assert target.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["x.txt"]


def test_two_files_that_belong_together_come_together(tmp_path: Path) -> None:
    with pytest.raises(Crash), files.all_beside(tmp_path / "a", tmp_path / "b") as (one, _other):
        one.write_text("a")
        raise Crash
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_is_full_leaves_no_partial_file(tmp_path: Path) -> None:
    """The error of a draft that cannot be written is the caller's, and nothing is left."""
    with pytest.raises(OSError, match="No space left"), files.beside(tmp_path / "x") as draft:
        draft.write_text("part")
        with Path("/dev/full").open("w") as full:
            full.write("x" * 100_000)
    assert list(tmp_path.iterdir()) == []


def test_an_error_names_the_place_that_the_person_named(tmp_path: Path) -> None:
    """Not the draft beside it."""
    (tmp_path / "x").mkdir()
    with pytest.raises(OSError, match=r"x'$") as caught, files.text(tmp_path / "x") as stream:
        stream.write("x")
    assert caught.value.filename == str(tmp_path / "x")
    assert [file.name for file in tmp_path.iterdir()] == ["x"]


def test_missing_folders_are_made_and_links_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real" / "x.txt")
    with files.text(tmp_path / "link") as stream:
        stream.write("through")
    assert (tmp_path / "link").is_symlink() and (tmp_path / "real" / "x.txt").read_text() == "through"
    with files.text(tmp_path / "new" / "deep" / "y.txt") as stream:
        stream.write("y")
    assert (tmp_path / "new" / "deep" / "y.txt").read_text() == "y"


def test_a_file_has_the_rights_that_the_person_wants(tmp_path: Path) -> None:
    """Not the 0600 of a temporary file: others in the newsroom may read it."""
    before = os.umask(0o022)
    try:
        with files.text(tmp_path / "x") as stream:
            stream.write("x")
    finally:
        os.umask(before)
    assert (tmp_path / "x").stat().st_mode & 0o777 == 0o644


def test_a_folder_is_replaced_whole(tmp_path: Path) -> None:
    for content in ("one", "two"):
        with files.folder(tmp_path / "out") as draft:
            (draft / content).write_text(content)
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == [files.CONTENTS, "two"]
    assert [file.name for file in tmp_path.iterdir()] == ["out"]


def test_a_folder_stays_when_its_successor_fails(tmp_path: Path) -> None:
    with files.folder(tmp_path / "out") as draft:
        (draft / "one").write_text("one")
    with pytest.raises(Crash), files.folder(tmp_path / "out") as draft:
        raise Crash
    assert (tmp_path / "out" / "one").read_text() == "one"
    assert [file.name for file in tmp_path.iterdir()] == ["out"]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("x")
    with pytest.raises(InvalidTarget, match="writes a folder"), files.folder(tmp_path / "x"):
        pass

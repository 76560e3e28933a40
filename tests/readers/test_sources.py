"""What people name: files, folders, globs, standard input, and what names nothing."""

import os
from io import BytesIO
from pathlib import Path

import pytest

from kg.errors import InvalidSource
from kg.model import Article, Rejected
from kg.readers import expected, read

STORY = "Tea prices rise in Mombasa\n\nTraders in Mombasa said on Monday that tea prices rose by a third."


def write(path: Path, text: str = STORY) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def ids(*sources: str | Path) -> list[str]:
    return [result.id for result in read(*sources) if isinstance(result, Article)]


def rejected(*sources: str | Path) -> list[tuple[str, str]]:
    return [(r.reason, r.where) for r in read(*sources) if isinstance(r, Rejected)]


def test_a_file_is_called_by_its_name_without_suffix(tmp_path: Path) -> None:
    assert ids(write(tmp_path / "north" / "tea.txt")) == ["tea"]


def test_files_of_a_folder_are_called_by_their_path_below_it_and_come_sorted(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", "a.b.txt"):
        write(tmp_path / name, STORY + name)
    assert ids(tmp_path) == ["a.b", "a/b/c", "a/z", "b"]


def test_hidden_files_and_folders_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path / ".secret.txt")
    write(tmp_path / ".git" / "tea.txt")
    write(tmp_path / "tea.txt")
    assert ids(tmp_path) == ["tea"]
    assert rejected(tmp_path) == []


def test_a_glob_names_files_below_its_fixed_part(tmp_path: Path) -> None:
    write(tmp_path / "may" / "tea.txt")
    write(tmp_path / "june" / "tea.txt", STORY + " June.")
    assert ids(f"{tmp_path}/*/tea.txt") == ["june/tea", "may/tea"]
    assert ids(f"{tmp_path}/**/*.txt") == ["june/tea", "may/tea"]
    assert ids(f"{tmp_path}/may/*.txt") == ["tea"]


def test_a_file_whose_name_looks_like_a_glob_is_that_file(tmp_path: Path) -> None:
    assert ids(write(tmp_path / "tea[1].txt")) == ["tea[1]"]


def test_what_names_nothing_is_refused_at_once_with_a_way_on(tmp_path: Path) -> None:
    with pytest.raises(InvalidSource, match=r"missing\.txt: no such file or folder\. Try: kg build data/articles"):
        read(tmp_path / "missing.txt")
    with pytest.raises(InvalidSource, match="no file matches"):
        read(f"{tmp_path}/*.txt")
    with pytest.raises(InvalidSource, match="not the web"):
        read("https://example.org/story.html")


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    tea = write(tmp_path / "tea.txt")
    assert ids(tea, tea, tmp_path) == ["tea"]
    assert rejected(tea, tea, tmp_path) == []


def test_two_files_that_claim_one_id_are_not_both_read(tmp_path: Path) -> None:
    write(tmp_path / "tea.md")
    write(tmp_path / "tea.txt", STORY + " More.")
    assert ids(tmp_path) == ["tea"]
    ((reason, where),) = rejected(tmp_path)
    assert reason == "same_id"
    assert where.endswith("tea.txt")


def test_a_link_out_of_the_folder_is_reported_and_not_followed(tmp_path: Path) -> None:
    secret = write(tmp_path / "secret" / "passwd.txt")
    inside = tmp_path / "inside"
    write(inside / "tea.txt")
    (inside / "leak.txt").symlink_to(secret)
    (inside / "leaks").symlink_to(secret.parent)
    (inside / "again.txt").symlink_to(inside / "tea.txt")
    (inside / "gone.txt").symlink_to(tmp_path / "nothing")
    assert ids(inside) == ["tea"]
    assert [reason for reason, _ in rejected(inside)] == ["link_outside"] * 3


def test_a_link_that_a_person_names_is_read(tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(write(tmp_path / "tea.txt"))
    assert ids(link) == ["link"]


def test_a_kind_that_no_reader_knows_is_named_in_a_folder_and_looked_at_when_named(tmp_path: Path) -> None:
    story = write(tmp_path / "tea.story")
    assert [reason for reason, _ in rejected(tmp_path)] == ["unknown_kind"]
    assert ids(story) == ["tea"]


def test_a_file_without_suffix_is_looked_at(tmp_path: Path) -> None:
    write(tmp_path / "plain")
    write(tmp_path / "lines", '{"id": "one", "text": "Tea is dear in Mombasa."}\n')
    write(tmp_path / "page", f"<!doctype html><html><body><article><p>{STORY}</p></article></body></html>")
    assert ids(tmp_path) == ["one", "page", "plain"]


def test_what_a_browser_saved_beside_a_page_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path / "tea.html", f"<html><body><article><h1>Tea</h1><p>{STORY}</p></article></body></html>")
    write(tmp_path / "tea_files" / "script.js", "var a = 1")
    write(tmp_path / "other_files" / "coffee.txt")
    assert ids(tmp_path) == ["other_files/coffee", "tea"]
    assert rejected(tmp_path) == []


def test_a_folder_that_is_closed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "tea.txt")
    (tmp_path / "closed").mkdir()
    scan = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert ids(tmp_path) == ["tea"]
    assert rejected(tmp_path) == [("unreadable", str(tmp_path / "closed"))]


def test_a_pipe_in_a_folder_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert [reason for reason, _ in rejected(tmp_path)] == ["no_file"]


def test_a_name_that_is_no_utf8_gives_an_id_that_can_be_written(tmp_path: Path) -> None:
    path = os.path.join(os.fsencode(tmp_path), b"t\xe9.txt")  # noqa: PTH118 — Path takes no bytes
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(STORY.encode())
    assert ids(tmp_path) == ["t\\xe9"]


def test_a_name_with_a_line_end_gives_an_id_of_one_line(tmp_path: Path) -> None:
    """Names are printed and written, one a line."""
    write(tmp_path / "a\nb\x1b[31m.txt")
    assert ids(tmp_path) == ["a\\x0ab\\x1b[31m"]


def test_a_folder_of_nothing_reads_as_nothing(tmp_path: Path) -> None:
    assert list(read(tmp_path)) == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (STORY.encode(), ["stdin"]),
        (b'{"id": "a", "text": "Tea is dear."}\n{"id": "b", "text": "Tea is cheap."}\n', ["a", "b"]),
        (b'{"text": "Tea is dear."}\n', ["stdin/1"]),
        (b'[{"id": "a", "text": "Tea is dear."}]', ["a"]),
        (
            b"<html><body><article><h1>Tea</h1><p>Tea is very dear in Mombasa today.</p></article></body></html>",
            ["stdin"],
        ),
        (b"", []),
    ],
)
def test_standard_input_is_read_by_looking(given: bytes, expected: list[str]) -> None:
    results = list(read("-", stdin=BytesIO(given)))
    assert [r.id for r in results if isinstance(r, Article)] == expected
    assert len(results) == max(1, len(expected))


def test_nothing_vanishes(tmp_path: Path) -> None:
    """In = articles + rejected, whatever the files are."""
    write(tmp_path / "good.txt")
    write(tmp_path / "empty.txt", "")
    write(tmp_path / "symbols.txt", "*** --- ***")
    (tmp_path / "binary.txt").write_bytes(b"\x00\x01\x02" * 500)
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 50)
    write(tmp_path / "page.html", "<html><body></body></html>")
    write(tmp_path / "feed.rss", "<rss><channel></channel></rss>")
    write(tmp_path / "table.csv", "a,b")
    write(tmp_path / "lines.jsonl", '{"id": "x", "text": "Tea is dear."}\nnot json\n{"text": 5}\n')
    results = list(read(tmp_path))
    assert sorted(r.id for r in results if isinstance(r, Article)) == ["good", "x"]
    reasons = sorted(r.reason for r in results if isinstance(r, Rejected))
    assert reasons == [
        "binary",
        "binary",
        "broken_json",
        "empty",
        "empty",
        "no_article",
        "no_article",
        "no_text",
        "unknown_kind",
    ]
    assert all(r.where and r.message for r in results if isinstance(r, Rejected))


def test_a_reader_that_stumbles_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.readers import text

    def stumble(*_: object, **__: object) -> object:
        raise ZeroDivisionError("by nothing")

    write(tmp_path / "tea.txt")
    write(tmp_path / "lines.jsonl", '{"id": "a", "text": "Tea is dear."}\n')
    monkeypatch.setattr(text, "decode", stumble)
    assert ids(tmp_path) == ["a"]
    assert [reason for reason, _ in rejected(tmp_path)] == ["failed"]


def test_expected_counts_without_parsing(tmp_path: Path) -> None:
    """A file is one article, a file of JSON lines one a line; standard input tells only when it is read."""
    (tmp_path / "a.txt").write_text("One.", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(
        '{"id": "b", "text": "Two."}\n\n{"id": "c", "text": "Three."}\n', encoding="utf-8"
    )
    assert expected(tmp_path) == 3
    assert expected(tmp_path / "a.txt", tmp_path / "b.jsonl") == 3
    assert expected("-") is None

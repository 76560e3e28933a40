"""JSON lines: every line that is not empty comes out as an article or as a rejection."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Article, Rejected
from kg.readers import jsonl, read

SHARED = Path(__file__).parents[2] / ".." / "shared" / "bad"


def read_lines(data: bytes) -> list[Article | Rejected]:
    return list(jsonl.read(BytesIO(data), id="file", where="file.jsonl"))


def one(**fields: object) -> Article | Rejected:
    (result,) = read_lines(json.dumps(fields).encode())
    return result


def test_every_field_is_kept() -> None:
    article = one(
        id="t",
        text="Tea is dear.",
        title="Tea",
        author="Jane Doe",
        published="2021-06",
        url="https://a.example/x",
        source="Coast Wire",
        language="en",
    )
    assert article == Article(
        id="t",
        text="Tea is dear.",
        title="Tea",
        author="Jane Doe",
        published="2021-06",
        url="https://a.example/x",
        source="Coast Wire",
        language="en",
        encoding="utf-8",
    )


def test_other_peoples_words_are_understood() -> None:
    article = one(
        body="Tea is dear.",
        headline="Tea",
        authors=["Jane Doe", "John Roe"],
        date="June 18, 2021",
        link="https://a.example",
    )
    assert isinstance(article, Article)
    assert (article.title, article.author, article.published) == ("Tea", "Jane Doe, John Roe", "2021-06-18")


def test_without_an_id_the_line_number_is_the_id() -> None:
    data = b'{"text": "Tea is dear."}\n\n{"text": "Tea is cheap."}\n'
    assert [r.id for r in read_lines(data) if isinstance(r, Article)] == ["file/1", "file/3"]


def test_a_number_may_be_an_id() -> None:
    article = one(id=7, text="Tea is dear.")
    assert isinstance(article, Article)
    assert article.id == "7"


def test_metadata_that_the_text_itself_brings_are_used() -> None:
    article = one(id="t", text="Tea prices rise\n\nBy Jane Doe\nJune 18, 2021\n\nTea rose on Friday.")
    assert isinstance(article, Article)
    assert (article.title, article.author, article.published) == ("Tea prices rise", "Jane Doe", "2021-06-18")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"not json", "broken_json"),
        (b'{"text": "cut off', "broken_json"),
        (b'{"id": "x", "text": NaN}', "broken_json"),
        (b"[" * 200_000, "broken_json"),
        (b'{"a":' * 100_000, "broken_json"),
        (b'{"text": "caf\xe9"}', "broken_json"),
        (b'{"text": ' + b"9" * 5_000 + b"}", "broken_json"),
        (b"5", "no_text"),
        (b'"text"', "no_text"),
        (b'{"id": "x"}', "no_text"),
        (b'{"text": null}', "no_text"),
        (b'{"text": ["a"]}', "no_text"),
        (b'{"id": ["x"], "text": "Tea is dear."}', "invalid_id"),
        (b'{"id": true, "text": "Tea is dear."}', "invalid_id"),
    ],
)
def test_a_bad_line_among_good_ones_costs_only_itself(line: bytes, reason: str) -> None:
    good = b'{"id": "a", "text": "Tea is dear."}\n%s\n{"id": "b", "text": "Tea is cheap."}\n'
    first, bad, last = read_lines(good % line)
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(bad, Rejected)
    assert (bad.reason, bad.where) == (reason, "file.jsonl:2")
    assert bad.remedy


def test_a_line_without_end_is_skipped_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "LARGEST_FILE", 1_000)
    long, good = read_lines(b'{"id": "a", "text": "' + b"x" * 5_000 + b'"}\n{"id": "b", "text": "Tea is dear."}')
    assert isinstance(long, Rejected)
    assert long.reason == "too_large"
    assert isinstance(good, Article)
    assert good.id == "b"


@pytest.mark.parametrize(
    ("text", "id", "reason"),
    [
        ("half \ud800 pair", "x", "not_unicode"),
        ("Tea is dear.", "\ud800", "invalid_id"),
        ("Tea is dear.", "a\nb", "invalid_id"),
        ("Tea is dear.", "a\x00.html", "invalid_id"),
        ("Tea is dear.", " ", "invalid_id"),
        ("Tea is dear.", "x" * 501, "invalid_id"),
        ("", "x", "empty"),
        (" \n\t ", "x", "empty"),
        ("*** --- 😀", "x", "empty"),
        ("word " * 100_000, "x", "too_large"),
    ],
)
def test_what_cannot_be_built_is_rejected(tmp_path: Path, text: str, id: str, reason: str) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_text(json.dumps({"id": id, "text": text}))
    (result,) = read(path)
    assert isinstance(result, Rejected)
    assert result.reason == reason


def test_an_id_that_comes_twice_is_rejected_the_second_time(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_text('{"id": "a", "text": "Tea is dear."}\n{"id": "a", "text": "Tea is cheap."}\n')
    first, second = read(path)
    assert isinstance(first, Article)
    assert isinstance(second, Rejected)
    assert (second.reason, second.where) == ("same_id", f"{path} (a)")


def test_a_list_of_articles_is_read_from_json(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_text(json.dumps([{"id": "a", "text": "Tea is dear."}, {"text": "Tea is cheap."}], indent=1))
    assert [r.id for r in read(path) if isinstance(r, Article)] == ["a", "list/2"]


def test_names_of_other_files_make_no_path(tmp_path: Path) -> None:
    """An id is a name and no place: nothing is opened or written by it."""
    if not SHARED.is_dir():
        pytest.skip("../shared/bad is not here: the hostile path names were not tried")
    names = json.loads((SHARED / "own" / "paths.json").read_text())
    path = tmp_path / "lines.jsonl"
    path.write_text(
        "".join(json.dumps({"id": name, "text": f"Tea is dear, said {i}."}) + "\n" for i, name in enumerate(names))
    )
    results = list(read(path))
    assert len(results) == len(names)
    assert {r.id for r in results if isinstance(r, Article)} <= set(names)


def test_the_json_test_suite_never_gets_through_and_never_stops_the_reader() -> None:
    """318 files, each between two good lines: both are read, and what lies between is named."""
    if not SHARED.is_dir():
        pytest.skip("../shared/bad is not here: the JSON test suite was not run")
    files = sorted((SHARED / "json" / "test_parsing").glob("*.json"))
    assert len(files) > 300
    good = b'{"id": "a", "text": "Tea is dear."}\n', b'\n{"id": "b", "text": "Tea is cheap."}\n'
    for file in files:
        results = read_lines(good[0] + file.read_bytes() + good[1])
        articles = [r.id for r in results if isinstance(r, Article)]
        assert articles == ["a", "b"], file.name
        if file.name.startswith("n_") and file.read_bytes().strip(b" \t\r\n\xef\xbb\xbf"):
            assert len(results) > 2, file.name


@given(st.lists(st.binary(max_size=60).filter(lambda line: b"\n" not in line), max_size=6))
def test_in_is_articles_and_rejections(lines: list[bytes]) -> None:
    expected = sum(bool(line.strip(b"\xef\xbb\xbf \t\r\n")) for line in lines)
    assert len(read_lines(b"\n".join(lines))) == expected

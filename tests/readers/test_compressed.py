"""gzip: what lies inside is read, a bomb is not unfolded."""

import gzip
from pathlib import Path

import pytest

from kg.model import Article, Rejected
from kg.readers import read

STORY = b"Tea prices rise in Mombasa\n\nTraders said on Monday that tea prices rose by a third."


def results(tmp_path: Path, name: str, data: bytes) -> list[Article | Rejected]:
    (tmp_path / name).write_bytes(data)
    return list(read(tmp_path))


@pytest.mark.parametrize("name", ["tea.txt.gz", "tea.gz"])
def test_what_lies_inside_is_read_as_if_it_lay_there(tmp_path: Path, name: str) -> None:
    (article,) = results(tmp_path, name, gzip.compress(STORY))
    assert isinstance(article, Article)
    assert (article.id, article.title) == ("tea", "Tea prices rise in Mombasa")


def test_compressed_json_lines_are_read(tmp_path: Path) -> None:
    data = gzip.compress(b'{"id": "a", "text": "Tea is dear."}\n{"id": "b", "text": "Tea is cheap."}\n')
    assert [r.id for r in results(tmp_path, "lines.jsonl.gz", data) if isinstance(r, Article)] == ["a", "b"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (gzip.compress(b"a" * 60_000_000), "too_large"),
        (gzip.compress(gzip.compress(b"a" * 30_000_000)), "binary"),
        (gzip.compress(STORY)[:-10], "broken_gzip"),
        (b"\x1f\x8b" + b"nonsense", "broken_gzip"),
        (b"", "empty"),
    ],
    ids=["bomb", "bomb in a bomb", "cut off", "nonsense", "nothing"],
)
def test_bombs_and_broken_ones_are_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    (result,) = results(tmp_path, "tea.txt.gz", data)
    assert isinstance(result, Rejected)
    assert result.reason == reason

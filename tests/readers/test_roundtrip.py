"""What is read can be written as JSON lines and read again, and is the same."""

import json
from pathlib import Path

import pytest

from kg.model import Article
from kg.model.jsonl import article_line
from kg.readers import read

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("folder", ["data/articles", "../shared/seeds", "../shared/gold/news"])
def test_articles_survive_their_lines(tmp_path: Path, folder: str) -> None:
    if not (ROOT / folder).is_dir():
        pytest.skip(f"{folder} is not here: its articles were not written and read again")
    articles = [article for article in read(ROOT / folder) if isinstance(article, Article)]
    path = tmp_path / "articles.jsonl"
    path.write_text("".join(json.dumps(article_line(article)) + "\n" for article in articles))
    assert list(read(path)) == articles

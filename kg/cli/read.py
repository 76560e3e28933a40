"""kg read: what the readers make of files, folders, globs, JSON lines or standard input."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from kg.cli.stages import Articles
from kg.cli.terminal import OUT_FILE, SOURCES, STRICT, write_lines


@click.command(short_help="Read articles and print them as JSON lines.")
@SOURCES
@OUT_FILE
@STRICT
def command(sources: tuple[str, ...], output: Path | None, *, strict: bool) -> None:
    """Reads articles (text, HTML, JSON lines, feeds; files, folders, globs or -) and prints them as JSON lines."""
    from kg.model.jsonl import article_line

    articles = Articles(sources, only_english=True)

    def lines() -> Iterator[dict[str, Any]]:
        for article in articles:
            yield article_line(article)

    count = write_lines(lines(), output)
    articles.finish(count, "read", strict=strict)

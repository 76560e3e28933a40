"""The stages that several verbs run: articles read with their rejects shown, documents parsed with their mentions."""

from collections.abc import Iterator

import click

from kg.cli.terminal import rejected, talk
from kg.model import Article, Document, Rejected


class Articles:
    """Iterates over the articles of the sources, shows what was rejected, and counts it."""

    def __init__(self, sources: tuple[str, ...], *, only_english: bool) -> None:
        self.sources = sources
        self.only_english = only_english
        self.rejected = 0

    def __iter__(self) -> Iterator[Article]:
        from kg import readers

        for item in readers.read(*self.sources, only_english=self.only_english):
            if isinstance(item, Rejected):
                self.rejected += 1
                rejected(item)
            else:
                yield item

    def finish(self, count: int, done: str, *, strict: bool = False) -> None:
        """The closing line, and exit code 1 when nothing was made or `strict` and something was quarantined."""
        talk(f"{count} {done}, {self.rejected} quarantined")
        if (count == 0 and self.rejected) or (strict and self.rejected):
            raise click.exceptions.Exit(1)


def documents(articles: Articles) -> Iterator[Document]:
    """Cut, parsed, and with their mentions."""
    from kg import language, mentions, text

    return mentions.find(language.parse(text.cut(article) for article in articles))

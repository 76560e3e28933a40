"""Which links `kg link` writes."""

from collections.abc import Iterable, Iterator, Sequence

from kg.model import Link, Linkage
from kg.model.jsonl import Line, mention_line


def mention_lines(links: Iterable[Sequence[Link]], linkage: Linkage) -> Iterator[Line]:
    """One line per name, per description that refers to an entity, per resolved pronoun, of each article's links."""
    for of_article in links:
        for link in of_article:
            yield mention_line(link, linkage.entity_of[(link.mention.article, link.cluster)])

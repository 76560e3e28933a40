"""Which links `kg link` writes, and how."""

from collections.abc import Iterable, Iterator, Sequence

from kg.model import Link, Linkage


def mention_lines(links: Iterable[Sequence[Link]], linkage: Linkage) -> Iterator[dict[str, object]]:
    """One line per name, per description that refers to an entity, per resolved pronoun, of each article's links."""
    for of_article in links:
        for link in of_article:
            mention = link.mention
            yield {
                "article": mention.article,
                "start": mention.span.start,
                "end": mention.span.end,
                "text": mention.text,
                "type": mention.type,
                "entity": linkage.entity_of[(mention.article, link.cluster)],
                "reason": link.reason,
            }

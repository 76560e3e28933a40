"""Does a linker say for each mention who it is, and why?"""

from collections.abc import Callable, Iterable, Sequence

from kg import extractors
from kg import ontology as ontologies
from kg.model import Article, Cluster, Document, Link, MentionKind, Statement
from kg.testing.extractors import check_mention
from kg.testing.promises import promise
from kg.testing.samples import SAMPLE_TEXT, documents

type Linked = tuple[tuple[Link, ...], tuple[Cluster, ...]]
type Linker = Callable[[Document, Sequence[Statement]], tuple[Iterable[Link], Iterable[Cluster]]]


def check_linker(link: Linker, *texts: str) -> Linked:
    """Runs the linker on `texts` (or on `SAMPLE_TEXT`) with the statements that our rules find there."""
    links: list[Link] = []
    clusters: list[Cluster] = []
    for document in documents(*(texts or (SAMPLE_TEXT,))):
        statements = tuple(extractors.extract([document], ontology=ontologies.read(), names=["rules"]))
        found = _linked(link, document, statements)
        promise(found == _linked(link, document, statements), "a linker links the same mentions in the same way")
        _check_links(document.article, *found)
        links += found[0]
        clusters += found[1]
    return tuple(links), tuple(clusters)


def _linked(link: Linker, document: Document, statements: Sequence[Statement]) -> Linked:
    links, clusters = link(document, statements)
    return tuple(links), tuple(clusters)


def _check_links(article: Article, links: Sequence[Link], clusters: Sequence[Cluster]) -> None:
    indexes = {cluster.index for cluster in clusters}
    promise(len(indexes) == len(clusters), "the indexes of the clusters of an article are all different")
    for cluster in clusters:
        promise(cluster.article == article.id, f"cluster {cluster.index} is one of another article")
        promise(bool(cluster.names and all(cluster.names)), f"cluster {cluster.index} has no name")
    for one in links:
        told = f"the link of “{one.mention.text}”: "
        check_mention(one.mention, article, told)
        promise(one.cluster in indexes, told + f"there is no cluster {one.cluster}")
        promise(bool(one.reason), told + "it gives no reason")
        promise(0 < one.score <= 1, told + f"its score {one.score} is not in (0, 1]")
        promise(one.mention.kind is not MentionKind.VALUE, told + "a date or an amount is nobody")

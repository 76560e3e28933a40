"""Reads a text as the program does, up to its clusters."""

from functools import cache

from kg import linkers
from kg.model import Cluster, Link
from tests.mentions.reading import read


@cache
def link(words: str) -> tuple[tuple[Link, ...], tuple[Cluster, ...]]:
    """The links and clusters of a text, with no statement."""
    return linkers.link(read(words), ())


def who(words: str) -> list[set[str]]:
    """The words that mean one thing, for each thing of which more than one is said; names count once."""
    links, clusters = link(words)
    together = [{one.mention.text for one in links if one.cluster == cluster.index} for cluster in clusters]
    return [several for several in together if len(several) > 1]


def cluster_of(words: str, part: str) -> Cluster:
    """The cluster of the last mention that reads so."""
    links, clusters = link(words)
    last = [one for one in links if one.mention.text == part][-1]
    return clusters[last.cluster]


def reason_of(words: str, part: str) -> str:
    """Why the last mention that reads so is who it is."""
    links, _ = link(words)
    return [one for one in links if one.mention.text == part][-1].reason


def unlinked(words: str) -> list[str]:
    """The pronouns of which nobody is sure."""
    links, _ = link(words)
    linked = {one.mention.span for one in links}
    return [m.text for m in read(words).mentions if m.kind == "pronoun" and m.span not in linked]

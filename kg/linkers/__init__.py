"""Who is meant: `link` makes clusters of mentions within an article, `resolve` makes entities of clusters."""

from kg.linkers.judgements import Judgement, Judgements
from kg.linkers.lines import mention_lines
from kg.linkers.resolution import resolve
from kg.linkers.sieve import link

__all__ = ["Judgement", "Judgements", "link", "mention_lines", "resolve"]

"""newskg: articles in, a graph that answers out.

>>> import kg
>>> graph = kg.build(kg.read("data/articles"))        # doctest: +SKIP
>>> graph.why("Lind", "visits", "US")              # doctest: +SKIP

Everything is loaded on first use, so that `import kg` feels instant.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph, load
    from kg.model import Article, Entity, Fact, Mention, Rejected, Span, Statement, Status
    from kg.pipeline.build import build
    from kg.readers import read

_HOMES = {
    "read": "kg.readers",
    "build": "kg.pipeline",
    "load": "kg.graph",
    "KnowledgeGraph": "kg.graph",
    **dict.fromkeys(("Article", "Entity", "Fact", "Mention", "Rejected", "Span", "Statement", "Status"), "kg.model"),
}

__all__ = [
    "Article",
    "Entity",
    "Fact",
    "KnowledgeGraph",
    "Mention",
    "Rejected",
    "Span",
    "Statement",
    "Status",
    "build",
    "load",
    "read",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'kg' has no attribute '{name}'; there are: {', '.join(__all__)}")
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return list(__all__)

"""What each sentence says: every installed extractor reads the parsed documents, and what two of them say is said once.

An extractor is any function `(documents, *, ontology, **options) -> Iterator[Statement]` behind the entry point group
`kg.extractors`.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import batched
from pathlib import Path
from typing import Any

from kg import plugins
from kg.extractors.agreement import agreed
from kg.model import Document, Statement
from kg.ontology import Ontology

__all__ = ["by_default", "extract"]

ON_DEMAND = ("llm",)  # asks somebody else, so only by name
_AT_ONCE = 16  # documents


def by_default() -> tuple[str, ...]:
    """The extractors that read unless somebody chooses: every installed one, but none that asks somebody else."""
    return tuple(name for name in plugins.names("extractors") if name not in ON_DEMAND)


def extract(
    documents: Iterable[Document],
    *,
    ontology: Ontology,
    weights: Path | None = None,
    names: Sequence[str] | None = None,
) -> Iterator[Statement]:
    """The statements of parsed documents with mentions, document by document, in the order of the text.

    `names` chooses extractors (see `kg plugins`), else `by_default` do; `weights` is a file of learned weights for
    those that learn. Open statements (relation None) are included.
    """
    options: dict[str, Any] = {} if weights is None else {"weights": weights}
    extractors = [plugins.load("extractors", name) for name in dict.fromkeys(names or by_default())]
    for batch in batched(documents, _AT_ONCE):
        found = [list(extractor(batch, ontology=ontology, **options)) for extractor in extractors]
        for document in batch:
            of_document = [s for statements in found for s in statements if s.article == document.article.id]
            yield from agreed(of_document, ontology)

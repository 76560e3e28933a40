"""facts.jsonl: one fact a line, of every status, open ones included, sorted."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.exporters import files
from kg.model import Fact
from kg.model.jsonl import dumps, fact_line

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph


def export(graph: "KnowledgeGraph", path: Path, *, open: bool = True) -> None:
    """Writes every fact with all its evidence; without `open` only those whose relation the ontology knows."""
    lines = sorted(dumps(_with_sources(fact, graph)) for fact in graph.facts(open=open))
    with files.text(path) as stream:
        stream.writelines(f"{line}\n" for line in lines)


def _with_sources(fact: Fact, graph: "KnowledgeGraph") -> dict[str, Any]:
    line = fact_line(fact)
    for evidence in line["evidence"]:
        if evidence["source"] is None:
            article = graph.articles.get(evidence["article"])
            evidence["source"] = article.source if article else None
    return line

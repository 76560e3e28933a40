"""kg extract: what each sentence says, before anybody asks who is meant."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from kg.cli.stages import Articles, documents
from kg.cli.terminal import MIN_CONFIDENCE, ONTOLOGY, OUT_FILE, SOURCES, talk, write_lines


@click.command(short_help="Print what each sentence says, as JSON lines.")
@SOURCES
@OUT_FILE
@ONTOLOGY
@MIN_CONFIDENCE
@click.option("--open", "with_open", is_flag=True, help="Also statements that fit no relation of the ontology.")
@click.option(
    "--weights", type=click.Path(exists=True, path_type=Path), help="Learned weights, as `kg train` writes them."
)
@click.option("--extractor", "extractors", multiple=True, help="Only this extractor (see `kg plugins`); repeatable.")
def command(
    sources: tuple[str, ...],
    output: Path | None,
    ontology: Path | None,
    min_confidence: float,
    weights: Path | None,
    extractors: tuple[str, ...],
    *,
    with_open: bool,
) -> None:
    """Prints the statements of articles as JSON lines: subject, relation, object, status, date, evidence."""
    from kg import extractors as all_extractors
    from kg import ontology as ontologies
    from kg.model.jsonl import statement_line

    articles = Articles(sources, only_english=False)
    statements = all_extractors.extract(
        documents(articles), ontology=ontologies.read(ontology), weights=weights, names=extractors or None
    )

    def lines() -> Iterator[dict[str, Any]]:
        for statement in statements:
            if statement.confidence >= min_confidence and (with_open or statement.relation):
                yield statement_line(statement)

    count = write_lines(lines(), output)
    talk(f"{count} statements, {articles.rejected} articles quarantined")

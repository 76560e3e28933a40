"""kg build: articles in, a graph out."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.terminal import AS_JSON, ONTOLOGY, SOURCES, STRICT, print_json, progress, rejected, talk, write_text

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph


@click.command(short_help="Build a graph from articles; again, it adds and replaces.")
@SOURCES
@click.option(
    "--output", "-o", "out", required=True, type=click.Path(path_type=Path), help="The directory of the graph."
)
@ONTOLOGY
@click.option("--mirror", is_flag=True, help="Also remove articles that are no longer among the sources.")
@click.option("--inferred/--no-inferred", default=None, help="Add what inverses and superclasses say.")
@click.option("--jobs", "-j", type=click.IntRange(1), default=1, show_default=True, help="Processes that read.")
@click.option("--deadline", type=float, default=30.0, show_default=True, help="Seconds that one article may take.")
@click.option("--extractor", "extractors", multiple=True, help="Only this extractor (see `kg plugins`); repeatable.")
@click.option("--linker", default="sieve", show_default=True, help="The linker (see `kg plugins`).")
@click.option(
    "--timings",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the CPU seconds of each stage to this file.",
)
@STRICT
@AS_JSON
def command(
    sources: tuple[str, ...],
    out: Path,
    ontology: Path | None,
    jobs: int,
    deadline: float,
    extractors: tuple[str, ...],
    linker: str,
    timings: Path | None,
    *,
    mirror: bool,
    inferred: bool | None,
    strict: bool,
    as_json: bool,
) -> None:
    """Builds a graph from text, HTML, JSON lines and feeds: files, folders, globs, or - for standard input.

    Run it again at any time: unchanged articles are skipped, changed ones replaced, and what an interruption left
    undone is done. What cannot be built is named in OUT/quarantine.jsonl.
    """
    from kg import pipeline, readers

    with progress("reading", readers.expected(*sources)) as show:
        graph = pipeline.build(
            readers.read(*sources, known=pipeline.known_texts(out)),
            out=out,
            ontology=ontology,
            inferred=inferred,
            mirror=mirror,
            jobs=jobs,
            deadline=deadline,
            timings=timings is not None,
            extractors=extractors,
            linker=linker,
            on_progress=lambda at: show(at.done),
        )
    report = graph.report
    for item in report.rejected:
        rejected(item)
    if timings is not None:
        write_text(json.dumps(report.timings, indent=1) + "\n", timings)
    _tell(graph, out, as_json=as_json)
    made_nothing = report.read == report.quarantined
    if made_nothing or (strict and report.quarantined):
        raise click.exceptions.Exit(1)


def _tell(graph: "KnowledgeGraph", out: Path, *, as_json: bool) -> None:
    report = graph.report
    if as_json:
        print_json(
            {
                "graph": str(out),
                "articles": report.articles,
                "built": report.built,
                "unchanged": report.unchanged,
                "duplicates": report.duplicates,
                "quarantined": report.quarantined,
                "removed": list(report.removed),
                "facts": len(graph.facts()),
            }
        )
        return
    talk(str(report))
    talk(f"{out}: {graph!r}")
    talk(f"Next: kg facts {out}    kg export {out} -o graph.html    kg query {out} --list")

"""kg export: the graph in the format of another tool, chosen by the file's suffix."""

from pathlib import Path
from typing import Any

import click

from kg.cli.terminal import GRAPH, MIN_CONFIDENCE, talk


@click.command(short_help="Write HTML, RDF, CSV, GEXF, GraphML …")
@GRAPH
@click.option(
    "--output",
    "-o",
    "path",
    required=True,
    type=click.Path(path_type=Path),
    help="The file (or folder); its suffix names the format.",
)
@click.option("--format", "format_", help="The format, when the suffix does not say it (see `kg plugins`).")
@click.option(
    "--option", "-O", "options", multiple=True, metavar="NAME=VALUE", help="An option of the exporter; repeatable."
)
@click.option("--with-text/--without-text", default=None, help="Article texts too; by default only in HTML.")
@MIN_CONFIDENCE
def command(
    graph: Path,
    path: Path,
    format_: str | None,
    options: tuple[str, ...],
    min_confidence: float,
    *,
    with_text: bool | None,
) -> None:
    """Writes the graph for another tool: html, jsonl, ttl, trig, nq, jsonld, rdf, gexf, graphml, csv …

    Some exporters have options: -O with_text=true, -O inferred=true. kg/exporters/README.md lists them.
    """
    import kg

    loaded = kg.load(graph)
    if min_confidence:
        loaded = loaded.confident(min_confidence)
    named = dict(_option(option) for option in options)
    if with_text is not None:
        named["with_text"] = with_text
    loaded.export(path, format=format_, **named)
    talk(f"{path}: {loaded!r}")


def _option(words: str) -> tuple[str, Any]:
    name, equals, value = words.partition("=")
    if not equals or not name.isidentifier():
        raise click.BadParameter(f"'{words}' is not NAME=VALUE", param_hint="--option")
    named = {"true": True, "false": False}
    if value.lower() in named:
        return name, named[value.lower()]
    return name, int(value) if value.isdecimal() else value

"""kg report: how good is the graph, as far as the graph itself can tell?"""

from pathlib import Path

import click

from kg.cli.terminal import GRAPH, OUT_FILE, write_text


@click.command(short_help="Report on quality: evidence, what was dropped, suspects.")
@GRAPH
@OUT_FILE
def command(graph: Path, output: Path | None) -> None:
    """Prints, as Markdown: evidence coverage, what was dropped and why, doubtful identities, open relations."""
    import kg
    from kg.graph.report import report

    write_text(report(kg.load(graph)).to_markdown(), output)

"""kg remove: an article leaves, with exactly what only it supported."""

from pathlib import Path

import click

from kg.cli.terminal import GRAPH, talk


@click.command(short_help="Remove articles and exactly their facts.")
@GRAPH
@click.argument("articles", metavar="ARTICLE...", nargs=-1, required=True)
def command(graph: Path, articles: tuple[str, ...]) -> None:
    """Removes articles, by id or path, and the facts, names and entities that only they support."""
    from kg import pipeline

    report = pipeline.remove(graph, articles)
    talk(f"removed {', '.join(report.removed)}")

"""kg same: two names are one; the judgement stands in identity.tsv and outlives every rebuild."""

from pathlib import Path

import click

from kg.cli.judging import judge
from kg.cli.terminal import GRAPH


@click.command(short_help="Say that two names are the same thing.")
@GRAPH
@click.argument("one")
@click.argument("other")
@click.option("--note", default="", help="Why; kept beside the judgement.")
def command(graph: Path, one: str, other: str, note: str) -> None:
    """Says that ONE and OTHER (names or IRIs) are the same. Undo it by deleting the line in GRAPH/identity.tsv."""
    judge(graph, one, other, same=True, note=note)

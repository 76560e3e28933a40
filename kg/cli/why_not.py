"""kg why-not: which step dropped a fact that one would expect."""

from dataclasses import asdict
from pathlib import Path

import click

from kg.cli.terminal import AS_JSON, GRAPH, print_json, printable


@click.command(short_help="Show what stood in the way of a fact.")
@GRAPH
@click.argument("subject")
@click.argument("relation")
@click.argument("object_", metavar="OBJECT")
@AS_JSON
def command(graph: Path, subject: str, relation: str, object_: str, *, as_json: bool) -> None:
    """Shows which step dropped the fact, and why: names, ontology, reading, linking, or the texts themselves."""
    import kg

    reasons = kg.load(graph).why_not(subject, relation, object_)
    if as_json:
        print_json([asdict(reason) for reason in reasons])
    else:
        click.echo(printable(str(reasons)))

"""kg why: the sentences behind a fact."""

from pathlib import Path

import click

from kg.cli.terminal import AS_JSON, GRAPH, print_json, printable


@click.command(short_help="Show the sentences behind a fact.")
@GRAPH
@click.argument("subject")
@click.argument("relation")
@click.argument("object_", metavar="OBJECT")
@AS_JSON
def command(graph: Path, subject: str, relation: str, object_: str, *, as_json: bool) -> None:
    """Shows who says so, where, when, how sure, by which rule, and how each name was understood.

    Names as people write them: kg why out Biden visits "South Korea". Exit 1 when the graph does not say so.
    """
    import kg
    from kg.model.jsonl import fact_line

    explanation = kg.load(graph).why(subject, relation, object_)
    if as_json:
        print_json([fact_line(fact) for fact in explanation.facts])
    else:
        click.echo(printable(str(explanation)))
    if not explanation:
        if not as_json:
            click.echo(f'Try: kg why-not {graph} "{subject}" "{relation}" "{object_}"', err=True)
        raise click.exceptions.Exit(1)

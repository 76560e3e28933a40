"""kg conflicts: facts that cannot both be so, with both sentences."""

from pathlib import Path

import click

from kg.cli.terminal import AS_JSON, GRAPH, printable, talk


@click.command(short_help="Show facts that contradict each other.")
@GRAPH
@click.argument("names", nargs=-1, metavar="[NAME]...")
@AS_JSON
def command(graph: Path, names: tuple[str, ...], *, as_json: bool) -> None:
    """Shows other values where there can be one, other dates, and what is denied here and asserted there."""
    import kg
    from kg.model.jsonl import dumps

    found = kg.load(graph).conflicts(*names)
    if as_json:
        for line in found.lines():
            click.echo(dumps(line))
    elif found:
        click.echo(printable(str(found)))
    talk(f"{len(found)} conflicts")

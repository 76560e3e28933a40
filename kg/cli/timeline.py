"""kg timeline: the facts in the order of time."""

from pathlib import Path

import click

from kg.cli.terminal import AS_JSON, GRAPH, printable, talk


@click.command(short_help="List facts in the order of time.")
@GRAPH
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--since", help="From this ISO day on.")
@click.option("--until", help="Up to this ISO day.")
@AS_JSON
def command(graph: Path, names: tuple[str, ...], since: str | None, until: str | None, *, as_json: bool) -> None:
    """Lists the facts about the named (or all facts) by date; facts without one by the day they were told."""
    import kg
    from kg.model.jsonl import dumps

    moments = kg.load(graph).timeline(*names, since=since, until=until)
    if as_json:
        for line in moments.lines():
            click.echo(dumps(line))
    elif moments:
        click.echo(printable(str(moments)))
    if not moments:
        talk("no fact fits")
        raise click.exceptions.Exit(1)

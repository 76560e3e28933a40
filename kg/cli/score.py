"""kg score: how good is the graph, against facts marked by hand?"""

from pathlib import Path

import click

from kg.cli.terminal import AS_JSON, GRAPH, print_json


@click.command(short_help="Precision and recall against facts marked by hand.")
@click.argument("gold", metavar="GOLD.jsonl", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@GRAPH
@AS_JSON
@click.option("--errors/--no-errors", default=True, help="Show what is wrong and what is missed, with its sentence.")
def command(gold: Path, graph: Path, *, as_json: bool, errors: bool) -> None:
    """Prints precision, recall and F1 by relation, confusion of statuses, reliability of confidence, and the errors."""
    import kg
    from kg import scoring

    score = scoring.score(gold, kg.load(graph))
    if as_json:
        print_json(score.to_dict())
    else:
        click.echo(score.text(errors=errors))

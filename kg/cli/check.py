"""kg check: does the directory hold what it promises?"""

from dataclasses import asdict
from pathlib import Path

import click

from kg.cli.terminal import AS_JSON, GRAPH, print_json, printable, talk


@click.command(short_help="Check evidence, shapes, views and digests.")
@GRAPH
@click.option("--same-as", "other", type=click.Path(path_type=Path), help="Instead compare with this graph directory.")
@AS_JSON
def command(graph: Path, other: Path | None, *, as_json: bool) -> None:
    """Checks that every fact has evidence whose offsets give the quoted words, that nothing is orphaned, damaged or
    against the SHACL shapes, and that the plain triples are what the statements say. Exit 1 with what to mend.
    """
    from kg.graph import check

    findings = check.same_as(graph, other) if other else check.check(graph)
    if as_json:
        print_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            click.echo(printable(str(finding)))
    if findings:
        raise click.exceptions.Exit(1)
    talk("the same" if other else "all is well")

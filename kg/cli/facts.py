"""kg facts: the facts of a graph that fit, as a table or JSON lines."""

from pathlib import Path

import click

from kg.cli.terminal import AS_JSON, GRAPH, MIN_CONFIDENCE, table, talk
from kg.model import Entity, Fact, Literal

STATUSES = ["asserted", "planned", "reported", "possible", "denied"]


@click.command(short_help="List facts by subject, relation, object, status.")
@GRAPH
@click.option("--subject", help="A name as people write it: Biden, US, the European Union.")
@click.option("--relation", help="A relation: visits, ceoOf.")
@click.option("--object", "object_", help="A name as people write it.")
@click.option("--status", type=click.Choice(STATUSES))
@click.option("--open", "with_open", is_flag=True, help="Also facts whose relation the ontology does not know.")
@MIN_CONFIDENCE
@AS_JSON
def command(
    graph: Path,
    subject: str | None,
    relation: str | None,
    object_: str | None,
    status: str | None,
    min_confidence: float,
    *,
    with_open: bool,
    as_json: bool,
) -> None:
    """Lists the facts that fit. Exit 1 when there are none."""
    import kg
    from kg.model.jsonl import dumps, fact_line

    found = kg.load(graph).facts(
        subject=subject,
        relation=relation,
        object=object_,
        status=status,
        min_confidence=min_confidence,
        open=with_open,
    )
    if as_json:
        for fact in found:
            click.echo(dumps(fact_line(fact)))
    elif found:
        table(("subject", "relation", "object", "status", "date", "sure", "articles"), (_row(fact) for fact in found))
    if not found:
        talk("no fact fits")
        raise click.exceptions.Exit(1)


def _row(fact: Fact) -> tuple[str, ...]:
    return (
        fact.subject.label,
        fact.relation,
        _name(fact.object),
        str(fact.status),
        fact.date or "",
        f"{fact.confidence:.2f}",
        str(len(fact.articles)),
    )


def _name(node: Entity | Literal | None) -> str:
    if node is None:
        return ""
    return node.label if isinstance(node, Entity) else node.value

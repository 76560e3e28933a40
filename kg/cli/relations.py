"""kg relations: which relations the facts have and, with --open, which words no relation of the ontology covers."""

from collections import Counter
from pathlib import Path

import click

from kg.cli.terminal import AS_JSON, GRAPH, print_json, table


@click.command(short_help="List relations by frequency, open ones too.")
@GRAPH
@click.option("--open", "only_open", is_flag=True, help="Only open relations: words that the ontology lacks.")
@AS_JSON
def command(graph: Path, *, only_open: bool, as_json: bool) -> None:
    """Lists the relations of the facts by frequency. Open ones show what your ontology could learn next."""
    import kg

    counted: Counter[tuple[str, bool]] = Counter()
    example: dict[tuple[str, bool], str] = {}
    for fact in kg.load(graph).facts(open=True):
        if only_open and not fact.open:
            continue
        key = (fact.relation, fact.open)
        counted[key] += 1
        example.setdefault(key, fact.statements[0].evidence.quote)
    rows = sorted(counted.items(), key=lambda item: (item[0][1], -item[1], item[0][0]))
    if as_json:
        print_json(
            [{"relation": r, "open": o, "facts": n, "example": example[r, o]} for (r, o), n in rows],
        )
        return
    table(
        ("relation", "", "facts", "for example"),
        ((r, "open" if o else "", str(n), " ".join(example[r, o].split())[:70]) for (r, o), n in rows),
    )

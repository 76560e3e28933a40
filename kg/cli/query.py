"""kg query: a question in SPARQL, or one of those that come with the program."""

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.terminal import print_json, table, talk

if TYPE_CHECKING:
    from kg.graph.query import Result


@click.command(short_help="Ask in SPARQL, or one of the shipped questions.")
@click.argument("graph", type=click.Path(path_type=Path), metavar="GRAPH")
@click.argument("sparql", required=False)
@click.option("--list", "list_", is_flag=True, help="List the shipped questions.")
@click.option(
    "--format", "format_", type=click.Choice(["table", "csv", "json", "ttl"]), default="table", show_default=True
)
@click.option("--iri", is_flag=True, help="Show terms instead of labels.")
@click.option("--timeout", type=click.FloatRange(0.1), default=30.0, show_default=True, help="Seconds it may take.")
def command(graph: Path, sparql: str | None, format_: str, timeout: float, *, list_: bool, iri: bool) -> None:
    """Answers SPARQL, a file of SPARQL (name.rq), or a shipped question by its name. Exit 1 when nothing is found.

    The prefixes kg:, rdf:, rdfs:, owl:, skos:, prov:, schema: … are bound. Default graph: every fact that is asserted,
    planned or reported; GRAPH kg:asserted { … } asks strictly.
    """
    import kg
    from kg.graph import query

    if list_ or sparql is None:
        table(("name", "question"), ((q.name, q.title) for q in query.questions()))
        return
    result = kg.load(graph).query(_text(sparql), timeout=timeout)
    _print(result, format_, iri=iri)
    if not result:
        talk("the answer is no" if result.answer is False else "nothing found")
        raise click.exceptions.Exit(1)


def _text(words: str) -> str:
    from kg.graph import query

    if any(c in words for c in "{}\n"):
        return words
    if words.endswith(".rq") and Path(words).is_file():
        return Path(words).read_text(encoding="utf-8")
    return query.question(words).sparql


def _print(result: "Result", format_: str, *, iri: bool) -> None:
    if format_ == "ttl":
        if result.kind != "construct":
            raise click.BadParameter("only a CONSTRUCT or DESCRIBE query answers in Turtle", param_hint="--format")
        for row in result.rows:
            click.echo(" ".join(term.n3 for term in row if term) + " .")
    elif format_ == "json":
        print_json(_sparql_json(result))
    elif result.answer is not None:
        click.echo("yes" if result.answer else "no")
    elif format_ == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(result.variables)
        writer.writerows([term.text if term else "" for term in row] for row in result.rows)
    else:
        columns = result.variables or ("subject", "predicate", "object")
        table(columns, ([_shown(term, iri=iri) for term in row] for row in result.rows))


def _shown(term: object, *, iri: bool) -> str:
    if term is None:
        return ""
    return str(getattr(term, "n3", term)) if iri else str(term)


def _sparql_json(result: "Result") -> dict[str, object]:
    """The W3C's SPARQL 1.1 Query Results JSON Format."""
    if result.answer is not None:
        return {"head": {}, "boolean": result.answer}
    variables = result.variables or ("subject", "predicate", "object")
    bindings = []
    for row in result.rows:
        binding: dict[str, dict[str, str]] = {}
        for name, term in zip(variables, row, strict=True):
            if term is not None:
                binding[name] = {"type": term.kind, "value": term.text}
                if term.datatype:
                    binding[name]["datatype"] = term.datatype
                if term.language:
                    binding[name]["xml:lang"] = term.language
        bindings.append(binding)
    return {"head": {"vars": list(variables)}, "results": {"bindings": bindings}}

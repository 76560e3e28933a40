"""kg demo: the sample articles, built, asked and drawn; the first thing to run."""

from pathlib import Path

import click

from kg.cli.terminal import printable, progress, talk


@click.command(short_help="Build the sample graph and show what it can do.")
@click.option(
    "--output",
    "-o",
    "out",
    default="out",
    show_default=True,
    type=click.Path(path_type=Path),
    help="The directory of the graph.",
)
def command(out: Path) -> None:
    """Builds the graph of the sample articles that come with the program, asks it, and writes a page to open."""
    from kg import pipeline, readers
    from kg.shipped import shipped

    samples = shipped("data", "articles")
    with progress("reading", readers.expected(samples)) as show:
        graph = pipeline.build(readers.read(samples), out=out, on_progress=lambda at: show(at.done))
    talk(str(graph.report))
    click.echo(f"{graph!r}\n")
    fact = max(graph.facts(relation="visits"), key=lambda f: (len(f.statements), f.confidence))
    why = graph.why(fact.subject.label, "visits", getattr(fact.object, "label", ""))
    click.echo(
        f"Question: why does the graph say that {fact.subject.label} visits {getattr(fact.object, 'label', '')}?"
    )
    click.echo(printable(str(why)))
    page = graph.export(out / "graph.html")
    click.echo(f"\nOpen {page} in any browser; it works offline.")
    click.echo(f"Next: kg query {out} --list    kg facts {out}    kg export {out} -o graph.gexf")

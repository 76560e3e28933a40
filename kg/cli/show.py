"""kg show: the explorer, opened in the browser."""

from pathlib import Path

import click

from kg.cli.terminal import GRAPH, talk


@click.command(short_help="Open the explorer in the browser.")
@GRAPH
@click.option("--focus", help="Begin at this entity.")
@click.option("--no-browser", is_flag=True, help="Write the page and print its path, open nothing.")
def command(graph: Path, focus: str | None, *, no_browser: bool) -> None:
    """Writes GRAPH/graph.html, one page that works offline, and opens it."""
    import kg

    page = graph / "graph.html"
    kg.load(graph).export(page, **({"focus": focus} if focus else {}))
    click.echo(str(page))
    if not no_browser:
        import webbrowser

        if not webbrowser.open(page.resolve().as_uri()):
            talk("no browser was found; open the file yourself")

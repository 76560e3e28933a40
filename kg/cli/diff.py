"""kg diff: what one graph says that another does not."""

from pathlib import Path

import click

from kg.cli.terminal import OUT_FILE, printable, write_text


@click.command(short_help="Compare two graphs: added, removed, changed.")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "markdown", "json", "html"]),
    help="Otherwise by the suffix of --output, else text.",
)
@click.option("--open", "with_open", is_flag=True, help="Compare open facts too.")
@OUT_FILE
def command(old: Path, new: Path, format_: str | None, output: Path | None, *, with_open: bool) -> None:
    """Shows what NEW says that OLD did not, what it says no longer, and what changed: planned → asserted.

    Exit 1 when they differ, as `diff` does.
    """
    import kg

    difference = kg.load(old).diff(kg.load(new), open=with_open)
    kinds = {".md": "markdown", ".json": "json", ".html": "html"}
    kind = format_ or kinds.get(output.suffix if output else "", "text")
    writers = {"markdown": difference.to_markdown, "json": difference.to_json, "html": difference.to_html}
    text = writers[kind]() if kind in writers else f"{printable(str(difference))}\n"
    write_text(text, output)
    if difference:
        raise click.exceptions.Exit(1)

"""What a person sees: progress and talk on standard error, data on standard output or in a file."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import click

from kg.model import Rejected

type Options = Callable[[Callable[..., Any]], Callable[..., Any]]

GRAPH = click.argument("graph", metavar="GRAPH", type=click.Path(path_type=Path))
SOURCES = click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
OUT_FILE = click.option(
    "--output", "-o", type=click.Path(path_type=Path), help="Write to this file instead of standard output."
)
ONTOLOGY = click.option(
    "--ontology",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Relations and classes to use instead of the shipped ones (Turtle).",
)
MIN_CONFIDENCE = click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=0.0, show_default=True, help="Leave out what is less sure."
)
STRICT = click.option("--strict", is_flag=True, help="Exit with 1 when something was quarantined.")


def is_quiet() -> bool:
    context = click.get_current_context(silent=True)
    return bool(context and context.find_root().params.get("quiet"))


def talk(message: str) -> None:
    """Says something to the person, on standard error, unless --quiet."""
    if not is_quiet():
        click.echo(printable(message), err=True)


def printable(text: str) -> str:
    """Article text on a terminal: control characters are shown, never obeyed."""
    return "".join(c if c in "\n\t" or (c.isprintable() and c not in _BIDI) else f"\\x{ord(c):02x}" for c in text)


_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def rejected(item: Rejected) -> None:
    remedy = f"; {item.remedy}" if item.remedy else ""
    talk(f"quarantined: {item.where}: {item.message}{remedy}")


@contextmanager
def output(path: Path | None) -> Iterator[IO[str]]:
    """Standard output, or the file: written under another name, then renamed."""
    if path is None or str(path) == "-":
        yield sys.stdout
        return
    from kg.exporters import files

    with files.text(path) as file:
        yield file


def write_text(text: str, path: Path | None) -> None:
    with output(path) as file:
        file.write(text)


def write_lines(lines: Iterable[dict[str, Any]], path: Path | None) -> int:
    """Writes JSON lines and returns how many."""
    from kg.model.jsonl import dumps

    count = 0
    with output(path) as file:
        for line in lines:
            file.write(dumps(line) + "\n")
            count += 1
    return count


def print_json(value: Any) -> None:
    import json

    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


@contextmanager
def progress(label: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """A bar with an estimate on a terminal, nothing when piped; call it with how many are done."""
    if is_quiet() or not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description:10}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(compact=True),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=total)
        yield lambda done: bar.update(task, completed=done)


def table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """A table on standard output, as wide as it must be when piped."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    wide = None if sys.stdout.isatty() else 10_000
    console = Console(width=wide, highlight=False, soft_wrap=wide is not None)
    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", show_edge=False)
    for column in columns:
        drawn.add_column(Text(printable(column)), overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(printable(cell)) for cell in row))
    console.print(drawn)

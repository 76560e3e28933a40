"""kg train: weights for the learned extractor, from text that people marked."""

from pathlib import Path

import click

from kg.cli.terminal import talk


@click.command(short_help="Learn relations from marked text.")
@click.argument("marked", metavar="MARKED.jsonl...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--output", "-o", required=True, type=click.Path(path_type=Path), help="Where the weights go.")
def command(marked: tuple[Path, ...], output: Path) -> None:
    """Learns to recognise relations from marked text and writes weights for `kg extract --weights`.

    A line of marked text: {"id", "text", "relations": [those fully marked in this text],
    "statements": [{"subject": {"start", "end"}, "relation", "object": {"start", "end"}}]}.
    """
    from kg.extractors.training import train

    learned = train(marked, output)
    talk(f"{output}: {learned}")

"""What `kg same` and `kg different` do with a judgement."""

from pathlib import Path

from kg.cli.terminal import talk
from kg.errors import InvalidGraph


def judge(path: Path, one: str, other: str, *, same: bool, note: str) -> None:
    """Writes the judgement into `identity.tsv` and links the graph again; no article is parsed for it."""
    from kg import pipeline
    from kg.graph.store import Directory
    from kg.linkers import Judgement, judgements

    directory = Directory(path)
    if not directory.exists():
        raise InvalidGraph(f"no graph in {path}; make one with: kg build ARTICLES -o {path}")
    with directory.lock():
        judgements.add(directory.identity, Judgement(same=same, one=one, other=other, note=note))
    graph = pipeline.build((), out=path)
    talk(f"{directory.identity}: one line more; delete it to undo")
    talk(f"{path}: {graph!r}")

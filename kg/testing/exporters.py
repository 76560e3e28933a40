"""Does an exporter write the file it was told to, whole, the same every time, and nothing else?"""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from kg.testing.promises import promise
from kg.testing.samples import empty_graph, sample_graph


def check_exporter(export: Callable[..., None], path: Path, **options: Any) -> Path:
    """Exports a sample graph twice and an empty one; looks for other files, other bytes, a changed graph.

    `path` names a file or folder in a folder that is empty, as pytest's `tmp_path` is. Returns where the sample graph
    went: `path` with "0-" before its name.
    """
    graph = sample_graph()
    before = repr(graph.facts(open=True))
    for number, whole in enumerate((graph, sample_graph(), empty_graph())):
        export(whole, path.with_name(f"{number}-{path.name}"), **options)
        promise(_written(path, number), "an exporter writes to the path that it is given, or to paths named after it")
    stem = path.name.partition(".")[0]
    ours = tuple(f"{number}-{stem}" for number in range(3))
    strangers = sorted(file.name for file in path.parent.iterdir() if not file.name.startswith(ours))
    promise(not strangers, f"an exporter writes nothing else; here also: {', '.join(strangers)}")
    promise(repr(graph.facts(open=True)) == before, "an exporter does not change the graph")
    promise(_written(path, 0) == _written(path, 1), "the same graph gives the same bytes")
    return path.with_name(f"0-{path.name}")


def _written(path: Path, number: int) -> dict[str, str]:
    """The digest of every file of one export, by its name."""
    stem = f"{number}-{path.name.partition('.')[0]}"
    roots = [root for root in sorted(path.parent.iterdir()) if root.name.startswith(stem)]
    found = [file for root in roots for file in ([root] if root.is_file() else sorted(root.rglob("*")))]
    return {
        file.relative_to(path.parent).as_posix()[2:]: sha256(file.read_bytes()).hexdigest()
        for file in found
        if file.is_file()
    }

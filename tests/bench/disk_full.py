"""Builds on disks that are too small: a clear message, nothing half, and with more room a later run completes.

python -m tests.bench.disk_full            (as root: it mounts file systems in memory)
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

import kg
from kg.graph.check import check
from tests.bench import running
from tests.bench.articles import articles
from tests.bench.running import run, tell, write_articles


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=20)
    options.add_argument("--sizes", type=int, nargs="*", default=[64, 128, 256, 512, 1024, 2048, 3072, 4096, 6144])
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return experiment(given, Path(folder))


def experiment(given: argparse.Namespace, folder: Path) -> int:
    source = write_articles(folder / "articles.jsonl", articles(given.articles))
    run("build", source, "-o", folder / "whole")
    wanted = running.digest(kg.load(folder / "whole"))
    rows = []
    for kilobytes in given.sizes:
        disk = folder / f"disk{kilobytes}"
        disk.mkdir()
        mount("-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", disk)
        try:
            rows.append(on_disk(source, disk, kilobytes, wanted))
        finally:
            subprocess.run(["umount", str(disk)], check=True)
        tell(**rows[-1])
    good = all(row["whole"] and not row["drafts"] and (row["code"] == 0 or row["told"]) for row in rows)
    return 0 if good and any(row["code"] for row in rows) else 1


def on_disk(source: Path, disk: Path, kilobytes: int, wanted: str) -> dict[str, object]:
    process = running.kg("build", source, "-o", disk / "out", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, message = process.communicate()
    drafts = [str(draft) for draft in disk.rglob(".new-*")]
    kept = len(list((disk / "out" / "articles").glob("*.jsonl")))
    mount("-o", "remount,size=200m", disk)
    run("build", source, "-o", disk / "out")
    graph = kg.load(disk / "out")
    whole = running.digest(graph) == wanted and not check(disk / "out")
    told = b"disk is full" in message and b"Traceback" not in message
    outcome = {"code": process.returncode, "told": told, "kept": kept, "drafts": drafts, "whole": whole}
    return {"kilobytes": kilobytes, **outcome}


def mount(*words: str | Path) -> None:
    subprocess.run(["mount", *map(str, words)], check=True)


if __name__ == "__main__":
    sys.exit(main())

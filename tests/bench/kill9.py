"""Kills a build again and again: nothing acknowledged is lost, nothing is half or double, the end is the same.

    python -m tests.bench.kill9 --kills 100 --articles 200

A build is started, killed (SIGKILL, its workers too) after a random time, looked at, and started again, until it has
been killed often enough; then it may finish. Prints the figures as JSON; exit 1 when a promise was broken.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import kg
from kg.graph.check import check, same_as
from kg.graph.store import Directory
from tests.bench.articles import articles
from tests.bench.running import digest, tell, write_articles

BUILD = """
import sys
from pathlib import Path
from kg.pipeline import build
from kg.readers import read
def show(at):
    if at.step == "reading" and at.article:
        print(at.article, flush=True)
if sys.argv[3] == "pattern":
    from kg import language
    from kg.pipeline.stages import Reading
    from tests import newsroom
    import time
    language.load = lambda: None
    Reading.record = lambda self, article: (time.sleep(0.02), newsroom.read(article, self.run))[1]
build(read(sys.argv[1]), out=sys.argv[2], jobs=0 if sys.argv[3] == "pattern" else 1, on_progress=show)
print("FINISHED", flush=True)
"""


def start(source: Path, out: Path, reader: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-c", BUILD, str(source), str(out), reader]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True)


def killed_after(process: "subprocess.Popen[bytes]", seconds: float) -> tuple[set[str], bool]:
    """The articles that were acknowledged, and whether the build had finished before."""
    time.sleep(seconds)
    finished = process.poll() is not None
    if not finished:
        os.killpg(process.pid, signal.SIGKILL)
    told, _ = process.communicate()
    lines = told.decode().splitlines()
    return {line for line in lines if line != "FINISHED"}, finished or "FINISHED" in lines


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=100)
    options.add_argument("--articles", type=int, default=200)
    options.add_argument("--reader", choices=["model", "pattern"], default="model")
    options.add_argument("--longest", type=float, default=0, help="seconds before a kill; 0: as long as a start takes")
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return experiment(given, Path(folder))


def experiment(given: argparse.Namespace, folder: Path) -> int:
    chance = random.Random(given.seed)
    source = write_articles(folder / "articles.jsonl", articles(given.articles))
    started = time.monotonic()
    start(source, folder / "whole", given.reader).communicate()
    whole = time.monotonic() - started
    longest = given.longest or whole / 3
    out, acknowledged = folder / "out", set()
    kills = lost = finished = 0
    slowest = 0.0
    while kills < given.kills:
        told, done = killed_after(start(source, out, given.reader), chance.uniform(0.1, longest))
        acknowledged |= told
        kills += not done
        if not (out / "manifest.json").exists():
            lost += len(acknowledged)
            continue
        before = time.monotonic()
        graph = kg.load(out)
        held = set(graph.articles)
        slowest = max(slowest, time.monotonic() - before)
        lost += len(acknowledged - held)
        Directory(out).scan()  # raises when a record is torn
        if done:
            # Begin anew, so that every kill meets a build that works.
            finished += 1
            acknowledged.clear()
            out = folder / f"out{finished}"
    start(source, out, given.reader).communicate()
    same = digest(kg.load(out)) == digest(kg.load(folder / "whole")) and not same_as(out, folder / "whole")
    faults = len(check(out))
    tell(
        kills=kills, articles=given.articles, finished_between=finished, lost=lost, same_bytes=same, faults=faults,
        slowest_reopening=round(slowest, 2), uninterrupted=round(whole, 1),
    )  # fmt: skip
    return 0 if same and not lost and not faults and slowest <= 5 else 1


if __name__ == "__main__":
    sys.exit(main())

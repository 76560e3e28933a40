"""Interrupts a build with Ctrl-C: it ends within five seconds with code 130, and a later run goes on.

python -m tests.bench.resume --articles 40 --times 3
"""

import argparse
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import kg
from kg.graph.check import check, same_as
from kg.graph.store import Directory
from tests.bench import running
from tests.bench.articles import articles
from tests.bench.running import run, tell, write_articles


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=40)
    options.add_argument("--times", type=int, default=3)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return experiment(given, Path(folder))


def experiment(given: argparse.Namespace, folder: Path) -> int:
    source = write_articles(folder / "articles.jsonl", articles(given.articles))
    run("build", source, "-o", folder / "whole")
    out, codes, delays, kept = folder / "out", [], [], []
    for time_of in range(given.times):
        wanted = given.articles * (time_of + 1) // (given.times + 1)
        process = running.kg("build", source, "-o", out, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while process.poll() is None and len(list((out / "articles").glob("*.jsonl"))) < wanted:
            time.sleep(0.05)
        before = time.monotonic()
        process.send_signal(signal.SIGINT)
        codes.append(process.wait())
        delays.append(round(time.monotonic() - before, 2))
        kept.append(len(Directory(out).scan()))
    run("build", source, "-o", out)
    same = running.digest(kg.load(out)) == running.digest(kg.load(folder / "whole"))
    faults = len(check(out)) + len(same_as(out, folder / "whole"))
    tell(exit_codes=codes, seconds_to_end=delays, kept_articles=kept, same_bytes=same, faults=faults)
    return 0 if set(codes) == {130} and max(delays) <= 5 and same and not faults else 1


if __name__ == "__main__":
    sys.exit(main())

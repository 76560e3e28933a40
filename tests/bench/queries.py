"""Hostile queries: every bomb ends in time, the next query is answered, and nothing connects to anywhere.

    python -m tests.bench.queries [--bombs FILE.json] [--timeout 3]

FILE.json maps names to queries; PORT in a query stands for a port on loopback where a canary counts connections.
"""

import argparse
import json
import resource
import socket
import sys
import tempfile
import threading
import time
from pathlib import Path

from kg.errors import InvalidQuery
from kg.graph import KnowledgeGraph
from tests.bench.running import ROOT, tell
from tests.newsroom import article, graph

BOMBS = ROOT / ".." / "shared" / "bad" / "own" / "queries.rq.json"


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--bombs", type=Path, default=BOMBS)
    options.add_argument("--timeout", type=float, default=3.0)
    given = options.parse_args()
    bombs = json.loads(given.bombs.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        texts = (f"Ann{i} visits Place{i}. Bo{i} meets Cy{i}." for i in range(300))
        kept = graph(*(article(str(i), text) for i, text in enumerate(texts))).save(Path(folder) / "out")
        return experiment(kept, bombs, given.timeout)


def experiment(kept: KnowledgeGraph, bombs: dict[str, str], timeout: float) -> int:
    server = socket.create_server(("127.0.0.1", 0))
    hits: list[socket.socket] = []
    threading.Thread(target=listen, args=(server, hits), daemon=True).start()
    port, bad = server.getsockname()[1], 0
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for name, bomb in bombs.items():
        started = time.monotonic()
        outcome = ask(kept, bomb.replace("PORT", str(port)), timeout)
        spent = time.monotonic() - started
        started = time.monotonic()
        good = ask(kept, "ASK { ?who kg:visits ?where }", 60.0) == "answered"
        bad += not good or spent > timeout + 1
        again = round(time.monotonic() - started, 2)
        tell(bomb=name, outcome=outcome, seconds=round(spent, 2), next_query=good, next_seconds=again)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
    tell(bombs=len(bombs), late_or_broken=bad, connections=len(hits), grown_megabytes=grown)
    return 1 if bad or hits or grown > 50 else 0


def listen(server: socket.socket, hits: list[socket.socket]) -> None:
    while True:
        hits.append(server.accept()[0])


def ask(kept: KnowledgeGraph, sparql: str, timeout: float) -> str:
    try:
        kept.query(sparql, timeout=timeout)
    except InvalidQuery as error:
        return str(error)[:80]
    return "answered"


if __name__ == "__main__":
    sys.exit(main())

"""What the benchmark programs share: a build in a process of its own, exported bytes, a small report."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from kg.graph import KnowledgeGraph, rdf
from kg.model import Article
from kg.model.jsonl import article_line, dumps

ROOT = Path(__file__).parents[2]
TEXT_EXPORTS = ("jsonl", "csv", "gexf", "graphml", "cyjs", "ttl", "nt", "nq", "trig", "jsonld", "rdf", "html")


def write_articles(path: Path, articles: Iterable[Article]) -> Path:
    """The articles as JSON lines."""
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(f"{dumps(article_line(article))}\n" for article in articles)
    return path


def kg(*words: str | Path, seed: int | None = None, **options: object) -> "subprocess.Popen[bytes]":
    """Starts the command line."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), os.environ.get("PYTHONPATH", "")))}
    if seed is not None:
        environment["PYTHONHASHSEED"] = str(seed)
    command = [sys.executable, "-m", "kg", *map(str, words)]
    return subprocess.Popen(command, env=environment, **options)  # type: ignore[call-overload, no-any-return]


def run(*words: str | Path, seed: int | None = None) -> int:
    """Runs the command line to its end, silently; returns the exit code."""
    process = kg(*words, seed=seed, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return process.wait()


def digest(graph: KnowledgeGraph) -> str:
    """The sha256 of the graph as sorted N-Quads."""
    stream = BytesIO()
    rdf.write(graph, stream, "nq")
    return hashlib.sha256(stream.getvalue()).hexdigest()


def tell(**figures: object) -> None:
    """One line of JSON on standard output."""
    print(json.dumps(figures), flush=True)

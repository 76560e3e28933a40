"""How fast, and how much memory: builds many articles, then loads and asks graphs of 100,000 and a million triples.

    python -m tests.bench.scale --articles 2000 --jobs 1
    python -m tests.bench.scale --articles 0 --triples 100000 1000000

Memory is the peak of the building process and of its largest worker, noted as articles are acknowledged. Loading and
asking is done by this program, plain pyoxigraph and rdflib over the very same quads, in one run.
"""

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pyoxigraph as ox
import rdflib

import kg
from kg.graph import KnowledgeGraph, rdf
from kg.pipeline import Progress, build
from tests import newsroom
from tests.bench.articles import FIRST, LAST, articles
from tests.bench.running import tell

QUESTIONS = {
    "who visits where": "SELECT DISTINCT ?who ?where { ?who kg:visits ?where }",
    "sentences of one person": """SELECT ?text { ?who rdfs:label "Anna Abbott" .
        GRAPH ?a { ?s rdf:subject ?who ; prov:wasDerivedFrom ?p . ?p nif:anchorOf ?text } }""",
    "most connected": "SELECT ?who (COUNT(?other) AS ?n) { ?who kg:meetsWith ?other } GROUP BY ?who ORDER BY DESC(?n)",
    "two steps": "SELECT (COUNT(*) AS ?n) { ?a kg:meetsWith ?b . ?b kg:meetsWith ?c }",
    "planned in May": """SELECT ?s ?d { GRAPH ?a { ?s kg:status kg:planned ; kg:date ?d }
        FILTER(?d >= "2024-05-01"^^xsd:date && ?d <= "2024-05-31"^^xsd:date) }""",
}


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=2000)
    options.add_argument("--jobs", type=int, default=1)
    options.add_argument("--triples", type=int, nargs="*", default=[])
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if given.articles:
            build_many(Path(folder), given.articles, given.jobs)
        for size in given.triples:
            load_and_ask(Path(folder) / str(size), size)
    return 0


def build_many(folder: Path, count: int, jobs: int) -> None:
    started = time.monotonic()
    marks = {count // 4, count // 2, count}

    def noted(at: Progress) -> None:
        if at.step == "reading" and at.done in marks:
            marks.discard(at.done)
            tell(articles=at.done, seconds=round(time.monotonic() - started, 1), **memory())

    report = build(articles(count), out=folder / "out", jobs=jobs, timings=True, on_progress=noted).report
    spent = time.monotonic() - started
    tell(
        articles=count, jobs=jobs, seconds=round(spent, 1), articles_per_second=round(count / spent, 2),
        cpu_seconds=report.timings, **memory(),
    )  # fmt: skip


def memory() -> dict[str, int]:
    """Peaks in megabytes: of this process, and of the largest that has ended."""
    here = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    ended = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    return {"peak_megabytes": here, "largest_worker_megabytes": max(ended, _living_worker())}


def _living_worker() -> int:
    """The peak of the largest child that lives, where /proc tells."""
    found = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            lines = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except OSError:
            continue
        if lines.get("PPid", "").strip() == str(_own_id()) and "VmHWM" in lines:
            found = max(found, int(lines["VmHWM"].split()[0]) // 1024)
    return found


def _own_id() -> int:
    return int(Path("/proc/self").resolve().name)


def load_and_ask(folder: Path, size: int) -> None:
    made = _graph(size)
    before = time.process_time()
    kept = made.save(folder)
    spent = round(time.process_time() - before, 2)
    document = BytesIO()
    rdf.write(kept, document, "nq")
    quads = document.getvalue()
    tell(triples=quads.count(b"\n"), megabytes=len(quads) // 1_000_000, cpu_seconds_to_keep=spent)
    _ask("newskg", lambda: kg.load(folder), lambda graph, sparql: len(graph.query(sparql)))
    _ask("pyoxigraph", lambda: _pyoxigraph(quads), _rows_of_pyoxigraph)
    _ask("rdflib", lambda: _rdflib(quads), lambda graph, sparql: len(list(graph.query(sparql))))


def _ask(name: str, load: Callable[[], object], rows: Callable[[object, str], int]) -> None:
    before = time.process_time()
    graph = load()
    figures: dict[str, object] = {"engine": name, "load_cpu_seconds": round(time.process_time() - before, 2)}
    for question, sparql in QUESTIONS.items():
        before = time.process_time()
        count = rows(graph, sparql)
        figures[question] = {"rows": count, "cpu_ms": round(1000 * (time.process_time() - before), 1)}
    tell(**figures)


def _pyoxigraph(quads: bytes) -> ox.Store:
    store = ox.Store()
    store.bulk_load(quads, ox.RdfFormat.N_QUADS)
    return store


def _rows_of_pyoxigraph(store: ox.Store, sparql: str) -> int:
    return sum(1 for _ in store.query(sparql, prefixes=rdf.PREFIXES))


def _rdflib(quads: bytes) -> rdflib.Dataset:
    view = rdflib.Dataset()
    for prefix, iri in rdf.PREFIXES.items():
        view.bind(prefix, iri)
    view.parse(data=quads, format="nquads")
    return view


def _graph(triples: int) -> KnowledgeGraph:
    """A graph of about this many triples, its articles read by pattern."""
    sentences = max(1, (triples - 5_000) // 39)
    people = [f"{first} {last}" for first in FIRST for last in LAST]
    made = []
    for number in range(0, sentences, 10):
        text = " ".join(_sentence(people, i) for i in range(number, min(number + 10, sentences)))
        made.append(newsroom.article(f"a{number:07d}", text))
    return newsroom.graph(*made)


def _sentence(people: list[str], i: int) -> str:
    one, other = people[i % len(people)], people[(i * 7 + i // len(people) + 1) % len(people)]
    verb = ("meets", "visits", "will visit", "leads")[i % 4]
    return f"{one} {verb} {other} on 2024-{1 + i // 4 % 12:02d}-{1 + i % 28:02d}."


if __name__ == "__main__":
    sys.exit(main())

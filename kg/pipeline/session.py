"""One writer's session with a directory that it has locked: records change, and what is derived follows at the end."""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

from kg import gazetteers
from kg.facts import Census
from kg.graph import KnowledgeGraph
from kg.graph.graph import copies_of
from kg.graph.records import Run
from kg.graph.store import Directory, Entry, Manifest, Refusal
from kg.model import Rejected
from kg.text.duplicates import NearDuplicate, near_duplicates

if TYPE_CHECKING:
    from kg.pipeline.report import BuildReport


class Session:
    """The records of a directory while they change.

    Before the first change the manifest says that the directory is not complete, so that a kill at any moment is seen.
    """

    def __init__(self, directory: Directory) -> None:
        self.directory = directory
        self.manifest = directory.manifest() if directory.exists() else Manifest()
        self.entries: dict[str, Entry] = directory.entries() if directory.exists() else {}
        self.refused: dict[str, Refusal] = dict(self.manifest.refused)
        self._open = not self.manifest.complete

    def begin(self, ontology: Path, digest: str, *, inferred: bool, shipped: bool) -> None:
        """Settles the ontology (file and digest) and the options that the directory is to have at the end."""
        wanted = replace(self.manifest, inferred=inferred, shipped_ontology=shipped, ontology=digest)
        missing = self.directory.ontology_digest() != self.manifest.ontology_file
        if wanted != self.manifest or missing or not self.directory.exists():
            self.manifest = wanted
            self.touch()
            self.manifest = replace(wanted, complete=False, ontology_file=self.directory.keep_ontology(ontology))

    def touch(self) -> None:
        """Says in the manifest that what is derived no longer shows the records."""
        if not self._open or not self.directory.exists():
            self.manifest = replace(self.manifest, complete=False)
            self.directory.write_manifest(self.manifest)
            self._open = True

    def put(self, id: str, content: bytes) -> Entry:
        self.touch()
        entry = self.directory.put(id, content)
        self.entries[id] = entry
        self.refused.pop(id, None)
        return entry

    def delete(self, id: str) -> bool:
        """Drops an article; whether there was one."""
        if id not in self.entries:
            return False
        self.touch()
        self.directory.delete(id)
        del self.entries[id]
        return True

    def finish(self, run: Run | None, report: "BuildReport", *, keep_store: bool = True) -> KnowledgeGraph:
        """Derives what follows from the records, unless nothing changed, and closes the manifest."""
        report.articles = len(self.entries)
        if not self._is_derived():
            with _no_search_for_cycles():
                self._derive(run, report, keep_store=keep_store)
        elif self.refused != dict(self.manifest.refused):
            self.manifest = replace(self.manifest, refused=self.refused)
            self.directory.write_manifest(self.manifest)
        report.near_duplicates = len(self.manifest.near_duplicates)
        return self.directory.graph(report=report)

    def _is_derived(self) -> bool:
        same_identity = self.manifest.identity == self.directory.identity_digest()
        return not self._open and same_identity and self.directory.store.is_dir()

    def _derive(self, run: Run | None, report: "BuildReport", *, keep_store: bool) -> None:
        self.touch()
        self.manifest = replace(
            self.manifest,
            articles=dict(sorted(self.entries.items())),
            refused=dict(sorted(self.refused.items())),
            run=run or self.manifest.run,
        )
        graph = self.directory.graph(manifest=self.manifest)
        _load(graph)
        # An empty store and the ontology are what every graph begins with, and no cost of the articles.
        with self.directory.new_store(graph.ontology) if keep_store else nullcontext() as store:
            started = process_time()
            graph.near_duplicates = self._near_duplicates()
            _ = graph.linkage
            report.seconds.link += process_time() - started
            started = process_time()
            with self.directory.writing():
                census = store.fill(graph) if store is not None else Census(graph.ontology)
        self.manifest = replace(
            self.manifest,
            complete=True,
            identity=self.directory.identity_digest(),
            near_duplicates=graph.near_duplicates,
            facts=census.facts,
            entities=census.entities,
        )
        self.directory.write_manifest(self.manifest)
        report.seconds.store += process_time() - started

    def _near_duplicates(self) -> tuple[NearDuplicate, ...]:
        held = self.directory.records(self.entries)
        doubled = {copy for copies in copies_of(held.digests).values() for copy in copies}
        return near_duplicates(held.article(id) for id in held if id not in doubled)

    def write_quarantine(self, rejected: Iterable[Rejected], *, forget: bool) -> None:
        """Adds to `quarantine.jsonl`; what came in again, or was built since, stands there no longer."""
        fresh = list(rejected)
        old = () if forget else self.directory.read_quarantine()
        again = {item.where for item in fresh}
        kept = [item for item in old if item.where not in again and not self._is_built(item.where)]
        if tuple(fresh + kept) != old or not self.directory.quarantine.exists():
            self.directory.write_quarantine([*kept, *fresh])

    def _is_built(self, where: str) -> bool:
        """Whether the place is one of an article that the graph now holds."""
        stem = where.rsplit(".", 1)[0] if "." in where.rsplit("/", 1)[-1] else where
        parts = stem.split("/")
        return where in self.entries or any("/".join(parts[i:]) in self.entries for i in range(len(parts)))


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Records make many small values and no cycles; looking for some costs a tenth of the store."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _load(graph: KnowledgeGraph) -> None:
    """Imports and reads what takes a second, so that it is no cost of the articles."""
    for name in ("datasketch", "kg.graph.quads", "kg.linkers"):
        import_module(name)
    for words in (gazetteers.names, gazetteers.given_names, gazetteers.nicknames, gazetteers.name_words):
        words()
    _ = graph.ontology

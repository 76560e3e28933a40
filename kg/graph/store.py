"""The graph directory: one file an article, and everything else derived from these files.

    articles/        one record an article; once its file has its name, the article is kept, whatever happens
    store/           the pyoxigraph store, derived from the records
    manifest.json    format version, versions, options, digests; `complete` says that `store/` shows all records
    ontology.ttl     the ontology that the statements were read with
    quarantine.jsonl what could not be built, and why
    identity.tsv     what people decided about identity; only they change it

A build that is killed leaves records and a manifest that is not complete: readers then derive the graph in memory, and
the next build goes on where that one stopped.
"""

import errno
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import ontology as ontologies
from kg.errors import GraphBusy, InvalidGraph
from kg.facts import Census
from kg.graph import records
from kg.graph.graph import KnowledgeGraph, copies_of
from kg.graph.records import Record, Run
from kg.linkers import judgements
from kg.model import Article, Cluster, Linkage, Rejected
from kg.shipped import shipped
from kg.text.duplicates import NearDuplicate

if TYPE_CHECKING:
    from kg.ontology import Ontology

FORMAT = 1
_FULL = (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the manifest knows of an article: digests of its text, of what made its record, and of the record file."""

    digest: str
    key: str
    run: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An article that could not be read: what was tried, and with which deadline. It is not tried again in vain."""

    key: str
    deadline: float
    rejected: Rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What the directory holds. `complete` says that `store/` shows it.

    `ontology` is the digest of the ontology as it was read, `ontology_file` that of the kept file, `identity` that of
    the decisions in `identity.tsv`; `facts` and `entities` count what is not open and whom it is about.
    """

    complete: bool = False
    shipped_ontology: bool = True
    ontology: str = ""
    ontology_file: str = ""
    identity: str = ""
    inferred: bool = False
    run: Run | None = None
    articles: Mapping[str, Entry] = field(default_factory=dict)
    refused: Mapping[str, Refusal] = field(default_factory=dict)
    near_duplicates: tuple[NearDuplicate, ...] = ()
    facts: int = 0
    entities: int = 0


class Records(Mapping[str, Record]):
    """The records of a directory by article id, read when asked for; only the last one is kept in memory."""

    def __init__(self, directory: "Directory", entries: Mapping[str, Entry]) -> None:
        self._directory = directory
        self._entries = dict(sorted(entries.items()))
        self._last: Record | None = None

    def __getitem__(self, id: str) -> Record:
        if self._last is None or self._last.article.id != id:
            if id not in self._entries:
                raise KeyError(id)
            self._last = self._directory.read_record(id)
        return self._last

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, id: object) -> bool:
        return id in self._entries

    @property
    def digests(self) -> Mapping[str, str]:
        return {id: entry.digest for id, entry in self._entries.items()}

    def article(self, id: str) -> Article:
        if id not in self._entries:
            raise KeyError(id)
        return self._directory.read_article(id)

    def clusters(self, id: str) -> tuple[Cluster, ...]:
        return self._directory.read_clusters(id)


class Directory:
    """A folder that keeps a graph. Reading needs no lock; every writer holds `lock()`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.articles = path / "articles"
        self.store = path / "store"
        self.identity = path / judgements.FILE_NAME
        self.quarantine = path / "quarantine.jsonl"
        self._manifest_file = path / "manifest.json"

    def exists(self) -> bool:
        return self._manifest_file.is_file()

    # The manifest

    def manifest(self) -> Manifest:
        """What the directory holds. Raises `InvalidGraph` when it is damaged or of another format version."""
        try:
            line = json.loads(self._manifest_file.read_bytes())
            version = line.pop("format")
        except (OSError, ValueError, AttributeError, KeyError) as error:
            raise InvalidGraph(f"{self._manifest_file} cannot be read ({error}); {self._again}") from error
        if version != FORMAT:
            raise InvalidGraph(
                f"{self.path} was written in format {version}, this newskg reads format {FORMAT}; {self._again}"
            )
        try:
            return _read_manifest(line)
        except (TypeError, KeyError, AttributeError, ValueError) as error:
            raise InvalidGraph(f"{self._manifest_file} is damaged ({error}); {self._again}") from error

    @property
    def _again(self) -> str:
        return "build the articles into a new directory: kg build ARTICLES -o NEW"

    def write_manifest(self, manifest: Manifest) -> None:
        line = {"format": FORMAT, **asdict(manifest)}
        self.write(self._manifest_file, f"{json.dumps(line, indent=1, sort_keys=True)}\n".encode())

    @property
    def store_is_current(self) -> bool:
        """Whether `store/` shows all records under today's `identity.tsv`."""
        manifest = self.manifest()
        return manifest.complete and self.store.is_dir() and manifest.identity == self.identity_digest()

    def identity_digest(self) -> str:
        """The digest of what people decided; remarks and empty lines don't count."""
        words = "\n".join(map(repr, judgements.read(self.identity).lines))
        return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()

    # Records

    def file_of(self, id: str) -> Path:
        """The file of an article's record; the name is a hash, since an id may hold anything."""
        return self.articles / f"{sha256(id.encode('utf-8', 'surrogatepass')).hexdigest()[:40]}.jsonl"

    @contextmanager
    def damaged(self, id: str) -> Iterator[None]:
        """Turns what goes wrong while a record is read into `InvalidGraph`."""
        try:
            yield
        except (OSError, ValueError, KeyError, TypeError, IndexError, StopIteration, AssertionError) as error:
            raise InvalidGraph(
                f"the record of “{id}” in {self.articles} is missing or damaged ({error}); "
                f"kg check {self.path} lists what is; kg remove {self.path} '{id}' and a new build mend it"
            ) from error

    def read_record(self, id: str) -> Record:
        with self.damaged(id):
            return records.load(self.file_of(id).read_bytes())

    def read_article(self, id: str) -> Article:
        with self.damaged(id), self.file_of(id).open("rb") as stream:
            return records.load_article(stream)

    def read_clusters(self, id: str) -> tuple[Cluster, ...]:
        with self.damaged(id), self.file_of(id).open("rb") as stream:
            return records.load_clusters(stream)

    def records(self, entries: Mapping[str, Entry]) -> Records:
        return Records(self, entries)

    def put(self, id: str, content: bytes) -> Entry:
        """Keeps an article's record: after this returns, no crash loses it."""
        self.write(self.file_of(id), content)
        return _entry(content)

    def delete(self, id: str) -> None:
        self.file_of(id).unlink(missing_ok=True)
        _sync(self.articles)

    def entries(self) -> dict[str, Entry]:
        """What is kept, by article id: from the manifest when it is complete, else from the files themselves."""
        manifest = self.manifest()
        return dict(manifest.articles) if manifest.complete else self.scan()

    def scan(self) -> dict[str, Entry]:
        """What the record files hold, by article id."""
        found = {}
        for file in sorted(self.articles.glob("*.jsonl")):
            content = file.read_bytes()
            with self.damaged(file.name):
                found[records.load_article([content.split(b"\n", 1)[0]]).id] = _entry(content)
        return dict(sorted(found.items()))

    # Writing

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Keeps other writers out. Raises `GraphBusy` with the process that holds the directory."""
        self._make()
        with (self.path / ".lock").open("a+") as file:
            if not _try_lock(file.fileno()):
                file.seek(0)
                holder = file.read().strip() or "unknown"
                raise GraphBusy(f"{self.path} is being written by process {holder}; wait until it has finished")
            file.seek(0)
            file.truncate()
            file.write(str(os.getpid()))
            file.flush()
            self._tidy()
            yield

    def _make(self) -> None:
        if self.path.exists() and not self.path.is_dir():
            raise InvalidGraph(f"{self.path} is a file; name a folder for the graph")
        if self.path.is_dir() and not self.exists() and self._holds_strangers():
            raise InvalidGraph(f"{self.path} holds other files and no graph; name a new folder, or an empty one")
        with self.writing():
            self.articles.mkdir(parents=True, exist_ok=True)

    def _holds_strangers(self) -> bool:
        ours = {".lock", "articles", "identity.tsv", "manifest.json", "ontology.ttl", "quarantine.jsonl", "store"}
        return any(file.name not in ours and not file.name.startswith(".new-") for file in self.path.iterdir())

    def _tidy(self) -> None:
        """Removes what a killed writer left half-written."""
        for folder in (self.path, self.articles):
            for draft in folder.glob(".new-*"):
                shutil.rmtree(draft) if draft.is_dir() else draft.unlink()

    def write(self, file: Path, content: bytes) -> None:
        """Writes a file whole or not at all, safe against a crash once this returns."""
        draft = file.parent / f".new-{file.name}"
        with self.writing():
            try:
                with draft.open("wb") as stream:
                    stream.write(content)
                    stream.flush()
                    os.fsync(stream.fileno())
                draft.replace(file)
            except BaseException:
                draft.unlink(missing_ok=True)
                raise
            _sync(file.parent)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Turns a full disk or a forbidden place into `InvalidGraph` with what to do."""
        try:
            yield
        except OSError as error:
            reason = error.strerror or str(error)
            if error.errno in _FULL or "No space left" in reason:
                raise InvalidGraph(
                    f"{self.path}: the disk is full. Free some space and run the same command again: "
                    "every article that was built is kept"
                ) from error
            raise InvalidGraph(f"{self.path} cannot be written: {reason}") from error

    def write_store(self, graph: KnowledgeGraph) -> Census:
        """Derives the store anew and puts it in the old one's place; returns what it counted on the way."""
        with self.new_store(graph.ontology) as store, self.writing():
            return store.fill(graph)

    @contextmanager
    def new_store(self, ontology: "Ontology") -> "Iterator[NewStore]":
        """Begins a store beside the old one, whose place it takes at the end; when anything fails the old one stays."""
        draft = self.path / ".new-store"
        shutil.rmtree(draft, ignore_errors=True)
        try:
            with self.writing():
                store = NewStore(draft, ontology)
            yield store
            with self.writing():
                store.close()
                self._place_store(draft)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise

    def _place_store(self, draft: Path) -> None:
        old = self.path / ".new-old-store"
        _sync(draft)
        if self.store.exists():
            self.store.rename(old)
        draft.rename(self.store)
        shutil.rmtree(old, ignore_errors=True)

    def keep_ontology(self, file: Path) -> str:
        """Keeps the ontology's file, so that the directory needs nothing from elsewhere; returns its digest."""
        content = file.read_bytes()
        target = self.path / f"ontology{file.suffix or '.ttl'}"
        if not target.exists() or target.read_bytes() != content:
            self.write(target, content)
        for other in self.path.glob("ontology.*"):
            if other != target:
                other.unlink()
        return sha256(content).hexdigest()

    # Quarantine

    def read_quarantine(self) -> tuple[Rejected, ...]:
        """What could not be built, sorted."""
        if not self.quarantine.exists():
            return ()
        lines = self.quarantine.read_text(encoding="utf-8").splitlines()
        try:
            return tuple(Rejected(**json.loads(line)) for line in lines)
        except (ValueError, TypeError) as error:
            raise InvalidGraph(f"{self.quarantine} is damaged ({error}); delete it and build again") from error

    def write_quarantine(self, rejected: Iterable[Rejected]) -> None:
        lines = sorted({json.dumps(asdict(item), sort_keys=True) for item in rejected})
        self.write(self.quarantine, "".join(f"{line}\n" for line in lines).encode())

    # The graph

    def ontology(self) -> "Ontology":
        """The ontology that the statements were read with."""
        kept = self.ontology_file()
        ours = shipped("ontology", "news.ttl")
        return ontologies.read(None if kept is None or kept.read_bytes() == ours.read_bytes() else kept)

    def ontology_digest(self) -> str | None:
        """The digest of the kept ontology file; None when there is none."""
        kept = self.ontology_file()
        return sha256(kept.read_bytes()).hexdigest() if kept else None

    def ontology_file(self) -> Path | None:
        """The kept ontology file; None when there is none."""
        return next(iter(sorted(self.path.glob("ontology.*"))), None)

    def linkage(self, held: Records) -> Linkage:
        """Who is who across the articles, by their clusters and `identity.tsv`; a copy of an article adds nothing."""
        from kg.linkers import resolve

        doubled = {copy for copies in copies_of(held.digests).values() for copy in copies}
        clusters = (cluster for id in held if id not in doubled for cluster in held.clusters(id))
        return resolve(clusters, judgements.read(self.identity))

    def graph(self, *, manifest: Manifest | None = None, report: Any = None) -> KnowledgeGraph:
        """The graph that the directory keeps; nothing but the manifest is read before it is asked for.

        A writer gives the manifest that it is about to write.
        """
        entries = manifest.articles if manifest else self.entries()
        manifest = manifest or self.manifest()
        held = Records(self, entries)
        return KnowledgeGraph(
            held,
            linkage=lambda: self.linkage(held),
            ontology=self.ontology,
            inferred=manifest.inferred,
            directory=self,
            report=report,
            near_duplicates=manifest.near_duplicates,
        )


class NewStore:
    """A pyoxigraph store that is being made: it holds the ontology, then what the articles of a graph say."""

    def __init__(self, path: Path, ontology: "Ontology") -> None:
        from pyoxigraph import Store

        from kg.graph import quads

        self._store: Store | None = Store(str(path))
        quads.load(self._store, quads.ontology_block(ontology).encode())

    def fill(self, graph: KnowledgeGraph) -> Census:
        """Loads what the articles say; returns what it counted on the way. Raises `OSError` when the disk is full."""
        from kg.graph import quads

        assert self._store is not None
        census = Census(graph.ontology)
        for batch in quads.batches(graph, census.add):
            quads.load(self._store, batch)
        return census

    def close(self) -> None:
        """Writes what is left; only a closed store can move."""
        assert self._store is not None
        self._store.flush()
        self._store = None


def _read_manifest(line: dict[str, Any]) -> Manifest:
    entries, refused, near, run = (line.pop(name) for name in ("articles", "refused", "near_duplicates", "run"))
    return Manifest(
        **line,
        run=Run(**run) if run else None,
        articles={id: Entry(**entry) for id, entry in entries.items()},
        refused={
            id: Refusal(key=refusal["key"], deadline=refusal["deadline"], rejected=Rejected(**refusal["rejected"]))
            for id, refusal in refused.items()
        },
        near_duplicates=tuple(NearDuplicate(**pair) for pair in near),
    )


def _entry(content: bytes) -> Entry:
    head = json.loads(content.split(b"\n", 1)[0])
    return Entry(digest=head["digest"], key=head["key"], run=head["run_id"], sha256=sha256(content).hexdigest())


def _try_lock(handle: int) -> bool:
    """Whether the file could be locked; the lock goes when the process does, even when it is killed."""
    try:
        import fcntl
    except ImportError:
        return _try_lock_windows(handle)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _try_lock_windows(handle: int) -> bool:
    import msvcrt

    try:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    except OSError:
        return False
    return True


def _sync(folder: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def save(graph: KnowledgeGraph, path: Path) -> KnowledgeGraph:
    """Keeps a graph in a new directory; returns the graph that lives there.

    Raises `InvalidGraph` when the directory already holds another graph.
    """
    directory = Directory(path)
    if directory.exists() and directory.entries():
        raise InvalidGraph(f"{path} holds a graph already; name a new folder")
    with directory.lock():
        directory.write_manifest(Manifest())
        manifest = Manifest(
            articles={id: directory.put(id, records.dump(graph.records[id])) for id in sorted(graph.records)},
            ontology=graph.ontology.digest,
            ontology_file=directory.keep_ontology(graph.ontology.path),
            shipped_ontology=graph.ontology.digest == ontologies.read().digest,
            inferred=graph.inferred,
            near_duplicates=graph.near_duplicates,
            run=next((graph.records[id].run for id in graph.records), None),
            identity=directory.identity_digest(),
        )
        directory.write_quarantine(())
        census = directory.write_store(directory.graph(manifest=manifest))
        directory.write_manifest(replace(manifest, complete=True, facts=census.facts, entities=census.entities))
    return directory.graph(report=graph.report)

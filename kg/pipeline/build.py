"""Builds a graph directory, article by article, so that any history ends in the same graph as one fresh build."""

from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from kg import language, ontology, plugins
from kg.errors import InvalidGraph, InvalidName
from kg.extractors import by_default, llm
from kg.graph import KnowledgeGraph
from kg.graph.records import Run, copied, dump, key
from kg.graph.store import Directory, Refusal
from kg.model import Article, Rejected
from kg.pipeline.report import BuildReport, Progress
from kg.pipeline.session import Session
from kg.pipeline.workers import Done, Failed, InProcess, Settings, Workers
from kg.readers import read
from kg.shipped import shipped as shipped_file

SHIPPED = shipped_file("ontology", "news.ttl")
_MEMORY = 2_000_000_000
# Neither plainly English nor anything else, so that also the language model has to be asked.
_DOUBTFUL = b"Tokyo stocks fell sharply, Nikkei down 300 points, exporters hit by stronger yen. " * 4

type OnProgress = Callable[[Progress], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The options of a build, as `build` explains them."""

    ontology: Path | None = None
    inferred: bool | None = None
    mirror: bool = False
    jobs: int = 1
    deadline: float = 30.0
    memory: int = _MEMORY
    timings: bool = False
    extractors: tuple[str, ...] = ()
    linker: str = "sieve"
    on_progress: OnProgress = lambda progress: None
    keep_store: bool = True


def build(  # noqa: PLR0913 -- each is an option of `kg build`
    articles: Iterable[Article | Rejected],
    *,
    out: str | Path | None = None,
    ontology: str | Path | None = None,
    inferred: bool | None = None,
    mirror: bool = False,
    jobs: int = 1,
    deadline: float = 30.0,
    memory: int = _MEMORY,
    timings: bool = False,
    extractors: Sequence[str] = (),
    linker: str = "sieve",
    on_progress: OnProgress | None = None,
) -> KnowledgeGraph:
    """Builds the articles into the graph of `out`, or into a graph in memory; `graph.report` says what was done.

    Adds and replaces; only `mirror` removes what is not among the articles. What is unchanged is not read again.
    `ontology` is a Turtle file; without one, the directory's own or the shipped one. `inferred` adds what inverses
    and superclasses say. `jobs` processes read; each article has `deadline` seconds and `memory` bytes, else it is
    quarantined. With `jobs=0` this process reads, without bounds. `timings` also measures the longest sentences.

    `extractors` and `linker` name plug-ins (see `kg plugins`); without names every installed extractor reads, but none
    that asks somebody else, as "llm" does.

    Raises `GraphBusy` when somebody else writes, `InvalidGraph` when `out` is no place for a graph or the disk is
    full, `InvalidOntology`, `MissingModel`. After any of them, and after Ctrl-C, the next build goes on.
    """
    plan = Plan(
        ontology=Path(ontology) if ontology is not None else None,
        inferred=inferred,
        mirror=mirror,
        jobs=jobs,
        deadline=deadline,
        memory=memory,
        timings=timings,
        extractors=tuple(extractors),
        linker=linker,
        on_progress=on_progress or (lambda progress: None),
        keep_store=out is not None,
    )
    if out is None:
        return _in_memory(articles, plan)
    directory = Directory(Path(out))
    with directory.lock():
        return _Build(directory, plan).run(articles)


def known_texts(out: str | Path) -> frozenset[str]:
    """The digests of the texts that the graph in a directory holds, for `kg.readers.read(…, known=…)`."""
    directory = Directory(Path(out))
    return frozenset(entry.digest for entry in directory.entries().values()) if directory.exists() else frozenset()


def remove(out: str | Path, names: Iterable[str]) -> BuildReport:
    """Removes articles, by id or by the path they were read from, with exactly what only they supported.

    Raises `InvalidName` when one of them is not in the graph; then nothing is removed.
    """
    directory = Directory(Path(out))
    if not directory.exists():
        raise InvalidGraph(f"no graph in {out}; make one with: kg build ARTICLES -o {out}")
    with directory.lock():
        session = Session(directory)
        ids = tuple(sorted({_article_named(name, session.entries) for name in names}))
        for id in ids:
            session.delete(id)
        report = BuildReport(removed=ids)
        session.finish(None, report)
        return report


def _article_named(name: str, entries: Iterable[str]) -> str:
    """The id that a person means: the id itself, or the end of the path without its suffix."""
    known = set(entries)
    if name in known:
        return name
    parts = Path(name).with_suffix("").parts if Path(name).name else ()
    tails = ["/".join(parts[i:]) for i in range(len(parts))]
    found = [tail for tail in tails if tail in known]
    if not found:
        raise InvalidName(f"no article “{name}” in this graph; nothing was removed")
    return found[0]


def run_of(ontology: str, plan: Plan) -> Run:
    """What reads articles today: program, model, ontology (its digest), extractors and linker."""
    read_by = plan.extractors or by_default()
    used = [
        *(plugin for plugin in plugins.installed("extractors") if plugin.name in read_by),
        *(plugin for plugin in plugins.installed("linkers") if plugin.name == plan.linker),
    ]
    names = "\n".join(f"{p.group} {p.name} {p.target} {_version(p.distribution)}" for p in used)
    if "llm" in read_by:
        names += f"\n{llm.server()!r}"
    return Run(
        kg=version("newskg"),
        model=language.model_version(),
        ontology=ontology,
        options=sha256(names.encode()).hexdigest()[:16],
    )


def _version(distribution: str) -> str:
    return f"{distribution} {version(distribution)}" if distribution != "?" else "?"


def _in_memory(articles: Iterable[Article | Rejected], plan: Plan) -> KnowledgeGraph:
    with TemporaryDirectory(prefix="kg-") as folder:
        directory = Directory(Path(folder) / "graph")
        with directory.lock():
            kept = _Build(directory, plan).run(articles)
        return KnowledgeGraph(
            {id: kept.records[id] for id in kept.records},
            linkage=kept.linkage,
            ontology=ontology.read(plan.ontology),
            inferred=kept.inferred,
            report=kept.report,
            near_duplicates=kept.near_duplicates,
        )


class _Build:
    """One build of one directory, which is locked."""

    def __init__(self, directory: Directory, plan: Plan) -> None:
        self._plan = plan
        self._session = Session(directory)
        self._report = BuildReport()
        shipped = plan.ontology is None and self._session.manifest.shipped_ontology
        kept = None if shipped else directory.ontology_file()
        self._ontology = plan.ontology or kept or SHIPPED
        digest = ontology.digest(self._ontology)
        if digest != self._session.manifest.ontology:
            ontology.read(self._ontology)  # an invalid one is an error before anything changes
        self._run = run_of(digest, plan)
        inferred = self._session.manifest.inferred if plan.inferred is None else plan.inferred
        self._session.begin(self._ontology, digest, inferred=inferred, shipped=shipped)
        self._first_of = {entry.digest: id for id, entry in sorted(self._session.entries.items(), reverse=True)}
        self._counted: dict[str, str] = {}  # how the article of each id was counted
        self._came: dict[str, tuple[str, str]] = {}  # digest and key of what came under each id
        self._copies: list[Article] = []
        self._clashes: list[Article] = []
        self._total: int | None = None
        self._done = 0

    def run(self, articles: Iterable[Article | Rejected]) -> KnowledgeGraph:
        self._total = len(articles) if isinstance(articles, Sized) else None
        with self._readers() as readers:
            for waiting in (self._arriving(articles), self._clashing(), self._copying(), self._outdated()):
                for outcome in readers.read(waiting):
                    self._take(outcome)
        if self._plan.mirror:
            gone = sorted(id for id in self._session.entries if id not in self._came)
            self._report.removed = tuple(id for id in gone if self._session.delete(id))
        self._session.write_quarantine(self._report.rejected, forget=self._plan.mirror)
        self._progress("linking")
        return self._session.finish(self._run, self._report, keep_store=self._plan.keep_store)

    def _readers(self) -> Workers | InProcess:
        plan = self._plan
        settings = Settings(
            ontology=str(self._ontology),
            run=self._run,
            jobs=plan.jobs,
            deadline=plan.deadline,
            memory=plan.memory,
            sentences=plan.timings,
            extractors=plan.extractors,
            linker=plan.linker,
        )
        return Workers(settings) if plan.jobs else InProcess(settings)

    # What comes in

    def _arriving(self, articles: Iterable[Article | Rejected]) -> Iterator[Article]:
        """Yields the articles that have to be read, and settles all others at once."""
        for item in self._timed(articles):
            if isinstance(item, Rejected):
                self._reject(item)
            elif item.id in self._came:
                self._clashes.append(item)
            elif self._admit(item):
                yield item

    def _timed(self, articles: Iterable[Article | Rejected]) -> Iterator[Article | Rejected]:
        if isinstance(articles, Iterator) and not self._session.entries:
            list(read("-", stdin=BytesIO(_DOUBTFUL)))  # loads what readers ask, which is no cost of the articles
        stream = iter(articles)
        while True:
            started = process_time()
            item = next(stream, None)
            self._report.seconds.read += process_time() - started
            if item is None:
                return
            yield item

    def _admit(self, article: Article) -> bool:
        """Whether the article has to be read: it is neither unchanged, nor known to fail, nor a copy."""
        id, digest, made = article.id, article.digest, key(article, self._run)
        self._came[id] = (digest, made)
        entry = self._session.entries.get(id)
        if entry is not None and entry.key == made:
            self._count(id, "unchanged")
            return False
        refusal = self._session.refused.get(id)
        if refusal is not None and refusal.key == made and refusal.deadline >= self._plan.deadline:
            self._refuse(article, refusal.rejected)
            return False
        if self._first_of.setdefault(digest, id) != id:
            self._copies.append(article)
            return False
        return True

    def _clashing(self) -> Iterator[Article]:
        """Of several articles under one id the one with the smallest digest stays, in whatever order they came."""
        for article in sorted(self._clashes, key=lambda a: (a.id, a.digest, key(a, self._run))):
            mine, others = (article.digest, key(article, self._run)), self._came[article.id]
            if mine == others:
                self._count(article.id, "duplicates", again=True)
            elif mine > others:
                self._reject(_clash(article))
            else:
                self._uncount(article.id)
                self._reject(_clash(article))
                if self._admit(article):
                    yield article

    def _copying(self) -> Iterator[Article]:
        """Articles with the text of another take its record; those whose metadata differ are read themselves."""
        for article in self._copies:
            entry = self._session.entries.get(self._first_of[article.digest])
            if entry is None or entry.digest != article.digest or entry.run != self._run.id:
                yield article
                continue
            first = self._session.directory.read_record(self._first_of[article.digest])
            if _without_place(first.article) == _without_place(article):
                self._keep(article, dump(copied(first, article)))
            else:
                yield article

    def _outdated(self) -> Iterator[Article]:
        """What another program, model, ontology or set of extractors read, and what did not come in this time."""
        for id, entry in sorted(self._session.entries.items()):
            if entry.run != self._run.id and id not in self._came and not self._plan.mirror:
                yield self._session.directory.read_article(id)

    # What comes out

    def _take(self, outcome: Done | Failed) -> None:
        if isinstance(outcome, Failed):
            self._refuse(outcome.article, outcome.rejected)
            return
        self._report.seconds.add(outcome.seconds)
        self._report.words += outcome.words
        self._keep(outcome.article, outcome.content)

    def _keep(self, article: Article, content: bytes) -> None:
        id = article.id
        known = id in self._session.entries
        first = self._session.entries.get(self._first_of.get(article.digest, id))
        is_copy = self._first_of.get(article.digest, id) != id and first is not None and first.digest == article.digest
        started = process_time()
        self._session.put(id, content)
        self._report.seconds.store += process_time() - started
        if id not in self._came:
            self._report.refreshed += 1
        else:
            self._count(id, "duplicates" if is_copy else "built")
            self._report.replaced += known and not is_copy
        self._progress("reading", id)

    def _refuse(self, article: Article, rejected: Rejected) -> None:
        """Quarantines an article; an older version of it leaves the graph, since it no longer says that."""
        self._session.delete(article.id)
        self._session.refused[article.id] = Refusal(
            key=key(article, self._run), deadline=self._plan.deadline, rejected=rejected
        )
        self._came.setdefault(article.id, (article.digest, ""))
        self._counted[article.id] = "rejected"
        self._reject(rejected)

    # Counting

    def _count(self, id: str, name: str, *, again: bool = False) -> None:
        setattr(self._report, name, getattr(self._report, name) + 1)
        if not again:
            self._counted[id] = name
        self._done += 1
        self._progress("reading", id)

    def _uncount(self, id: str) -> None:
        """Takes back how the article of this id was counted, for another takes its place."""
        name = self._counted.pop(id)
        if name == "rejected":
            self._report.rejected = [item for item in self._report.rejected if item.where != id]
        else:
            setattr(self._report, name, getattr(self._report, name) - 1)
        self._done -= 1

    def _reject(self, rejected: Rejected) -> None:
        self._report.rejected.append(rejected)
        self._done += 1
        self._progress("reading", rejected.where)

    def _progress(self, step: str, article: str = "") -> None:
        self._plan.on_progress(Progress(done=self._done, total=self._total, step=step, article=article))


def _clash(article: Article) -> Rejected:
    return Rejected(
        where=article.id,
        reason="same_id",
        message=f"several articles are called “{article.id}”; the one with the smallest digest was kept",
        remedy="give each its own id",
    )


def _without_place(article: Article) -> Article:
    return replace(article, id="", url=None, encoding=None)

"""The knowledge graph: facts with their evidence, to be asked, explained, exported and kept."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from kg import plugins
from kg.errors import InvalidGraph
from kg.facts import Dropped, Settled, settle
from kg.graph.display import Facts, count, graph_card
from kg.graph.records import Record
from kg.model import Article, Cluster, Entity, Fact, Link, Linkage, Statement, Status

if TYPE_CHECKING:
    import rdflib
    from pyoxigraph import Store

    from kg.graph.conflicts import Conflicts
    from kg.graph.diff import Diff
    from kg.graph.query import Result
    from kg.graph.store import Directory
    from kg.graph.timeline import Timeline
    from kg.graph.why import Explanation, Reasons
    from kg.ontology import Ontology
    from kg.text.duplicates import NearDuplicate


class KnowledgeGraph:
    """Facts about entities from articles, every fact with the sentences that say it.

    Made by `kg.build` and `kg.load`, or from values by `KnowledgeGraph.of`. Nothing is derived before it is asked
    for: facts, RDF and query engine come on first use. `directory` is where the graph is kept, None in memory;
    `report` is what the build that made it did, None for a loaded graph; `near_duplicates` are articles that share
    most of their words.
    """

    def __init__(  # noqa: PLR0913 -- a graph is made of these
        self,
        records: Mapping[str, Record],
        *,
        linkage: Linkage | Callable[[], Linkage],
        ontology: "Ontology | Callable[[], Ontology]",
        inferred: bool = False,
        directory: "Directory | None" = None,
        report: Any = None,
        near_duplicates: "Sequence[NearDuplicate]" = (),
    ) -> None:
        self.records = records
        self._linkage = linkage
        self._ontology = ontology
        self.near_duplicates = tuple(near_duplicates)
        self.inferred = inferred
        self.directory = directory
        self.report = report

    @classmethod
    def of(  # noqa: PLR0913 -- a graph is made of these
        cls,
        *,
        articles: Iterable[Article],
        statements: Iterable[Statement],
        links: Mapping[str, Sequence[Link]],
        linkage: Linkage,
        ontology: "Ontology",
        clusters: Iterable[Cluster] = (),
        inferred: bool = False,
    ) -> "KnowledgeGraph":
        """A graph from values: what was read, said and linked."""
        said: defaultdict[str, list[Statement]] = defaultdict(list)
        for statement in statements:
            said[statement.article].append(statement)
        gathered: defaultdict[str, list[Cluster]] = defaultdict(list)
        for cluster in clusters:
            gathered[cluster.article].append(cluster)
        records = {
            article.id: Record(
                article=article,
                statements=tuple(said[article.id]),
                links=tuple(links.get(article.id, ())),
                clusters=tuple(gathered[article.id]),
            )
            for article in sorted(articles, key=lambda article: article.id)
        }
        return cls(records, linkage=linkage, ontology=ontology, inferred=inferred)

    # What it holds

    @cached_property
    def linkage(self) -> Linkage:
        """Which entity each cluster of mentions is, and why."""
        return self._linkage() if callable(self._linkage) else self._linkage

    @cached_property
    def ontology(self) -> "Ontology":
        """The classes and relations that the statements were read with."""
        return self._ontology() if callable(self._ontology) else self._ontology

    @cached_property
    def articles(self) -> Mapping[str, Article]:
        """Every article by its id, copies included, in the order of ids."""
        return Articles(self.records)

    @cached_property
    def copies(self) -> Mapping[str, tuple[str, ...]]:
        """For each article of which others are the very same text, their ids: second places, not second sources.

        The first id in alphabetical order stands for all.
        """
        return copies_of(digests_of(self.records))

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The ids of the articles without the copies, sorted."""
        doubled = {copy for copies in self.copies.values() for copy in copies}
        return tuple(sorted(set(self.records) - doubled))

    def statements(self) -> Iterator[Statement]:
        """Every statement as it was read, in the order of articles; copies say nothing of their own."""
        for article in self.sources:
            yield from self.records[article].statements

    @cached_property
    def links(self) -> Mapping[str, tuple[Link, ...]]:
        """For each article, who its mentions are."""
        return Links(self.records, self.sources)

    @cached_property
    def _settled(self) -> Settled:
        return settle(self.statements(), self.links, self.linkage, ontology=self.ontology, copies=self.copies)

    @property
    def dropped(self) -> tuple[Dropped, ...]:
        """The statements that give no fact, each with the reason."""
        return self._settled.dropped

    @cached_property
    def entities(self) -> Mapping[str, Entity]:
        """Every entity that some fact names (open facts included), by id."""
        found: dict[str, Entity] = {}
        for fact in self._settled.facts:
            for node in (fact.subject, fact.object, fact.attributed_to):
                if isinstance(node, Entity):
                    found[node.id] = node
        return MappingProxyType(dict(sorted(found.items())))

    def facts(  # noqa: PLR0913 -- the filters are the columns of a fact
        self,
        *,
        subject: str | None = None,
        relation: str | None = None,
        object: str | None = None,
        status: Status | str | None = None,
        min_confidence: float = 0.0,
        open: bool = False,
    ) -> Facts:
        """The facts that fit, sorted; names as people write them ("Lind", "US"), or identifiers.

        `open` adds the facts whose relation the ontology does not know. Raises `InvalidName` for a name that the
        graph does not know.
        """
        from kg.graph.names import Names

        found: Iterable[Fact] = self._settled.facts
        if not open:
            found = (fact for fact in found if not fact.open)
        if subject is not None or relation is not None or object is not None:
            found = Names(self).matching(found, subject=subject, relation=relation, object=object)
        if status is not None:
            wanted = Status(status)
            found = (fact for fact in found if fact.status is wanted)
        return Facts(fact for fact in found if fact.confidence >= min_confidence)

    def confident(self, minimum: float) -> "KnowledgeGraph":
        """The same graph without the statements that are less sure than `minimum`."""
        records = {
            id: replace(record, statements=tuple(s for s in record.statements if s.confidence >= minimum))
            for id, record in self.records.items()
        }
        return KnowledgeGraph(
            records,
            linkage=self.linkage,
            ontology=self.ontology,
            inferred=self.inferred,
            near_duplicates=self.near_duplicates,
        )

    # Asking

    def query(self, sparql: str, *, timeout: float | None = None) -> "Result":
        """Answers a SPARQL query; `kg:` and the usual prefixes are bound.

        SERVICE, LOAD, and FROM of anything but a graph of this store are refused. With `timeout` (seconds) a process
        of its own answers and is killed when time is up. Raises `InvalidQuery`.
        """
        from kg.graph.query import query

        return query(self, sparql, timeout=timeout)

    def why(self, subject: str, relation: str, object: str) -> "Explanation":
        """The sentences behind a fact; names as people write them. Raises `InvalidName` when there is no such fact."""
        from kg.graph.why import why

        return why(self, subject, relation, object)

    def why_not(self, subject: str, relation: str, object: str) -> "Reasons":
        """Which step dropped a fact that one would expect, and why."""
        from kg.graph.why import why_not

        return why_not(self, subject, relation, object)

    def timeline(self, *names: str, **options: Any) -> "Timeline":
        """The facts about the named in the order of their dates; options: `since`, `until`, `statuses`, `open`."""
        from kg.graph.timeline import timeline

        return timeline(self, *names, **options)

    def conflicts(self, *names: str) -> "Conflicts":
        """Where articles disagree, about anybody or about the named: both facts, both sentences."""
        from kg.graph.conflicts import conflicts

        return conflicts(self, *names)

    def diff(self, other: "KnowledgeGraph", *, open: bool = False) -> "Diff":
        """What changed from this graph to the other, as `kg diff this other` tells it."""
        from kg.graph.diff import diff

        return diff(self, other, open=open)

    # RDF

    @cached_property
    def store(self) -> "Store":
        """The pyoxigraph store: the one of the directory (read only) or one in memory."""
        from pyoxigraph import Store

        from kg.graph import quads

        if self.directory is not None and self.directory.store_is_current:
            return Store.read_only(str(self.directory.store))
        store = Store()
        for document in quads.documents(self):
            quads.load(store, document)
        return store

    @property
    def rdf(self) -> "rdflib.Dataset":
        """rdflib's view of the same store: the default graph and every named graph."""
        from kg.graph import rdf

        return rdf.dataset(self.store)

    # Out

    def export(self, path: str | Path, *, format: str | None = None, **options: Any) -> Path:
        """Writes the graph by the exporter named `format`, or by the suffix of `path`. Raises `UnknownPlugin`."""
        path = Path(path)
        name = format or path.suffix.removeprefix(".").lower() or path.name
        exporter = plugins.load("exporters", name)
        plugins.check_options("exporters", name, exporter, options)
        exporter(self, path, **options)
        return path

    def save(self, path: str | Path) -> "KnowledgeGraph":
        """Keeps the graph in a directory, which must not hold another; returns the graph that lives there."""
        from kg.graph.store import save

        return save(self, Path(path))

    def to_networkx(self, **options: Any) -> Any:
        """A `networkx.MultiDiGraph`, one edge a fact."""
        from kg.graph.view import to_networkx

        return to_networkx(self, **options)

    def show(self, **options: Any) -> Any:
        """The explorer: inline in a notebook, else a page that the browser opens."""
        from kg.graph.display import show

        return show(self, **options)

    # Being a value

    def __eq__(self, other: object) -> bool:
        """Equal graphs hold equal facts from equal articles."""
        if not isinstance(other, KnowledgeGraph):
            return NotImplemented
        return (
            digests_of(self.records) == digests_of(other.records)
            and self._settled.facts == other._settled.facts
            and self.ontology.digest == other.ontology.digest
        )

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        facts, entities = self._counts()
        about = count(entities, "entity", "entities")
        return f"{count(facts, 'fact')} about {about} from {count(len(self.records), 'article')}"

    def _counts(self) -> tuple[int, int]:
        """How many facts, and about how many entities: as the manifest says, before anything is derived for it."""
        if "_settled" not in self.__dict__ and self.directory is not None and self.directory.store_is_current:
            manifest = self.directory.manifest()
            return manifest.facts, manifest.entities
        facts = self.facts()
        return len(facts), len(ends(facts))

    def _repr_html_(self) -> str:
        shown = self.facts()
        return graph_card(shown, entities=len(ends(shown)), articles=len(self.records))


def ends(facts: Iterable[Fact]) -> frozenset[str]:
    """The ids of the entities at the ends of facts."""
    return frozenset(node.id for fact in facts for node in (fact.subject, fact.object) if isinstance(node, Entity))


class Articles(Mapping[str, Article]):
    """The articles of records, read when asked for."""

    def __init__(self, records: Mapping[str, Record]) -> None:
        self._records = records

    def __getitem__(self, id: str) -> Article:
        reader = getattr(self._records, "article", None)
        if reader is not None:
            article: Article = reader(id)
            return article
        return self._records[id].article

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._records))

    def __len__(self) -> int:
        return len(self._records)


class Links(Mapping[str, tuple[Link, ...]]):
    """The links of records, read when asked for."""

    def __init__(self, records: Mapping[str, Record], ids: tuple[str, ...]) -> None:
        self._records = records
        self._ids = dict.fromkeys(ids)

    def __getitem__(self, id: str) -> tuple[Link, ...]:
        if id not in self._ids:
            raise KeyError(id)
        return self._records[id].links

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


def digests_of(records: Mapping[str, Record]) -> Mapping[str, str]:
    """The digest of the text of each article, by id."""
    known: Mapping[str, str] | None = getattr(records, "digests", None)
    return known if known is not None else {id: records[id].article.digest for id in sorted(records)}


def copies_of(digests: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    """For the first id of each digest, the other ids, sorted; articles without a copy are absent."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for id in sorted(digests):
        groups[digests[id]].append(id)
    return {first: tuple(others) for first, *others in groups.values() if others}


def load(path: str | Path) -> KnowledgeGraph:
    """The graph of a directory. Raises `InvalidGraph` when there is none, or one of another format version."""
    from kg.graph.store import Directory

    directory = Directory(Path(path))
    if not directory.exists():
        raise InvalidGraph(f"no graph in {path}; make one with: kg build ARTICLES -o {path}")
    return directory.graph()

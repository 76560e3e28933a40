"""Checks a graph directory: files and digests, evidence, shapes, and that the store shows what the records give."""

from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import InvalidGraph, InvalidName
from kg.graph.graph import KnowledgeGraph
from kg.graph.records import Record
from kg.graph.store import Directory, Manifest
from kg.linkers import judgements
from kg.model import Entity, Mention, Span, Statement
from kg.shipped import shipped

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Quad, Store

ERROR, NOTE = "error", "note"
_EXAMPLES = 3
_BUILD_AGAIN = "run the kg build command again"
_REBUILD_STORE = "delete the store folder and run the kg build command again: it is derived from the records"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Finding:
    """Something that is not as it should be: what kind ("evidence"), where, what exactly, and what to do.

    A "note" is worth a look and no error.
    """

    severity: str = ERROR
    kind: str
    where: str
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        remedy = f" → {self.remedy}" if self.remedy else ""
        return f"{self.severity}: {self.kind}: {self.where}: {self.message}{remedy}"


def check(path: str | Path, *, notes: bool = False) -> list[Finding]:
    """Everything that is wrong with the graph in a directory, sorted; empty when all is well.

    With `notes` also facts whose ends are of other classes than their relation expects. Raises `InvalidGraph` when
    there is no graph.
    """
    directory = Directory(Path(path))
    if not directory.path.is_dir() or not directory.articles.is_dir():
        raise InvalidGraph(f"no graph in {path}; make one with: kg build ARTICLES -o {path}")
    return sorted(set(_Check(directory).findings(notes=notes)))


def same_as(one: str | Path, other: str | Path) -> list[Finding]:
    """How two directories differ; empty when they hold the same articles, records, decisions and options."""
    left, right = Directory(Path(one)), Directory(Path(other))
    first, second = left.manifest(), right.manifest()
    return sorted({*_article_differences(first, second, str(other)), *_option_differences(first, second, str(other))})


def _article_differences(first: Manifest, second: Manifest, other: str) -> Iterator[Finding]:
    for id in sorted(set(first.articles) | set(second.articles)):
        one, two = first.articles.get(id), second.articles.get(id)
        if one is None or two is None:
            yield Finding(kind="article", where=id, message=f"only in {'the first' if one else other}")
        elif one.digest != two.digest:
            yield Finding(kind="article", where=id, message="the texts differ")
        elif one != two:
            yield Finding(kind="article", where=id, message="the same text was read differently")


def _option_differences(first: Manifest, second: Manifest, other: str) -> Iterator[Finding]:
    for name in ("ontology", "identity", "inferred", "complete", "near_duplicates"):
        if getattr(first, name) != getattr(second, name):
            yield Finding(kind=name, where=other, message=f"the directories differ in: {name}")


class _Check:
    """One walk through a directory."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    def findings(self, *, notes: bool) -> Iterator[Finding]:
        try:
            manifest = self._directory.manifest()
        except InvalidGraph as error:
            yield Finding(kind="manifest", where="manifest.json", message=str(error))
            return
        if not manifest.complete:
            yield Finding(
                kind="manifest",
                where="manifest.json",
                message="the last build did not finish",
                remedy=_BUILD_AGAIN,
            )
            return
        in_records = [*self._records(manifest), *self._files(manifest)]
        yield from in_records
        store = yield from self._open_store()
        # From damaged records nothing can be derived that the store could be held against.
        if store is not None and not in_records:
            yield from self._derived(store, notes=notes)

    # Files

    def _files(self, manifest: Manifest) -> Iterator[Finding]:
        known = {self._directory.file_of(id).name for id in manifest.articles}
        for file in sorted(self._directory.articles.iterdir()):
            if file.name not in known:
                yield Finding(
                    kind="record", where=file.name, message="the manifest does not know this file", remedy="delete it"
                )
        try:
            self._directory.read_quarantine()
        except InvalidGraph as error:
            yield Finding(kind="quarantine", where="quarantine.jsonl", message=str(error))
        yield from self._decisions(manifest)
        yield from self._ontology(manifest)

    def _decisions(self, manifest: Manifest) -> Iterator[Finding]:
        try:
            digest = self._directory.identity_digest()
        except (InvalidName, ValueError, OSError) as error:
            yield Finding(kind="identity", where=judgements.FILE_NAME, message=str(error), remedy="mend the line")
            return
        if digest != manifest.identity:
            yield Finding(
                kind="identity",
                where=judgements.FILE_NAME,
                message="it has changed since the graph was built",
                remedy=_BUILD_AGAIN,
            )

    def _ontology(self, manifest: Manifest) -> Iterator[Finding]:
        digest = self._directory.ontology_digest()
        if digest is None:
            yield Finding(kind="ontology", where="ontology.ttl", message="the file is missing", remedy=_BUILD_AGAIN)
        elif digest != manifest.ontology_file:
            yield Finding(
                kind="ontology",
                where="ontology.ttl",
                message="it is not the ontology that the articles were read with",
                remedy=_BUILD_AGAIN,
            )

    # Records

    def _records(self, manifest: Manifest) -> Iterator[Finding]:
        for id, entry in manifest.articles.items():
            file = self._directory.file_of(id)
            remedy = f"kg remove {self._directory.path} '{id}', then build it again"
            if not file.is_file():
                yield Finding(kind="record", where=id, message=f"articles/{file.name} is missing", remedy=remedy)
                continue
            if sha256(file.read_bytes()).hexdigest() != entry.sha256:
                yield Finding(
                    kind="digest", where=id, message=f"articles/{file.name} is not what was written", remedy=remedy
                )
                continue
            yield from self._record(id, entry.digest)

    def _record(self, id: str, digest: str) -> Iterator[Finding]:
        try:
            record = self._directory.read_record(id)
        except InvalidGraph as error:
            yield Finding(kind="record", where=id, message=str(error))
            return
        if record.article.id != id or record.article.digest != digest:
            yield Finding(kind="digest", where=id, message="the record is of another text than the manifest says")
        yield from evidence_findings(record)

    # The store

    def _open_store(self) -> "Generator[Finding, None, Store | None]":
        from pyoxigraph import Store

        if not self._directory.store.is_dir():
            yield Finding(kind="store", where="store", message="it is missing", remedy=_REBUILD_STORE)
            return None
        try:
            store = Store.read_only(str(self._directory.store))
            for _ in store:
                pass
        except (OSError, RuntimeError, ValueError) as error:
            yield Finding(kind="store", where="store", message=f"it is damaged: {error}", remedy=_REBUILD_STORE)
            return None
        return store

    def _derived(self, store: "Store", *, notes: bool) -> Iterator[Finding]:
        from pyoxigraph import RdfFormat, parse

        from kg.graph import quads

        graph = self._directory.graph()
        expected = {quad for each in quads.documents(graph) for quad in parse(each, format=RdfFormat.N_QUADS)}
        found = set(store)
        yield from _differences(expected - found, "is missing", self._names(graph))
        yield from _differences(found - expected, "should not be there", self._names(graph))
        yield from _entities(store)
        yield from _shapes(store, graph)
        if notes:
            yield from _class_notes(graph)

    @staticmethod
    def _names(graph: KnowledgeGraph) -> dict[str, str]:
        from kg.graph.rdf import article_iri

        return {article_iri(id): id for id in graph.records}


def evidence_findings(record: Record) -> Iterator[Finding]:
    """Places whose words are not those of the text, or that lie outside it."""
    text, id = record.article.text, record.article.id
    remedy = "build the article again; if it comes back, report the rule"
    for statement in record.statements:
        for place, words in _places(statement):
            if not _says(text, place, words):
                message = f"{statement.evidence.rule}: characters {place.start}–{place.end} are not “{words or '…'}”"
                yield Finding(kind="evidence", where=id, message=message, remedy=remedy)
    for link in record.links:
        if not _says(text, link.mention.span, link.mention.text):
            span = link.mention.span
            message = f"characters {span.start}–{span.end} are not “{link.mention.text}”"
            yield Finding(kind="evidence", where=id, message=message, remedy=remedy)


def _places(statement: Statement) -> Iterator[tuple[Span, str | None]]:
    evidence = statement.evidence
    yield evidence.sentence, evidence.quote
    if evidence.trigger:
        yield evidence.trigger, None
    for cue in evidence.cues:
        yield cue, None
    mentions: tuple[Mention | None, ...] = (statement.subject, statement.object, statement.attributed_to)
    for mention in mentions:
        if mention is not None:
            yield mention.span, mention.text


def _says(text: str, place: Span, words: str | None) -> bool:
    inside = 0 <= place.start < place.end <= len(text)
    # A name that runs over the end of a line is quoted with a space.
    return inside and (words is None or place.of(text).split() == words.split())


def _differences(quads: "Iterable[Quad]", what: str, names: dict[str, str]) -> Iterator[Finding]:
    """The quads by the graph they belong to, with a few examples of each."""
    by_graph: defaultdict[str, list[str]] = defaultdict(list)
    for quad in quads:
        name = getattr(quad.graph_name, "value", "the default graph")
        by_graph[name].append(str(quad.triple))
    for name, triples in by_graph.items():
        triples.sort()
        shown = "; ".join(triples[:_EXAMPLES])
        rest = f"; and {len(triples) - _EXAMPLES} more" if len(triples) > _EXAMPLES else ""
        yield Finding(
            kind="view",
            where=names.get(name, name),
            message=f"{len(triples)} triples: what {what}: {shown}{rest}",
            remedy=_REBUILD_STORE,
        )


def _entities(store: "Store") -> Iterator[Finding]:
    """Entities that something names and nothing describes, and those that no mention refers to."""
    from pyoxigraph import DefaultGraph, NamedNode

    from kg.graph.rdf import KG, RDFS

    prefix = "urn:newskg:entity:"
    described, named, mentioned = set(), set(), set()
    for quad in store:
        for term in (quad.subject, quad.object):
            if isinstance(term, NamedNode) and term.value.startswith(prefix):
                named.add(term.value)
        if quad.predicate.value == RDFS + "label" and isinstance(quad.graph_name, DefaultGraph):
            described.add(quad.subject.value)
        if quad.predicate.value == KG + "refersTo":
            mentioned.add(quad.object.value)
    for iri in sorted(named - described):
        yield Finding(kind="dangling", where=iri, message="an entity without a name", remedy=_REBUILD_STORE)
    for iri in sorted(described - mentioned):
        if iri.startswith(prefix):
            yield Finding(kind="orphan", where=iri, message="an entity that no article names", remedy=_REBUILD_STORE)


def _shapes(store: "Store", graph: KnowledgeGraph) -> Iterator[Finding]:
    """What breaks the shapes, article by article."""
    import rdflib
    from pyoxigraph import NamedNode

    from kg.graph.rdf import article_iri

    shapes = rdflib.Graph().parse(shipped("ontology", "shapes.ttl"))
    for id in graph.records:
        yield from _violations(_article_graph(store, NamedNode(article_iri(id))), shapes, id)


def _article_graph(store: "Store", name: "NamedNode") -> Any:
    """The graph of an article as rdflib has it: pyshacl is ten times faster on it than on the store."""
    import rdflib
    from pyoxigraph import RdfFormat, serialize

    quads = store.quads_for_pattern(None, None, None, name)
    triples = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=triples or b"", format="nt")


def _violations(data: Any, shapes: Any, id: str) -> Iterator[Finding]:
    import pyshacl
    from rdflib import SH

    conforms, report, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True)
    if conforms:
        return
    for result in report.subjects(SH.focusNode):
        message = report.value(result, SH.resultMessage)
        yield Finding(
            kind="shape",
            where=id,
            message=f"{report.value(result, SH.focusNode)}: {message}",
            remedy="build the article again; if it comes back, report it",
        )


def _class_notes(graph: KnowledgeGraph) -> Iterator[Finding]:
    """Facts whose ends are of other classes than their relation expects: often a misreading."""
    ontology = graph.ontology
    for fact in graph.facts():
        relation = ontology.relations.get(fact.relation)
        if relation is None:
            continue
        for end, classes in ((fact.subject, relation.domain), (fact.object, relation.range)):
            if isinstance(end, Entity) and not ontology.fits(end.type, classes):
                yield Finding(
                    severity=NOTE,
                    kind="class",
                    where=fact.articles[0],
                    message=f"{fact.subject.label} {fact.relation} …: {end.label} is a {end.type}, "
                    f"expected {', '.join(classes)}",
                )

"""The graph as network tools see it: nodes and edges, one type a column, every string clean.

One edge a fact, of whatever status: whoever counts only what happened keeps the edges with status "asserted".
Dates and amounts are nodes too, so that no fact is lost.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Protocol

from kg.errors import InvalidName
from kg.graph.characters import clean
from kg.model import Article, Entity, Evidence, Fact, Literal, Status

if TYPE_CHECKING:
    import networkx as nx

    from kg.ontology import Ontology

TEXT, NUMBER, COUNT, FLAG = "text", "number", "count", "flag"


type Statuses = str | Iterable[Status | str]


class Graph(Protocol):
    """What a view needs to see of a graph."""

    @property
    def articles(self) -> Mapping[str, Article]: ...

    @property
    def copies(self) -> Mapping[str, Sequence[str]]: ...

    @property
    def ontology(self) -> "Ontology": ...

    def facts(self, *, open: bool = False) -> Iterable[Fact]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Somebody or something, or a value ("2013-12-10", type Date). `facts` counts the edges that touch it."""

    id: str
    label: str
    type: str
    aliases: tuple[str, ...]
    same_as: tuple[str, ...]
    facts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A fact between two nodes, with its first evidence.

    `weight` is the number of articles that say it, copies not counted. `date` is when it happens, ISO and maybe
    partial; `first_said` and `last_said` are the dates of publication of the articles. What is not known is "".
    """

    id: str
    source: str
    target: str
    relation: str
    label: str
    open: bool
    status: str
    date: str
    attributed_to: str
    confidence: float
    weight: int
    first_said: str
    last_said: str
    article: str
    publisher: str
    quote: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Nodes and edges, both sorted by id."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


EDGE_COLUMNS: tuple[tuple[str, str], ...] = (
    ("relation", TEXT),
    ("label", TEXT),
    ("open", FLAG),
    ("status", TEXT),
    ("date", TEXT),
    ("attributed_to", TEXT),
    ("confidence", NUMBER),
    ("weight", COUNT),
    ("first_said", TEXT),
    ("last_said", TEXT),
    ("article", TEXT),
    ("publisher", TEXT),
    ("quote", TEXT),
    ("rule", TEXT),
)
NODE_COLUMNS: tuple[tuple[str, str], ...] = (
    ("label", TEXT),
    ("type", TEXT),
    ("aliases", TEXT),
    ("same_as", TEXT),
    ("facts", COUNT),
)


def view(graph: Graph, *, open: bool = False, statuses: Statuses = tuple(Status)) -> View:
    """The nodes and edges of a graph; with `open` also the facts whose relation the ontology does not know.

    An open fact without an object has no second end and is no edge.
    """
    wanted = chosen(statuses)
    labels = {id: relation.label for id, relation in graph.ontology.relations.items()}
    copies = frozenset(copy for others in graph.copies.values() for copy in others)
    facts = [fact for fact in graph.facts(open=open) if fact.status in wanted]
    edges = sorted((_edge(fact, graph.articles, copies, labels) for fact in facts), key=lambda edge: edge.id)
    touched = Counter(end for edge in edges for end in (edge.source, edge.target))
    ends = {_id(end): end for fact in facts for end in (fact.subject, fact.object) if end is not None}
    nodes = tuple(_node(ends[id], touched[id]) for id in sorted(ends))
    return View(nodes=nodes, edges=tuple(edges))


def chosen(statuses: Statuses) -> frozenset[Status]:
    """The statuses meant by "asserted,planned" or by several values. Raises `InvalidName` for one there is not.

    >>> sorted(chosen("asserted,planned"))
    [<Status.ASSERTED: 'asserted'>, <Status.PLANNED: 'planned'>]
    """
    words = statuses.split(",") if isinstance(statuses, str) else [str(status) for status in statuses]
    unknown = sorted({word.strip() for word in words} - set(Status))
    if unknown:
        raise InvalidName(f"no status is called “{unknown[0]}”; there are: {', '.join(Status)}")
    return frozenset(Status(word.strip()) for word in words)


def to_networkx(graph: Graph, *, open: bool = False, statuses: Statuses = tuple(Status)) -> "nx.MultiDiGraph[str]":
    """A `networkx.MultiDiGraph`: keyed by edge id, with the columns of the view as attributes."""
    import networkx as nx

    shown = view(graph, open=open, statuses=statuses)
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in shown.nodes:
        network.add_node(node.id, **row(node, NODE_COLUMNS))
    for edge in shown.edges:
        network.add_edge(edge.source, edge.target, key=edge.id, **row(edge, EDGE_COLUMNS))
    return network


def row(thing: Node | Edge, columns: Iterable[tuple[str, str]]) -> dict[str, str | float | int | bool]:
    """The columns of a node or an edge by name; lists are joined by "|"."""
    values = {name: getattr(thing, name) for name, _ in columns}
    return {name: "|".join(value) if isinstance(value, tuple) else value for name, value in values.items()}


def _id(end: Entity | Literal) -> str:
    if isinstance(end, Entity):
        return end.id
    digest = sha256(f"{end.type}\x1f{end.value}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"urn:newskg:value:{digest}"


def _node(end: Entity | Literal, facts: int) -> Node:
    if isinstance(end, Literal):
        label = clean(end.value)
        return Node(id=_id(end), label=label, type=clean(end.type), aliases=(), same_as=(), facts=facts)
    return Node(
        id=end.id,
        label=clean(end.label),
        type=clean(end.type),
        aliases=tuple(clean(alias) for alias in end.aliases),
        same_as=tuple(clean(iri) for iri in end.same_as),
        facts=facts,
    )


def _edge(fact: Fact, articles: Mapping[str, Article], copies: frozenset[str], labels: Mapping[str, str]) -> Edge:
    said = [articles[id].published or "" for id in fact.articles if id in articles]
    dates = sorted(day for day in said if day)
    evidence = fact.statements[0].evidence if fact.statements else None
    return Edge(
        id=fact_id(fact),
        source=fact.subject.id,
        target=_id(fact.object),
        relation=clean(fact.relation),
        label=clean(labels.get(fact.relation, fact.relation)),
        open=fact.open,
        status=str(fact.status),
        date=clean(fact.date or ""),
        attributed_to=clean(fact.attributed_to.label) if fact.attributed_to else "",
        confidence=round(float(fact.confidence), 4),
        weight=len(set(fact.articles) - copies),
        first_said=clean(dates[0]) if dates else "",
        last_said=clean(dates[-1]) if dates else "",
        article=clean(evidence.article) if evidence else "",
        publisher=_publisher(evidence, articles),
        quote=clean(evidence.quote) if evidence else "",
        rule=clean(evidence.rule) if evidence else "",
    )


def _publisher(evidence: Evidence | None, articles: Mapping[str, Article]) -> str:
    if evidence is None:
        return ""
    article = articles.get(evidence.article)
    return clean(evidence.source or (article.source if article else None) or "")


def fact_id(fact: Fact) -> str:
    """The name of a fact: a hash of what it says, so that another run and another tool give the same one."""
    words = (
        fact.subject.id,
        fact.relation,
        str(fact.open),
        _id(fact.object),
        str(fact.status),
        fact.date or "-",
        fact.attributed_to.id if fact.attributed_to else "-",
    )
    return "f" + sha256("\x1f".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:20]

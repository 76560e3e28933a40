"""What the page knows: nodes, facts with their places, articles and words, as plain values that JSON can hold.

Everything refers to everything else by its index in a list, so that a sentence or a reason is written once.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kg.exporters.explorer import dates
from kg.exporters.explorer.families import family
from kg.graph.characters import clean, isolated, one_line
from kg.graph.conflicts import Kind, conflicts
from kg.graph.rdf import article_iri
from kg.model import Article, Entity, Fact, Link, Linkage, Literal, Mention, Span, Statement

if TYPE_CHECKING:
    from kg.graph.graph import KnowledgeGraph

type Json = Any
UNKNOWN_SOURCE = "unknown source"
# A fact that more than this many others contradict is a list, which `kg conflicts` gives in full.
MOST_AGAINST = 8
WHY_AGAINST = {
    Kind.VALUES: "Only one of these can be true at a time",
    Kind.DATES: "Another date for the same event",
    Kind.DENIED: "One denies what the other says",
}


class Index[Value: Hashable]:
    """Values in the order in which they were first met; `index[value]` is a value's place."""

    def __init__(self) -> None:
        self._places: dict[Value, int] = {}

    def __getitem__(self, value: Value) -> int:
        return self._places.setdefault(value, len(self._places))

    def __iter__(self) -> Iterator[Value]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of an article, by the article's place in the list."""

    article: int
    span: Span
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A date or an amount as the object of one subject: equal amounts of two subjects are two nodes."""

    subject: str
    literal: Literal


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of the ontology, or the words of an open fact."""

    id: str
    open: bool


class Content:
    """Gathers the lists while facts are read; `as_json` is what the page holds."""

    def __init__(self, graph: "KnowledgeGraph", *, with_text: bool) -> None:
        self.graph = graph
        self.with_text = with_text
        self.articles = Index[str]()
        self.nodes = Index[Entity | Value]()
        self.relations = Index[Relation]()
        self.types = Index[str]()
        self.sentences = Index[Sentence]()
        self.words = Index[str]()
        self.reasons = _Reasons(graph.links, graph.linkage)
        for article in sorted(graph.articles):
            _ = self.articles[article]
        found = tuple(graph.facts(open=True))
        self.facts = [self._fact(fact) for fact in found]
        self.lines = drawn_lines(self.facts, self._symmetric())
        self._note_conflicts(found)

    def _note_conflicts(self, found: Sequence[Fact]) -> None:
        places = {id(fact): place for place, fact in enumerate(found)}
        for conflict in conflicts(self.graph):
            one, other = places[id(conflict.one)], places[id(conflict.other)]
            for here, there in ((one, other), (other, one)):
                against = self.facts[here].setdefault("against", [])
                if len(against) < MOST_AGAINST:
                    against.append([there, self.words[WHY_AGAINST[conflict.kind]]])

    def as_json(self) -> dict[str, Json]:
        """Everything but nodes and lines, which pyvis holds."""
        articles = list(self.articles)
        types = [self._type(name) for name in self.types]
        return {
            "articles": [self._article(name) for name in articles],
            "facts": self.facts,
            "relations": [self._relation(relation) for relation in self.relations],
            "sentences": [self._sentence(sentence, articles[sentence.article]) for sentence in self.sentences],
            "types": types,
            "words": list(self.words),
        }

    def node(self, node: Entity | Value) -> dict[str, Json]:
        """A node without its place: the key is the IRI, or for a value nothing."""
        if isinstance(node, Value):
            return {"label": isolated(one_line(node.literal.value)), "type": self.types[node.literal.type]}
        described: dict[str, Json] = {
            "key": node.id,
            "label": isolated(one_line(node.label)) or "(no name)",
            "type": self.types[node.type],
        }
        aliases = [isolated(one_line(alias)) for alias in node.aliases if alias != node.label]
        described |= {"aliases": aliases} if aliases else {}
        return described | ({"same": [clean(iri) for iri in node.same_as]} if node.same_as else {})

    def _symmetric(self) -> set[int]:
        return {place for place, relation in enumerate(self.relations) if self._is_symmetric(relation)}

    def _is_symmetric(self, relation: Relation) -> bool:
        known = None if relation.open else self.graph.ontology.relations.get(relation.id)
        return bool(known and known.symmetric)

    def _type(self, name: str) -> dict[str, Json]:
        known = self.graph.ontology.classes.get(name)
        label = getattr(known, "label", None) or spaced(name)
        return {
            "id": name,
            "label": clean(label[:1].upper() + label[1:]),
            "family": family(name, self.graph.ontology.is_a),
        }

    def _relation(self, relation: Relation) -> dict[str, Json]:
        if relation.open:
            return {"id": clean(relation.id), "label": isolated(one_line(relation.id)), "open": True}
        known = self.graph.ontology.relations.get(relation.id)
        described = {"id": relation.id, "label": clean(getattr(known, "label", None) or spaced(relation.id).lower())}
        comment = getattr(known, "comment", None)
        described |= {"comment": clean(comment)} if comment else {}
        return described | ({"symmetric": True} if self._is_symmetric(relation) else {})

    def _article(self, name: str) -> dict[str, Json]:
        article = self.graph.articles.get(name)
        if article is None:
            return {"id": clean(name), "source": UNKNOWN_SOURCE}
        fields: dict[str, str | None] = {
            "title": article.title,
            "author": article.author,
            "date": article.published,
            "url": article.url,
            "source": publisher(article),
        }
        described: dict[str, Json] = {key: isolated(one_line(value)) for key, value in fields.items() if value}
        described |= {} if article.source else {"unnamed": True}
        described |= {"text": clean(article.text)} if self.with_text else {}
        return {"id": clean(name), "iri": article_iri(name), **described}

    def _sentence(self, sentence: Sentence, name: str) -> list[Json]:
        """Article, first and last character, and the words unless they stand in the article's text."""
        place: list[Json] = [sentence.article, sentence.span.start, sentence.span.end]
        article = self.graph.articles.get(name) if self.with_text else None
        in_text = article is not None and sentence.span.of(article.text) == sentence.quote
        return place if in_text else [*place, clean(sentence.quote)]

    def _fact(self, fact: Fact) -> dict[str, Json]:
        described: dict[str, Json] = {
            "s": self.nodes[fact.subject],
            "r": self.relations[Relation(fact.relation, fact.open)],
            "o": self._object(fact),
            "status": str(fact.status),
            "sure": round(fact.confidence, 3),
            "at": [self._place(statement) for statement in fact.statements],
        }
        described |= {"date": fact.date} if fact.date else {}
        return described | ({"by": self.nodes[fact.attributed_to]} if fact.attributed_to else {})

    def _object(self, fact: Fact) -> int:
        if isinstance(fact.object, Literal):
            return self.nodes[Value(subject=fact.subject.id, literal=fact.object)]
        return self.nodes[fact.object]

    def _place(self, statement: Statement) -> dict[str, Json]:
        evidence = statement.evidence
        sentence = Sentence(article=self.articles[evidence.article], span=evidence.sentence, quote=evidence.quote)
        start = evidence.sentence.start
        marks = {
            "s": _within(statement.subject.span, start),
            "t": _within(evidence.trigger, start),
            "o": _within(statement.object.span if statement.object else None, start),
            "b": _within(statement.attributed_to.span if statement.attributed_to else None, start),
            "d": dates.place(statement.date, evidence.quote),
            "c": [_within(cue, start) for cue in evidence.cues] or None,
        }
        reasons = {
            "ws": self._why(statement.subject),
            "wo": self._why(statement.object),
        }
        return {
            "id": statement.id,
            "in": self.sentences[sentence],
            "rule": self.words[" · ".join(filter(None, (evidence.extractor, evidence.rule)))],
            "sure": round(statement.confidence, 3),
            **{key: value for key, value in (marks | reasons).items() if value is not None},
        }

    def _why(self, mention: Mention | None) -> int | None:
        reason = self.reasons.why(mention) if mention else None
        return self.words[clean(reason)] if reason else None


class _Reasons:
    """How each mention came to its entity, in a journalist's words."""

    def __init__(self, links: Mapping[str, Sequence[Link]], linkage: Linkage) -> None:
        self._linkage = linkage
        self._links = {(article, link.mention.span): link for article, several in links.items() for link in several}

    def why(self, mention: Mention) -> str | None:
        link = self._links.get((mention.article, mention.span))
        if link is None:
            return None
        across = self._linkage.reasons.get((mention.article, link.cluster))
        return f"{link.reason}; {across}" if across and across != link.reason else link.reason


def drawn_lines(facts: Sequence[Mapping[str, Json]], symmetric: set[int]) -> list[dict[str, Json]]:
    """Facts that are drawn as one line: same ends, relation and status. Every fact with an object is in one line."""
    lines: dict[tuple[int, int, int, str], list[int]] = {}
    for place, fact in enumerate(facts):
        if fact["o"] is None:
            continue
        ends = (fact["s"], fact["o"])
        first, second = sorted(ends) if fact["r"] in symmetric else ends
        lines.setdefault((first, second, fact["r"], fact["status"]), []).append(place)
    return [{"from": key[0], "to": key[1], "facts": places} for key, places in lines.items()]


def publisher(article: Article) -> str:
    """Who published it: the source it names, else the host of its address."""
    try:
        host = urlsplit(article.url or "").hostname
    except ValueError:
        host = None
    return article.source or host or UNKNOWN_SOURCE


def spaced(name: str) -> str:
    """A class or relation id as words.

    >>> spaced("GovernmentBody")
    'Government body'
    """
    words = "".join(f" {character.lower()}" if character.isupper() else character for character in name)
    return words.strip().capitalize() or name


def _within(span: Span | None, start: int) -> tuple[int, int] | None:
    return (span.start - start, span.end - start) if span else None

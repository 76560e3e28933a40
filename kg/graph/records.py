"""A record: one article and all that was read from it, as `articles/` of a graph directory keeps it.

A record is a JSON-lines file of four kinds of lines: a head, the clusters, the mentions with their links, and the
statements. Mentions stand once and are named by their index; a quote that is its sentence as it stands is not repeated.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from typing import Any

from kg.facts import in_article
from kg.model import Article, Cluster, Evidence, Link, Mention, MentionKind, Span, Statement, Status, Surface
from kg.model.jsonl import article_line, cluster_line, read_article, read_cluster

type Line = dict[str, Any]

FORMAT = 1
_encode = json.JSONEncoder(separators=(",", ":")).encode


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What made a record: versions and digests. Equal runs over equal articles give equal records."""

    kg: str = ""
    model: str = ""
    ontology: str = ""
    options: str = ""

    @property
    def id(self) -> str:
        words = "\x1f".join((self.kg, self.model, self.ontology, self.options))
        return sha256(words.encode()).hexdigest()[:20]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An article, the statements it makes, who its mentions are, and the run that read it. `words` counts its words."""

    article: Article
    statements: tuple[Statement, ...] = ()
    links: tuple[Link, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    run: Run = Run()
    words: int = 0

    @property
    def key(self) -> str:
        return key(self.article, self.run)


def key(article: Article, run: Run) -> str:
    """What must be equal for an article to be unchanged: the article with its metadata, and the run."""
    line = json.dumps(article_line(article), sort_keys=True)
    return sha256(f"{run.id}\x1f{line}".encode()).hexdigest()[:32]


def copied(record: Record, article: Article) -> Record:
    """The record of another article with the very same text."""
    name = article.id
    return replace(
        record,
        article=article,
        statements=tuple(_with_source(in_article(statement, name), article.source) for statement in record.statements),
        links=tuple(replace(link, mention=replace(link.mention, article=name)) for link in record.links),
        clusters=tuple(replace(cluster, article=name) for cluster in record.clusters),
    )


def _with_source(statement: Statement, source: str | None) -> Statement:
    return replace(statement, evidence=replace(statement.evidence, source=source))


# Writing


def dump(record: Record) -> bytes:
    """The record as JSON lines, UTF-8; equal records give equal bytes."""
    table = _Mentions(record)
    links = [[table.index(link.mention), link.cluster, link.reason, link.score] for link in record.links]
    head = {
        "format": FORMAT,
        "article": article_line(record.article),
        "digest": record.article.digest,
        "key": record.key,
        "run": asdict(record.run),
        "run_id": record.run.id,
        "words": record.words,
    }
    statements = [_statement_line(statement, table, record.article.text) for statement in record.statements]
    lines: list[Line] = [
        head,
        {"clusters": [_without_article(cluster_line(cluster)) for cluster in record.clusters]},
        {"mentions": table.lines, "links": links},
        *statements,
    ]
    return "".join(f"{_encode(line)}\n" for line in lines).encode("ascii")


def _without_article(line: Line) -> Line:
    return {name: value for name, value in line.items() if name != "article"}


class _Mentions:
    """The distinct mentions of a record in the order of the text, by index.

    Statements mostly share their mentions: asking which object it is spares comparing most of them.
    """

    def __init__(self, record: Record) -> None:
        objects = {id(mention): mention for mention in _mentions(record)}
        ordered = sorted(set(objects.values()), key=_order)
        places = {mention: i for i, mention in enumerate(ordered)}
        self.lines = [_mention_line(mention) for mention in ordered]
        self._index = {key: places[mention] for key, mention in objects.items()}

    def index(self, mention: Mention | None) -> int | None:
        return None if mention is None else self._index[id(mention)]


def _order(mention: Mention) -> tuple[int, int, str, str, str, Span]:
    span = mention.span
    return span.start, span.end, mention.type, mention.kind, mention.value or "", mention.head or span


def _mentions(record: Record) -> Iterator[Mention]:
    for link in record.links:
        yield link.mention
    for statement in record.statements:
        yield statement.subject
        if statement.object:
            yield statement.object
        if statement.attributed_to:
            yield statement.attributed_to


def _mention_line(mention: Mention) -> list[Any]:
    head = [mention.head.start, mention.head.end] if mention.head else None
    return [mention.span.start, mention.span.end, mention.type, str(mention.kind), head, mention.value, mention.text]


def _statement_line(statement: Statement, table: _Mentions, text: str) -> Line:
    surface, evidence = statement.surface, statement.evidence
    return {
        "subject": table.index(statement.subject),
        "relation": statement.relation,
        "object": table.index(statement.object),
        "status": str(statement.status),
        "date": statement.date,
        "attributed_to": table.index(statement.attributed_to),
        "confidence": statement.confidence,
        "surface": [surface.subject, surface.relation, surface.object, *surface.args],
        "sentence": [evidence.sentence.start, evidence.sentence.end],
        "quote": None if evidence.quote == evidence.sentence.of(text) else evidence.quote,
        "trigger": [evidence.trigger.start, evidence.trigger.end] if evidence.trigger else None,
        "cues": [[cue.start, cue.end] for cue in evidence.cues],
        "extractor": evidence.extractor,
        "rule": evidence.rule,
        "source": evidence.source,
    }


# Reading


def load(lines: bytes) -> Record:
    """The record that `dump` wrote. Raises `ValueError`, `KeyError`, `TypeError` or `IndexError` when damaged."""
    head, clusters, mentions, *statements = (json.loads(line) for line in lines.splitlines())
    article = read_article(head["article"])
    table = [_read_mention(line, article.id) for line in mentions["mentions"]]
    return Record(
        article=article,
        statements=tuple(_read_statement(line, table, article) for line in statements),
        links=tuple(_read_link(line, table) for line in mentions["links"]),
        clusters=_read_clusters(clusters, article.id),
        run=Run(**head["run"]),
        words=head["words"],
    )


def load_article(lines: Iterable[bytes]) -> Article:
    """Only the article, from the first line."""
    return read_article(json.loads(next(iter(lines)))["article"])


def load_clusters(lines: Iterable[bytes]) -> tuple[Cluster, ...]:
    """Only the clusters, from the first two lines."""
    stream = iter(lines)
    article = json.loads(next(stream))["article"]["id"]
    return _read_clusters(json.loads(next(stream)), article)


def _read_clusters(line: Line, article: str) -> tuple[Cluster, ...]:
    return tuple(read_cluster({"article": article, **cluster}) for cluster in line["clusters"])


def _read_mention(line: list[Any], article: str) -> Mention:
    start, end, kind_of_thing, kind, head, value, text = line
    return Mention(
        article=article,
        span=Span(start, end),
        text=text,
        type=kind_of_thing,
        kind=MentionKind(kind),
        head=Span(*head) if head else None,
        value=value,
    )


def _read_link(line: list[Any], table: list[Mention]) -> Link:
    mention, cluster, reason, score = line
    return Link(mention=table[mention], cluster=cluster, reason=reason, score=score)


def _read_statement(line: Mapping[str, Any], table: list[Mention], article: Article) -> Statement:
    subject, relation, target, *args = line["surface"]
    sentence = Span(*line["sentence"])
    return Statement(
        article=article.id,
        subject=table[line["subject"]],
        relation=line["relation"],
        object=None if line["object"] is None else table[line["object"]],
        surface=Surface(subject=subject, relation=relation, object=target, args=tuple(args)),
        status=Status(line["status"]),
        date=line["date"],
        attributed_to=None if line["attributed_to"] is None else table[line["attributed_to"]],
        confidence=line["confidence"],
        evidence=Evidence(
            article=article.id,
            sentence=sentence,
            quote=sentence.of(article.text) if line["quote"] is None else line["quote"],
            trigger=Span(*line["trigger"]) if line["trigger"] else None,
            cues=tuple(Span(*cue) for cue in line["cues"]),
            extractor=line["extractor"],
            rule=line["rule"],
            source=line["source"],
        ),
    )

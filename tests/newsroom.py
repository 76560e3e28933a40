"""Articles of one kind of sentence ("Ann Lee visits Paris."), and a reader for them that needs no model.

The tests of graphs and builds are about what becomes of statements, not about how they are read; so these are read by a
pattern. Names are capitalised words; "will visit", "denies that … visits", "says that" set the status.
"""

import re
from collections.abc import Iterable

from kg import ontology
from kg.graph import KnowledgeGraph
from kg.graph.records import Record, Run
from kg.linkers import resolve
from kg.linkers.judgements import NONE
from kg.model import (
    Article,
    Cluster,
    Evidence,
    Link,
    Mention,
    MentionKind,
    Span,
    Statement,
    Status,
    Surface,
)

NAME = r"(?:[A-Z]\w*(?: [A-Z]\w*)*|She|He)"
SENTENCE = re.compile(
    rf"(?P<subject>{NAME}) (?P<words>visits|will visit|may visit|never visits|meets|partners with|leads|praises) "
    rf"(?P<object>{NAME}|\d{{4}})(?: on (?P<date>\d{{4}}-\d\d-\d\d))?(?:, (?P<speaker>{NAME}) says)?\."
)
RELATIONS = {
    "visits": "visits",
    "will visit": "visits",
    "may visit": "visits",
    "never visits": "visits",
    "meets": "meetsWith",
    "partners with": "partnersWith",
    "leads": "headOf",
}
STATUSES = {"will visit": Status.PLANNED, "may visit": Status.POSSIBLE, "never visits": Status.DENIED}
RUN = Run(kg="1", model="pattern")
COUNTRIES = {"France": "country:FR", "Japan": "country:JP"}


def article(id: str, text: str, **fields: str) -> Article:
    return Article(id=id, text=text, **fields)


def read(article: Article, run: Run = RUN) -> Record:
    """Every sentence that fits the pattern, with links and clusters."""
    mentions: dict[Span, Mention] = {}
    statements = []
    for match in SENTENCE.finditer(article.text):
        for group in ("subject", "object", "speaker"):
            if match[group]:
                span = Span(*match.span(group))
                mentions[span] = _mention(article, span)
        statements.append(_statement(article, match, mentions))
    links, clusters = _link(article, mentions)
    return Record(
        article=article,
        statements=tuple(statements),
        links=links,
        clusters=clusters,
        run=run,
        words=len(article.text.split()),
    )


def _mention(article: Article, span: Span) -> Mention:
    words = span.of(article.text)
    kind = MentionKind.NAME
    if words in ("She", "He"):
        kind = MentionKind.PRONOUN
    elif words.isdigit():
        kind = MentionKind.VALUE
    thing = "Country" if words in COUNTRIES else "Date" if words.isdigit() else "Person"
    return Mention(
        article=article.id,
        span=span,
        text=words,
        type=thing,
        kind=kind,
        value=words if words.isdigit() else None,
    )


def _statement(article: Article, match: re.Match[str], mentions: dict[Span, Mention]) -> Statement:
    def at(group: str) -> Mention | None:
        return mentions[Span(*match.span(group))] if match[group] else None

    subject, target, words = at("subject"), at("object"), match["words"]
    assert subject is not None
    assert target is not None
    status = STATUSES.get(words, Status.ASSERTED)
    if match["speaker"] and status is Status.ASSERTED:
        status = Status.REPORTED
    return Statement(
        article=article.id,
        subject=subject,
        relation=RELATIONS.get(words),
        object=target,
        surface=Surface(subject=subject.text, relation=words, object=target.text),
        status=status,
        date=match["date"],
        attributed_to=at("speaker"),
        confidence=0.8,
        evidence=Evidence(
            article=article.id,
            sentence=Span(*match.span()),
            quote=match[0],
            trigger=Span(*match.span("words")),
            extractor="pattern",
            rule=words,
            source=article.source,
        ),
    )


def _link(article: Article, mentions: dict[Span, Mention]) -> tuple[tuple[Link, ...], tuple[Cluster, ...]]:
    named = [mention for _, mention in sorted(mentions.items()) if mention.kind is MentionKind.NAME]
    names = sorted({mention.text for mention in named})
    links = tuple(Link(mention=mention, cluster=names.index(mention.text), reason="same name") for mention in named)
    clusters = tuple(
        Cluster(
            article=article.id,
            index=index,
            type="Country" if name in COUNTRIES else "Person",
            names=(name,),
            key=COUNTRIES.get(name),
        )
        for index, name in enumerate(names)
    )
    return links, clusters


def graph(*articles: Article, inferred: bool = False) -> KnowledgeGraph:
    """The graph of these articles, in memory."""
    records = {item.id: read(item) for item in sorted(articles, key=lambda item: item.id)}
    return KnowledgeGraph(
        records,
        linkage=resolve(_first_clusters(records.values()), NONE),
        ontology=ontology.read(),
        inferred=inferred,
    )


def _first_clusters(records: Iterable[Record]) -> list[Cluster]:
    """The clusters of the articles whose text no other has before them."""
    seen: set[str] = set()
    found: list[Cluster] = []
    for record in records:
        if record.article.digest not in seen:
            seen.add(record.article.digest)
            found.extend(record.clusters)
    return found

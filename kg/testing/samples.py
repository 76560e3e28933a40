"""What the checks feed to plug-ins: a text, parsed documents, a graph made by hand."""

from dataclasses import dataclass

from kg import language, mentions, ontology, text
from kg.graph import KnowledgeGraph
from kg.model import (
    Article,
    Document,
    Entity,
    Evidence,
    Link,
    Linkage,
    Mention,
    MentionKind,
    Span,
    Statement,
    Status,
    Surface,
)

SAMPLE_TEXT = (
    "Ada Lind praised Ben Holm on Tuesday.\n"
    "Lind, the chief executive of Norrland Paper, is to visit Japan on May 3. She did not meet Holm.\n"
    "According to critics, the company could acquire Tallbacken Timber for US$52.5 million.\n"
)
"""A text with a plan, a denial, a claim, a pronoun, a date and an amount."""


def documents(*texts: str) -> tuple[Document, ...]:
    """Documents as an extractor gets them: cut, parsed, with their mentions; the ids are "sample-0", "sample-1" …"""
    articles = (Article(id=f"sample-{number}", text=words) for number, words in enumerate(texts))
    return tuple(mentions.find(language.parse(text.cut(article) for article in articles)))


@dataclass(frozen=True, slots=True)
class _End:
    label: str
    type: str

    @property
    def id(self) -> str:
        return f"urn:newskg:entity:sample-{len(self.label)}"

    @property
    def is_value(self) -> bool:
        return self.type == "Date"


_ADA = _End('Ada "Addie" Lind', "Person")
_BEN = _End("=Ben & <Sons>\x07 岸田", "Company")
_JAPAN = _End("Japan 🗾", "Country")
_MAY = _End("1998-05", "Date")
_SAID = (
    (_ADA, "visits", _JAPAN, Status.PLANNED, "--05-03"),
    (_ADA, "meetsWith", _BEN, Status.DENIED, None),
    (_BEN, "foundedOn", _MAY, Status.ASSERTED, None),
    (_ADA, None, _BEN, Status.ASSERTED, "2024"),
)


def sample_graph() -> KnowledgeGraph:
    """Four facts (planned, denied, with a date as object, open) about names that exporters trip over."""
    lines = [f"{subject.label} {relation or 'is fond of'} {object.label}" for subject, relation, object, *_ in _SAID]
    words = "\n".join(lines)
    article = Article(id="sample/one", text=words, title="Lind to go", published="2024-04-01", source="Daily")
    statements = [
        _statement(article, index, sum(len(line) + 1 for line in lines[:index])) for index in range(len(_SAID))
    ]
    ends = (_ADA, _BEN, _JAPAN)
    said = [mention for s in statements for mention in (s.subject, s.object) if mention and mention.value is None]
    index_of = {end.label: index for index, end in enumerate(ends)}
    return KnowledgeGraph.of(
        articles=[article],
        statements=statements,
        links={article.id: tuple(Link(mention=m, cluster=index_of[m.text], reason="same name") for m in said)},
        linkage=Linkage(
            entities=tuple(Entity(id=end.id, label=end.label, type=end.type, aliases=(end.label,)) for end in ends),
            entity_of={(article.id, index): end.id for index, end in enumerate(ends)},
        ),
        ontology=ontology.read(),
    )


def empty_graph() -> KnowledgeGraph:
    """A graph of nothing."""
    nobody = Linkage(entities=(), entity_of={})
    return KnowledgeGraph.of(articles=(), statements=(), links={}, linkage=nobody, ontology=ontology.read())


def _statement(article: Article, index: int, start: int) -> Statement:
    subject, relation, object, status, date = _SAID[index]
    words = relation or "is fond of"
    trigger = Span(start + len(subject.label) + 1, start + len(subject.label) + 1 + len(words))
    sentence = Span(start, trigger.end + 1 + len(object.label))
    return Statement(
        article=article.id,
        subject=_mention(article.id, subject, start),
        relation=relation,
        object=_mention(article.id, object, trigger.end + 1),
        surface=Surface(subject=subject.label, relation=words, object=object.label),
        status=status,
        date=date,
        confidence=0.9,
        evidence=Evidence(
            article=article.id,
            sentence=sentence,
            quote=sentence.of(article.text),
            trigger=trigger,
            extractor="sample",
            rule="by hand",
        ),
    )


def _mention(article: str, end: _End, start: int) -> Mention:
    return Mention(
        article=article,
        span=Span(start, start + len(end.label)),
        text=end.label,
        type=end.type,
        kind=MentionKind.VALUE if end.is_value else MentionKind.NAME,
        value=end.label if end.is_value else None,
    )

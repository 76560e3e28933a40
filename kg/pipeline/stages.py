"""What becomes of one article: the tuple of stages, each timed in CPU seconds."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import filterfalse
from time import process_time
from typing import TYPE_CHECKING

from kg import extractors, language, mentions, plugins, text
from kg.facts import is_by_reading
from kg.graph.records import Record, Run, dump
from kg.model import Article, Document, Span, Statement

if TYPE_CHECKING:
    from kg.ontology import Ontology


@dataclass(slots=True, kw_only=True)
class Seconds:
    """CPU seconds by stage. `longest_sentence` is all but the parse of the slowest sentence.

    What is loaded before the first article is apart: the model, the word lists, the ontology (into the store, too).
    """

    read: float = 0.0
    parse: float = 0.0
    extract: float = 0.0
    link: float = 0.0
    store: float = 0.0
    longest_sentence: float = 0.0

    def add(self, other: "Seconds") -> None:
        for name in ("read", "parse", "extract", "link", "store"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.longest_sentence = max(self.longest_sentence, other.longest_sentence)


# Stages from documents to documents: what is timed under which name, and the function.
PREPARE: tuple[tuple[str, Callable[[Iterable[Document]], Iterator[Document]]], ...] = (
    ("parse", language.parse),
    ("extract", mentions.find),
)


@dataclass(slots=True, kw_only=True)
class Reading:
    """Turns articles into records with one ontology; `seconds` sums up what that cost.

    `extractors` are those that read (empty: all but those that ask somebody else), `linker` the one that links.
    With `sentences`, the longest sentence of each article is read once more by itself, to tell what it costs.
    """

    ontology: "Ontology"
    run: Run = field(default_factory=Run)
    sentences: bool = False
    extractors: tuple[str, ...] = ()
    linker: str = "sieve"
    seconds: Seconds = field(default_factory=Seconds)

    def record(self, article: Article) -> Record:
        """Everything that the article says. Raises `InvalidArticle` when it cannot be built."""
        document = self._prepare(article)
        started = process_time()
        statements = tuple(extractors.extract([document], ontology=self.ontology, names=self.extractors))
        self._spent("extract", started)
        started = process_time()
        links, clusters = plugins.load("linkers", self.linker)(document, statements)
        self._spent("link", started)
        if self.sentences:
            cost = self._cost_of_longest_sentence(document)
            self.seconds.longest_sentence = max(self.seconds.longest_sentence, cost)
        return Record(
            article=article,
            statements=tuple(sorted(filterfalse(is_by_reading, statements), key=_place)),
            links=tuple(sorted(links, key=lambda link: (*_ends(link.mention.span), link.cluster))),
            clusters=tuple(sorted(clusters, key=lambda cluster: cluster.index)),
            run=self.run,
            words=len(article.text.split()),
        )

    def content(self, article: Article) -> tuple[bytes, int]:
        """The record as a directory keeps it, and how many words were read. Raises `InvalidArticle`."""
        record = self.record(article)
        started = process_time()
        content = dump(record)
        self._spent("store", started)
        return content, record.words

    def _prepare(self, article: Article) -> Document:
        started = process_time()
        document = text.cut(article)
        self._spent("read", started)
        for name, stage in PREPARE:
            started = process_time()
            (document,) = stage([document])
            self._spent(name, started)
        return document

    def _spent(self, name: str, started: float) -> None:
        setattr(self.seconds, name, getattr(self.seconds, name) + process_time() - started)

    def _cost_of_longest_sentence(self, document: Document) -> float:
        """CPU seconds of all but the parse for the longest sentence, read as an article of its own."""
        if document.doc is None or not len(document.doc):
            return 0.0
        longest = max(document.doc.sents, key=len)
        alone = replace(
            text.cut(replace(document.article, text=longest.text_with_ws)), doc=longest.as_doc(copy_user_data=False)
        )
        started = process_time()
        (found,) = mentions.find([alone])
        statements = tuple(extractors.extract([found], ontology=self.ontology, names=self.extractors))
        plugins.load("linkers", self.linker)(found, statements)
        return process_time() - started


def _place(statement: Statement) -> tuple[int, ...]:
    """Where the statement stands; those of one place stay in the order in which they were read."""
    return *_ends(statement.evidence.sentence), *_ends(statement.subject.span)


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end

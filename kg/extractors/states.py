"""Learned states: born, lives, works for, leads, member of, headquartered, founded, owned, married, child, and so on.

Every two participants of a sentence are looked at together; weights that `kg train` wrote say how likely each
relation holds between them. The shipped weights know the relations of KnowledgeNet; other weights know others.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.extractors.clauses.sentence import Sentence, Table, Word
from kg.extractors.pairs import pairs_of
from kg.extractors.status import status_of
from kg.extractors.weights import Weights
from kg.model import Document, Evidence, Mention, Span, Statement, Status, Surface
from kg.shipped import shipped

if TYPE_CHECKING:
    from spacy.tokens import Span as Words
    from spacy.tokens import Token

    from kg.ontology import Ontology

EXTRACTOR = "states"
# Marked text marks what holds; of what is only planned, possible or reported the weights know little.
_TAUGHT = (Status.ASSERTED, Status.DENIED)
WEIGHTS = shipped("data", "weights", "states.npz")


def extract(
    documents: Iterable[Document], *, ontology: "Ontology", weights: Path | None = None, **_: object
) -> Iterator[Statement]:
    """The states that parsed documents with mentions express; `weights` replaces the shipped weights.

    Confidence is a probability, calibrated on text kept out of training. Raises `InvalidWeights`.
    """
    learned = _read(weights or WEIGHTS)
    for document in documents:
        if document.doc is not None and len(document.doc):
            yield from _statements(document, learned)


@cache
def _read(path: Path) -> Weights:
    return Weights.read(path)


def _statements(document: Document, weights: Weights) -> Iterator[Statement]:
    pairs = pairs_of(document, pair_types=weights.pair_types)
    if not len(pairs):
        return
    writer = _Writer(document)
    for row, output, confidence in weights.found(pairs):
        one, other = pairs.indices[row]
        ends = (other, one) if output.reverse else (one, other)
        subject, object_ = (pairs.participants[each] for each in ends)
        top = pairs.tops[row] if pairs.tops[row] >= 0 else subject.head
        yield writer.statement((subject.mention, object_.mention), output.relation, top, confidence)


class _Writer:
    """Turns what the weights say of two participants into statements; a sentence is read for cues only once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.table = Table(document.doc)
        self.sentences: dict[int, list[Word]] = {}

    def statement(self, ends: tuple[Mention, Mention], relation: str, joint: int, confidence: float) -> Statement:
        """What two mentions are to each other, by the token that joins them."""
        (one, other), top = ends, self.document.doc[joint]
        article, words = self.document.article, top.sent
        sentence = Span(words.start_char, words.end_char)
        status, cues = self._status(top, words)
        return Statement(
            article=article.id,
            subject=one,
            relation=relation,
            object=other,
            surface=Surface(subject=one.text, relation="", object=other.text),
            status=status,
            confidence=round(confidence if status in _TAUGHT else confidence / 2, 4),
            evidence=Evidence(
                article=article.id,
                sentence=sentence,
                quote=sentence.of(article.text),
                trigger=Span(top.idx, top.idx + len(top)),
                cues=cues,
                extractor=EXTRACTOR,
                rule="learned",
            ),
        )

    def _status(self, top: "Token", sentence: "Words") -> tuple[Status, tuple[Span, ...]]:
        """The status of the word that joins the two participants, and the places of the words that set it."""
        if sentence.start not in self.sentences:
            self.sentences[sentence.start] = Sentence(sentence, self.table).words
        status, cues = status_of(self.sentences[sentence.start][top.i - sentence.start])
        return status, tuple(Span(cue.token.idx, cue.token.idx + len(cue.token)) for cue in cues)

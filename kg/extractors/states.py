"""Learned states: born, lives, works for, leads, member of, headquartered, founded, owned, married, child, and so on.

Every two participants of a sentence are looked at together; weights that `kg train` wrote say how likely each
relation holds between them. The shipped weights know the relations of KnowledgeNet; other weights know others.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.extractors.clauses.sentence import Sentence
from kg.extractors.pairs import Pairs, pairs_of
from kg.extractors.status import status_of
from kg.extractors.weights import Weights
from kg.model import Document, Evidence, Span, Statement, Status, Surface
from kg.shipped import shipped

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.ontology import Ontology

EXTRACTOR = "states"
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
    for row, output, confidence in weights.found(pairs):
        one, other = pairs.indices[row]
        if output.reverse:
            one, other = other, one
        yield _statement(document, pairs, one, other, output.relation, confidence)


def _statement(
    document: Document, pairs: Pairs, subject: int, object_: int, relation: str, confidence: float
) -> Statement:
    one, other = (pairs.reading.participants[each] for each in (subject, object_))
    doc = document.doc
    top = doc[pairs.reading.top_of(one.head, other.head)]
    sentence = Span(top.sent.start_char, top.sent.end_char)
    status, cues = _status(top)
    return Statement(
        article=document.article.id,
        subject=one.mention,
        relation=relation,
        object=other.mention,
        surface=Surface(subject=one.mention.text, relation="", object=other.mention.text),
        status=status,
        confidence=round(confidence, 4),
        evidence=Evidence(
            article=document.article.id,
            sentence=sentence,
            quote=sentence.of(document.article.text),
            trigger=Span(top.idx, top.idx + len(top)),
            cues=cues,
            extractor=EXTRACTOR,
            rule="learned",
        ),
    )


def _status(top: "Token") -> tuple[Status, tuple[Span, ...]]:
    """The status of the word that joins the two participants, and the places of the words that set it."""
    sentence = top.sent
    status, cues = status_of(Sentence(sentence).words[top.i - sentence.start])
    return status, tuple(Span(cue.token.idx, cue.token.idx + len(cue.token)) for cue in cues)

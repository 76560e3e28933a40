"""Learns relations from marked text and writes the weights that `states` reads."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.errors import InvalidMarks
from kg.extractors.calibration import best_threshold, calibration, score_of
from kg.extractors.marks import MarkedText, read_marked
from kg.extractors.network import Flags, Floats, Network, Schedule, fit
from kg.extractors.pairs import Pairs, pairs_of
from kg.extractors.weights import Output, Weights
from kg.model import Article, Document, Line, Role, Span

FOLDS = 3
FEWEST_POSITIVES = 4  # an output with fewer examples is not learned
_FEWEST_USES = 4  # a feature seen in fewer pairs is dropped
_MOST_FEATURES = 60_000
_DOUBTED = 4  # of the pairs that are doubted only, each fourth is learned from


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What training came to: F1 is measured on texts kept out, pair by pair."""

    relations: tuple[str, ...]
    texts: int
    examples: int
    f1: float
    missed: int

    def __str__(self) -> str:
        lost = f"; {self.missed} marks lie outside every pair of mentions" if self.missed else ""
        return (
            f"{len(self.relations)} relations from {self.texts} texts ({self.examples} examples), "
            f"F1 {self.f1:.3f} on texts kept out{lost}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """How much less to say than what is best for F1, for text that is unlike the marked text.

    Nothing is said with less than `min_confidence`; at .3 it is wrong twice as often as right. `doubt` is how much a
    pair counts against a relation that its text is not fully marked for: 0 is right for texts chosen at random, more
    when texts were chosen for their relations.
    """

    min_confidence: float = 0.3
    doubt: float = 0.0


def train(
    marked: Path | Sequence[Path],
    out: Path,
    *,
    care: "Care | None" = None,
    schedule: Schedule | None = None,
    notice: str = "",
) -> Learned:
    """Learns every relation of the marked files and writes weights to `out`.

    What is said and what is not is chosen for the best F1 on texts kept out of training; `care` makes the weights say
    less. `notice` (where the text comes from, its licence) is kept in the file. Raises `InvalidMarks`.
    """
    paths = [marked] if isinstance(marked, Path) else list(marked)
    texts = [text for path in paths for text in read_marked(path)]
    examples = gather(texts)
    weights, learned = learn(examples, schedule=schedule or Schedule(), care=care or Care(), notice=notice)
    weights.write(out)
    return learned


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """All candidate pairs of the marked texts: `features[starts[i]:starts[i + 1]]` are those of pair i, of `text[i]`.

    `columns` are (relation, reverse); `labels` say what holds, `marked` where a label is to be believed.
    """

    columns: tuple[tuple[str, bool], ...]
    features: NDArray[np.uint32]
    starts: NDArray[np.int64]
    types: NDArray[np.uint64]
    text: NDArray[np.int64]
    labels: Flags
    marked: Flags
    missed: int
    texts: int


def gather(texts: Sequence[MarkedText]) -> Examples:
    """Parses the texts and labels every candidate pair."""
    from kg import language, mentions

    relations = sorted({relation for text in texts for relation in text.relations | {m.relation for m in text.marks}})
    columns = tuple((relation, reverse) for reverse in (False, True) for relation in relations)
    parts: list[tuple[Pairs, Flags, Flags]] = []
    missed = 0
    for text, document in zip(texts, mentions.find(language.parse(map(_document, texts))), strict=True):
        pairs = pairs_of(document)
        labels, lost = _labels(pairs, text, columns)
        whole = np.array([relation in text.relations for relation, _ in columns])
        parts.append((pairs, labels, labels | whole))
        missed += lost
    return _examples(parts, columns, missed)


def _document(text: MarkedText) -> Document:
    """Every line is read: whoever marked the text knew what to mark."""
    lines, at = [], 0
    for line in text.text.splitlines(keepends=True):
        words = line.splitlines()[0]
        if words.strip():
            lines.append(Line(span=Span(at, at + len(words)), role=Role.BODY))
        at += len(line)
    return Document(article=Article(id=text.id, text=text.text), lines=tuple(lines))


def _labels(pairs: Pairs, text: MarkedText, columns: Sequence[tuple[str, bool]]) -> tuple[Flags, int]:
    column_of = {column: place for place, column in enumerate(columns)}
    labels = np.zeros((len(pairs), len(columns)), dtype=bool)
    found = set()
    for row, (one, other) in enumerate(pairs.indices):
        a, b = (pairs.participants[each].mention.span for each in (one, other))
        for mark in text.marks:
            for reverse, subject, object_ in ((False, a, b), (True, b, a)):
                if mark.subject.overlaps(subject) and mark.object.overlaps(object_):
                    labels[row, column_of[mark.relation, reverse]] = True
                    found.add(mark)
    return labels, len(set(text.marks) - found)


def _examples(
    parts: Sequence[tuple[Pairs, Flags, Flags]], columns: tuple[tuple[str, bool], ...], missed: int
) -> Examples:
    if not any(len(pairs) for pairs, _, _ in parts):
        raise InvalidMarks("no two mentions stand together in any sentence of the marked text: nothing can be learned")
    sizes = [len(pairs.features) for pairs, _, _ in parts]
    shifts = np.concatenate([[0], np.cumsum(sizes)])
    return Examples(
        columns=columns,
        features=np.concatenate([pairs.features for pairs, _, _ in parts]),
        starts=np.concatenate(
            [pairs.starts + shift for (pairs, _, _), shift in zip(parts, shifts, strict=False)] + [shifts[-1:]]
        ),
        types=np.concatenate([pairs.types for pairs, _, _ in parts]),
        text=np.repeat(np.arange(len(parts)), [len(pairs) for pairs, _, _ in parts]),
        labels=np.concatenate([labels for _, labels, _ in parts]),
        marked=np.concatenate([marked for _, _, marked in parts]),
        missed=missed,
        texts=len(parts),
    )


def learn(examples: Examples, *, schedule: Schedule, care: Care, notice: str = "") -> tuple[Weights, Learned]:
    """Learns the weights: first on all folds of texts but one to calibrate on the one left out, then on everything."""
    examples = _learnable(examples)
    vocabulary = _vocabulary(examples)
    matrix = _matrix(examples, vocabulary)
    allowed = _types(examples)
    belief = _belief(examples, allowed, care)
    telling = _telling(belief)
    fold = _folds(examples)
    held_out = np.empty(examples.labels.shape, dtype=np.float32)
    for each in range(FOLDS):
        inside, outside = telling & (fold != each), fold == each
        network = fit(matrix[inside], examples.labels[inside], belief[inside], schedule)
        held_out[outside] = network.scores(matrix[outside])
    outputs, f1 = _outputs(examples, held_out, allowed, care)
    network = fit(matrix[telling], examples.labels[telling], belief[telling], schedule)
    weights = _weights(network, vocabulary, outputs, allowed, notice)
    learned = Learned(
        relations=tuple(sorted({relation for relation, _ in examples.columns})),
        texts=examples.texts,
        examples=int(examples.labels.sum()),
        f1=f1,
        missed=examples.missed,
    )
    return weights, learned


def _learnable(examples: Examples) -> Examples:
    """Without the columns that have too few examples."""
    enough = examples.labels.sum(axis=0) >= FEWEST_POSITIVES
    if not enough.any():
        raise InvalidMarks(
            f"no relation is marked {FEWEST_POSITIVES} times between mentions that stand in one sentence: "
            "nothing can be learned"
        )
    return replace(
        examples,
        columns=tuple(column for column, kept in zip(examples.columns, enough, strict=True) if kept),
        labels=examples.labels[:, enough],
        marked=examples.marked[:, enough],
    )


def _vocabulary(examples: Examples) -> NDArray[np.uint32]:
    """The features that occur often enough, sorted; of too many, those that occur most."""
    features, uses = np.unique(examples.features, return_counts=True)
    fewest = min(_FEWEST_USES, max(1, len(examples.types) // 100))
    kept = np.flatnonzero(uses >= fewest)
    if len(kept) > _MOST_FEATURES:
        kept = np.sort(kept[np.argsort(-uses[kept], kind="stable")[:_MOST_FEATURES]])
    return features[kept].astype(np.uint32)


def _matrix(examples: Examples, vocabulary: NDArray[np.uint32]) -> Any:
    """The known features of each pair as a sparse row, divided by the root of their number."""
    from scipy.sparse import csr_matrix

    place = np.searchsorted(vocabulary, examples.features)
    place[place == len(vocabulary)] = 0
    known = vocabulary[place] == examples.features
    row = np.repeat(np.arange(len(examples.types)), np.diff(examples.starts))[known]
    count = np.bincount(row, minlength=len(examples.types))
    share = (1 / np.sqrt(count.clip(1))).astype(np.float32)
    return csr_matrix((share[row], (row, place[known])), (len(examples.types), len(vocabulary)))


def _folds(examples: Examples) -> NDArray[np.int64]:
    """The fold of each pair; a text is in one fold, neighbours are in different ones."""
    return np.asarray(examples.text % FOLDS, dtype=np.int64)


def _types(examples: Examples) -> tuple[frozenset[int], ...]:
    """For each column the types of pairs that it was seen with; of many examples, not those that are all but alone."""
    allowed = []
    for column in range(len(examples.columns)):
        types, counts = np.unique(examples.types[examples.labels[:, column]], return_counts=True)
        allowed.append(frozenset(types[counts > counts.sum() // 400].tolist()))
    return tuple(allowed)


def _belief(examples: Examples, allowed: Sequence[frozenset[int]], care: Care) -> Floats:
    """How much each label counts: nothing where the relation never joins such groups, for it is not said there."""
    types = [np.isin(examples.types, list(each)) for each in allowed]
    return (np.where(examples.marked, 1, care.doubt) * np.stack(types, axis=1)).astype(np.float32)


def _telling(belief: Floats) -> Flags:
    """The pairs worth learning from: all that are marked for some relation, and a few of those merely doubted."""
    most = belief.max(axis=1)
    sampled = np.arange(len(most)) % _DOUBTED == 0
    return np.asarray((most == 1) | ((most > 0) & sampled))


def _outputs(
    examples: Examples, held_out: Floats, allowed: Sequence[frozenset[int]], care: Care
) -> tuple[tuple[Output, ...], float]:
    """Each column with its calibration and threshold, and F1 over all of them on what was kept out."""
    outputs, right, said, there = [], 0, 0, 0
    for column, (relation, reverse) in enumerate(examples.columns):
        rows = np.flatnonzero(examples.marked[:, column] & np.isin(examples.types, list(allowed[column])))
        scores, labels = held_out[rows, column], examples.labels[rows, column]
        slope, offset = calibration(scores, labels)
        threshold = max(best_threshold(scores, labels), score_of(care.min_confidence, slope, offset))
        outputs.append(Output(relation=relation, reverse=reverse, slope=slope, offset=offset, threshold=threshold))
        right += int(labels[scores >= threshold].sum())
        said += int((scores >= threshold).sum())
        there += int(labels.sum())
    return tuple(outputs), 2 * right / max(said + there, 1)


def _weights(
    network: Network,
    vocabulary: NDArray[np.uint32],
    outputs: tuple[Output, ...],
    allowed: tuple[frozenset[int], ...],
    notice: str,
) -> Weights:
    """The network with its embedding in whole numbers from -127 to 127, one scale for each feature."""
    scale = np.abs(network.embedding).max(axis=1).clip(1e-6) / 127
    return Weights(
        outputs=outputs,
        vocabulary=vocabulary,
        embedding=np.round(network.embedding / scale[:, None]).astype(np.int8),
        scale=scale.astype(np.float32),
        hidden_bias=network.hidden_bias,
        output=network.output,
        output_bias=network.output_bias,
        pair_types_of=allowed,
        about={"notice": notice, "relations": sorted({output.relation for output in outputs})},
    )

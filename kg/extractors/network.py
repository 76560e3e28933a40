"""Fits the network behind learned relations: hashed features, one hidden layer, one output per relation and direction.

Only training needs this module, and with it SciPy. Everything random comes from one seed.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[np.float32]
type Flags = NDArray[np.bool_]

_START = np.float32(1e-2)  # what the sums of squared gradients begin with, so that first steps stay small


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """How long and how fast to learn. A share of `dropped` features is hidden in each step: none may decide alone."""

    hidden: int = 48
    epochs: int = 8
    steps: int = 250  # at least so many, however few the examples
    batch: int = 256
    rate: float = 0.3
    dropped: float = 0.3
    dropped_hidden: float = 0.3
    decay: float = 1e-6
    seed: int = 20


@dataclass(slots=True, kw_only=True)
class Network:
    """`embedding` has a row for each feature; a pair is the sum of its rows over the root of their number."""

    embedding: Floats
    hidden_bias: Floats
    output: Floats
    output_bias: Floats

    def scores(self, matrix: Any) -> Floats:
        """One row for each row of the sparse matrix of features, already normalised."""
        hidden = np.maximum(matrix @ self.embedding + self.hidden_bias, 0)
        return np.asarray(hidden @ self.output + self.output_bias, dtype=np.float32)


def fit(matrix: Any, labels: Flags, belief: Floats, schedule: Schedule) -> Network:
    """Learns from a sparse matrix of normalised features; `belief` is the weight of each label, 0 if unknown."""
    random = np.random.default_rng(schedule.seed)
    network = _fresh(matrix.shape[1], labels.shape[1], schedule, random)
    learner = _Learner(network, schedule)
    size = matrix.shape[0]
    epochs = max(schedule.epochs, math.ceil(schedule.steps / max(1, math.ceil(size / schedule.batch))))
    for epoch in range(epochs):
        rate = schedule.rate * (1 - epoch / epochs)
        order = random.permutation(size)
        for start in range(0, size, schedule.batch):
            rows = order[start : start + schedule.batch]
            learner.step(matrix[rows], labels[rows], belief[rows], rate, random)
    return network


def _fresh(features: int, outputs: int, schedule: Schedule, random: np.random.Generator) -> Network:
    return Network(
        embedding=(random.standard_normal((features, schedule.hidden)) * 0.05).astype(np.float32),
        hidden_bias=np.zeros(schedule.hidden, dtype=np.float32),
        output=(random.standard_normal((schedule.hidden, outputs)) * 0.1).astype(np.float32),
        output_bias=np.full(outputs, -4, dtype=np.float32),
    )


class _Learner:
    """AdaGrad; of the embedding only the rows that a batch uses are touched."""

    def __init__(self, network: Network, schedule: Schedule) -> None:
        self.network = network
        self.schedule = schedule
        self.embedding = np.full((network.embedding.shape[0], 1), _START, dtype=np.float32)
        self.hidden_bias = np.full_like(network.hidden_bias, _START)
        self.output = np.full_like(network.output, _START)
        self.output_bias = np.full_like(network.output_bias, _START)

    def step(self, batch: Any, labels: Flags, belief: Floats, rate: float, random: np.random.Generator) -> None:
        from scipy.sparse import csr_matrix

        network, schedule = self.network, self.schedule
        kept = (random.random(batch.nnz) >= schedule.dropped) / np.float32(1 - schedule.dropped)
        used, columns = np.unique(batch.indices, return_inverse=True)
        inputs = csr_matrix(((batch.data * kept).astype(np.float32), columns, batch.indptr), (len(labels), len(used)))
        rows = network.embedding[used]
        before = np.asarray(inputs @ rows) + network.hidden_bias
        mask = (random.random(before.shape) >= schedule.dropped_hidden) / np.float32(1 - schedule.dropped_hidden)
        hidden = (np.maximum(before, 0) * mask).astype(np.float32)
        odds = np.clip(hidden @ network.output + network.output_bias, -15, 15)
        error = ((1 / (1 + np.exp(-odds)) - labels) * belief * np.float32(16 / schedule.batch)).astype(np.float32)
        back = ((error @ network.output.T) * mask * (before > 0)).astype(np.float32)
        change = np.asarray(inputs.T @ back) + schedule.decay * rows
        self.embedding[used] += np.square(change).mean(axis=1, keepdims=True)
        network.embedding[used] = rows - rate * change / np.sqrt(self.embedding[used])
        self._dense("hidden_bias", back.sum(axis=0), rate)
        self._dense("output", hidden.T @ error + schedule.decay * network.output, rate)
        self._dense("output_bias", error.sum(axis=0), rate)

    def _dense(self, name: str, change: Floats, rate: float) -> None:
        sums = getattr(self, name)
        sums += np.square(change)
        values = getattr(self.network, name)
        values -= (rate * change / np.sqrt(sums)).astype(np.float32)

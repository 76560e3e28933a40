"""From scores to probabilities, and what is sure enough to be said: chosen on texts kept out of training."""

import math

import numpy as np

from kg.extractors.network import Flags, Floats

USUAL = -1.0  # the score above which a relation is usually said; few examples move it little
_USUAL_WEIGHT = 10


def calibration(scores: Floats, labels: Flags) -> tuple[float, float]:
    """Slope and offset that turn a score into a probability (Platt), drawn towards 1 and 0 where examples are few."""
    slope, offset, pull = 1.0, 0.0, 4.0
    x, y = np.clip(scores.astype(np.float64), -15, 15), labels.astype(np.float64)
    for _ in range(30):
        p = 1 / (1 + np.exp(-(slope * x + offset)))
        spread = p * (1 - p)
        gradient = np.array([((p - y) * x).sum() + pull * (slope - 1), (p - y).sum() + pull * offset])
        cross = (spread * x).sum()
        hessian = np.array([[(spread * x * x).sum() + pull, cross], [cross, spread.sum() + pull]])
        change = np.clip(np.linalg.solve(hessian, gradient), -0.5, 0.5)
        slope, offset = max(slope - change[0], 0.1), offset - change[1]
    return round(float(slope), 4), round(float(offset), 4)


def best_threshold(scores: Floats, labels: Flags) -> float:
    """The score above which F1 is best on texts kept out."""
    order = np.argsort(-scores, kind="stable")
    ranked, hits = scores[order], np.cumsum(labels[order])
    positives = int(labels.sum())
    f1 = 2 * hits / (np.arange(1, len(ranked) + 1) + max(positives, 1))
    best = float(ranked[int(np.argmax(f1))])
    return round((best * positives + USUAL * _USUAL_WEIGHT) / (positives + _USUAL_WEIGHT), 4)


def score_of(probability: float, slope: float, offset: float) -> float:
    """The score that means this probability; the lowest when anything may be said."""
    if probability <= 0:
        return -99.0
    return round((math.log(probability / (1 - probability)) - offset) / slope, 4)

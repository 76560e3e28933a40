"""What is seen of two participants is a set of numbers that never change: weights depend on them."""

import numpy as np

from kg import language, mentions, text
from kg.extractors.features import bucket, pair_features, paths
from kg.extractors.hashes import mixed, numbers, paired, step
from kg.extractors.pairs import MOST_PAIRS, pairs_of
from kg.extractors.participants import participants
from kg.extractors.reading import Reading, sentence_starts
from kg.model import Article, Document


def parsed(words: str) -> Document:
    return next(iter(mentions.find(language.parse([text.cut(Article(id="a", text=words))]))))


def seen(document: Document, one: int, other: int) -> list[int]:
    reading = Reading(document.doc, participants(document), sentence_starts(document.doc))
    pair = np.array([one]), np.array([other])
    features, _ = pair_features(reading, *pair, paths(reading, *pair))
    return features.tolist()


def test_hashes_are_the_same_on_every_machine() -> None:
    """Pinned numbers: when one changes, weights that were learned before are worthless."""
    items = numbers(1, 2)
    assert step(step(numbers(0), items[:1]), items[1:]).tolist() == [13585272696787871093]
    assert mixed(items, numbers(3)).tolist() == [15656789084241592618, 11740295077945678216]
    assert paired(items, items[::-1]).tolist() == [12624113417678674113, 2239391779027899992]


def test_counts_are_made_coarse() -> None:
    """Few words apart are told exactly, many are all alike."""
    assert bucket(np.array((0, 4, 7, 20, 21, 500))).tolist() == [0, 4, 5, 9, 10, 10]


def test_the_same_grammar_gives_the_same_features_whatever_the_names() -> None:
    """Only the words of the two names themselves differ between two sentences of one form."""
    one, other = (
        set(seen(parsed(words), 0, 1)) for words in ("Maria Keller lives in Hamburg.", "Peter Brandt lives in Lisbon.")
    )
    assert len(one & other) > 0.8 * len(one)


def test_direction_is_seen() -> None:
    """Who bought whom is another set of features than who was bought."""
    document = parsed("Hartwell Corp bought Delmar Inc.")
    assert set(seen(document, 0, 1)) != set(seen(document, 1, 0))


def test_pairs_stay_within_a_sentence() -> None:
    """Two sentences with a name each have no pair."""
    assert not len(pairs_of(parsed("Maria Keller slept. Rain fell in Hamburg.")))


def test_the_number_of_pairs_is_bounded() -> None:
    """A sentence with a hundred names gives no more than the limit."""
    names = ", ".join(f"Maria Keller {chr(65 + i % 26)}." for i in range(100))
    assert len(pairs_of(parsed(f"Present were {names}"))) <= MOST_PAIRS


def test_unlisted_pair_types_are_left_out() -> None:
    """A relation that never joins such groups is not even looked at."""
    document = parsed("Maria Keller lives in Hamburg.")
    assert len(pairs_of(document)) == 1
    assert not len(pairs_of(document, pair_types=frozenset()))

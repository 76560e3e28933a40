"""Nearly equal articles are paired, others are not, and the order of articles does not matter."""

import random
from pathlib import Path

from kg.model import Article
from kg.readers import read
from kg.text import near_duplicates

ROOT = Path(__file__).parents[2]


def article(id: str, words: list[str]) -> Article:
    return Article(id=id, text=" ".join(words))


def words(seed: int, count: int = 400) -> list[str]:
    generator = random.Random(seed)
    return [f"word{generator.randrange(3000)}" for _ in range(count)]


def test_equal_texts_are_a_pair_of_similarity_one() -> None:
    (pair,) = near_duplicates([article("b", words(1)), article("a", words(1))])
    assert (pair.article, pair.other, pair.similarity) == ("a", "b", 1.0)


def test_a_changed_headline_and_a_lost_last_paragraph_still_make_a_pair() -> None:
    original = words(1)
    (pair,) = near_duplicates([article("a", original), article("b", ["new", "headline", *original[:340]])])
    assert 0.7 <= pair.similarity < 1


def test_other_texts_are_no_pair() -> None:
    assert near_duplicates([article(str(n), words(n)) for n in range(30)]) == ()


def test_the_samples_are_all_different() -> None:
    assert near_duplicates(a for a in read(ROOT / "data" / "articles") if isinstance(a, Article)) == ()


def test_the_order_of_articles_does_not_matter() -> None:
    articles = [article(f"{n}{copy}", words(n)[: 400 - 20 * copy]) for n in range(8) for copy in range(3)]
    expected = near_duplicates(articles)
    assert len(expected) > 8
    for seed in range(3):
        random.Random(seed).shuffle(articles)
        assert near_duplicates(articles) == expected


def test_many_copies_are_as_many_pairs_less_one() -> None:
    """Copies of copies do not multiply: a wire story in a thousand papers stays readable."""
    articles = [article(f"{n:03}", [*words(1), str(n)]) for n in range(60)] + [article("z", words(1))] * 2
    pairs = near_duplicates(articles)
    assert len(pairs) == 60
    assert {pair.other for pair in pairs} == {f"{n:03}" for n in range(1, 60)} | {"z"}


def test_texts_without_words_are_no_pair() -> None:
    assert near_duplicates([Article(id="a", text="***"), Article(id="b", text="***")]) == ()

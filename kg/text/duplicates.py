"""Articles that are nearly the same: a dispatch that two papers print. They are marked, never dropped."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from kg.model import Article

_SHINGLE = 5  # words in a row
_PERMUTATIONS = 128
_SIMILAR = 0.7  # Jaccard similarity of the shingles; an article and its first four fifths have about 0.8
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class NearDuplicate:
    """Two articles that share most of their words; `similarity` is the estimated Jaccard index, from 0 to 1."""

    article: str
    other: str
    similarity: float


def near_duplicates(articles: Iterable[Article], similar: float = _SIMILAR) -> tuple[NearDuplicate, ...]:
    """Pairs every article with the one before it, by id, that it resembles most, if at least this much; sorted.

    A hundred copies of a dispatch are 99 pairs. Equal texts are pairs too, with similarity 1. The result depends on
    the articles only, not on their order.
    """
    from datasketch import MinHashLSH

    sketches = {article.id: sketch for article in articles if (sketch := _sketch(article.text)) is not None}
    index = MinHashLSH(threshold=max(0.1, similar - 0.1), num_perm=_PERMUTATIONS)
    pairs = []
    for id in sorted(sketches):
        alike = [(-_similarity(sketches[id], sketches[other]), other) for other in index.query(sketches[id])]
        distance, other = min(alike, default=(0.0, ""))
        if -distance >= similar:
            pairs.append(NearDuplicate(article=other, other=id, similarity=-distance))
        if distance > -1:  # an equal text is found by its first copy
            index.insert(id, sketches[id])
    return tuple(sorted(pairs))


def _similarity(one: Any, other: Any) -> float:
    return round(float(one.jaccard(other)), 2)


def _sketch(text: str) -> Any:
    from datasketch import MinHash

    words = [word.casefold() for word in _WORD.findall(text)]
    if not words:
        return None
    shingles = {" ".join(words[at : at + _SHINGLE]) for at in range(max(1, len(words) - _SHINGLE + 1))}
    sketch = MinHash(num_perm=_PERMUTATIONS, hashfunc=_hash)
    sketch.update_batch([shingle.encode() for shingle in sorted(shingles)])
    return sketch


def _hash(data: bytes) -> int:
    return int.from_bytes(blake2b(data, digest_size=4).digest(), "little")

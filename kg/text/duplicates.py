"""Articles that are nearly the same: a dispatch that two papers print. They are marked, never dropped."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any
from zlib import crc32

from kg.model import Article

_SHINGLE = 5  # words in a row
_PERMUTATIONS = 128
# Of 128 values, 18 bands of 7: what `MinHashLSH` integrates for whenever it is asked for pairs from 0.6 up.
_BANDS = (18, 7)
_SIMILAR = 0.7  # Jaccard similarity of the shingles; an article and its first four fifths have about 0.8
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class NearDuplicate:
    """Two articles that share most of their words; `similarity` is the estimated Jaccard index, from 0 to 1."""

    article: str
    other: str
    similarity: float


def near_duplicates(articles: Iterable[Article]) -> tuple[NearDuplicate, ...]:
    """Pairs every article with the one before it, by id, that it resembles most, if by 0.7 at least; sorted.

    A hundred copies of a dispatch are 99 pairs. Equal texts are pairs too, with similarity 1. The result depends on
    the articles only, not on their order.
    """
    from datasketch import MinHashLSH

    sketches = {article.id: sketch for article in articles if (sketch := _sketch(article.text)) is not None}
    index = MinHashLSH(num_perm=_PERMUTATIONS, params=_BANDS)
    pairs = []
    for id in sorted(sketches):
        alike = [(-_similarity(sketches[id], sketches[other]), other) for other in index.query(sketches[id])]
        distance, other = min(alike, default=(0.0, ""))
        if -distance >= _SIMILAR:
            pairs.append(NearDuplicate(article=other, other=id, similarity=-distance))
        if distance > -1:  # an equal text is found by its first copy
            index.insert(id, sketches[id])
    return tuple(sorted(pairs))


def _similarity(one: Any, other: Any) -> float:
    return round(float(one.jaccard(other)), 2)


def _sketch(text: str) -> Any:
    words = _WORD.findall(text.casefold())
    if not words:
        return None
    shingles = {" ".join(words[at : at + _SHINGLE]) for at in range(max(1, len(words) - _SHINGLE + 1))}
    sketch = _empty().copy()
    sketch.update_batch([shingle.encode() for shingle in shingles])
    return sketch


@cache
def _empty() -> Any:
    """A sketch of nothing, to be copied: it draws its permutations, which takes longer than an article."""
    from datasketch import MinHash

    return MinHash(num_perm=_PERMUTATIONS, hashfunc=crc32)

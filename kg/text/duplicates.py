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
    """Every pair of articles at least this similar, sorted; `article` is the id that sorts first.

    Equal texts are pairs too, with similarity 1. The result depends on the articles only, not on their order.
    """
    from datasketch import MinHashLSH

    sketches = {article.id: sketch for article in articles if (sketch := _sketch(article.text)) is not None}
    index = MinHashLSH(threshold=max(0.1, similar - 0.1), num_perm=_PERMUTATIONS)
    pairs = set()
    for id in sorted(sketches):
        for other in index.query(sketches[id]):
            score = round(float(sketches[id].jaccard(sketches[other])), 2)
            if score >= similar:
                pairs.add(NearDuplicate(article=other, other=id, similarity=score))
        index.insert(id, sketches[id])
    return tuple(sorted(pairs))


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

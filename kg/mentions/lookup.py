"""Finds in a text the names that the gazetteer knows."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from kg import gazetteers

if TYPE_CHECKING:
    from spacy.tokens import Doc


@cache
def _by_first_word() -> Mapping[int, tuple[tuple[int, ...], ...]]:
    """The names, demonyms and metonyms of the gazetteer, longest first, under their first word.

    Words are the numbers that spaCy gives them, which are the same in every vocabulary.
    """
    import spacy

    tokenizer = spacy.blank("en").tokenizer
    found: dict[int, list[tuple[int, ...]]] = {}
    for name in {*gazetteers.names(), *gazetteers.demonyms(), *gazetteers.metonyms(), *gazetteers.shouted()}:
        words = tuple(token.orth for token in tokenizer(name))
        found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(several, key=lambda w: (-len(w), w))) for first, several in found.items()}


def known_names(doc: "Doc") -> Iterator[tuple[int, int]]:
    """First and last token (exclusive) of each name of the gazetteer, the longest at each place."""
    index = _by_first_word()
    numbers = doc.to_array("ORTH").tolist()
    for start, number in enumerate(numbers):
        for words in index.get(number, ()):
            end = start + len(words)
            if tuple(numbers[start:end]) == words and _is_meant(doc, start, end):
                yield start, end
                break


def _is_meant(doc: "Doc", start: int, end: int) -> bool:
    """A word of the gazetteer is a name only where the tagger sees a name or a nationality, not in "the polish"."""
    word = doc[end - 1]
    if end - start > 1:
        return True
    if word.text.isupper() and len(word.text) > 1:
        return not _is_shouted(doc, start)
    if word.pos_ == "PROPN" or (word.ent_type_ != "" and word.text[:1].isupper()):
        return True
    return word.pos_ in ("ADJ", "NOUN") and word.text in gazetteers.demonyms()


def _is_shouted(doc: "Doc", index: int) -> bool:
    """Whether the words around are all in capitals, as in a headline that shouts."""
    around = [t for t in doc[max(0, index - 3) : index + 4] if t.is_alpha and len(t) > 3]
    return bool(around) and all(t.is_upper for t in around)

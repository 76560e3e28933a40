"""Names: what the model found, repaired by the gazetteer and by what the text itself says of each name."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg import gazetteers
from kg.mentions.classes import ENTITY_CLASSES
from kg.mentions.typing import types_of
from kg.model import Document, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_INNER = frozenset({"of", "&", "and", "de", "the", "for", "la", "du", "von", "van", "der", "al", "bin", "del", "da"})
_TRAILING = frozenset({"'s", "’s", "'", "’", ",", ".", ";", ":", "-", "–", "—", '"', "”", "“", "``", "''", ")", "("})
_MIXED_CASE = re.compile(r"[a-z]{1,2}[A-Z]\w*$")
_MODEL_NUMBER = re.compile(r"(?=.*\d)(?=.*[A-Z])[A-Z0-9][\w-]*s?$")
_NOT_NAMES = frozenset({"mr", "mrs", "ms", "dr", "sir", "monday", "god"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Tokens that are a name: from `start` to `end` (exclusive), the class that its finder gives, and the finder."""

    start: int
    end: int
    type: str
    source: str

    def inside(self, other: "Found") -> bool:
        return (
            other.start <= self.start and self.end <= other.end and (self.end - self.start) < (other.end - other.start)
        )


def names(document: Document, *, taken: Iterable[Mention] = ()) -> Iterator[Mention]:
    """Every name of the document, without article or possessive, never overlapping; one spelling has one class."""
    doc = document.doc
    busy = _tokens_of(doc, taken)
    found = _choose(doc, [*_from_model(doc), *_from_gazetteer(doc), *_from_capitals(doc)], busy)
    classes = types_of(doc, found)
    for name in found:
        yield _mention(document, name, classes[name.start])


def _mention(document: Document, name: Found, class_id: str) -> Mention:
    words = document.doc[name.start : name.end]
    head = words.root
    return Mention(
        article=document.article.id,
        span=Span(words.start_char, words.end_char),
        text=words.text,
        type=class_id,
        head=Span(head.idx, head.idx + len(head)),
    )


def _tokens_of(doc: "Doc", mentions: Iterable[Mention]) -> frozenset[int]:
    tokens: set[int] = set()
    for mention in mentions:
        words = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        if words is not None:
            tokens.update(range(words.start, words.end))
    return frozenset(tokens)


def _from_model(doc: "Doc") -> Iterator[Found]:
    for words in doc.ents:
        if words.label_ not in ENTITY_CLASSES:
            continue
        start, end = _trimmed(doc, words.start, _without_open_bracket(doc, words.start, words.end))
        if start < end and any(t.text[:1].isupper() or _MIXED_CASE.match(t.text) for t in doc[start:end]):
            yield Found(start=start, end=end, type=ENTITY_CLASSES[words.label_], source="model")


def _trimmed(doc: "Doc", start: int, end: int) -> tuple[int, int]:
    while start < end and (
        doc[start].lower_ in ("the", "a", "an") or doc[start].text in _TRAILING or doc[start].is_space
    ):
        start += 1
    while start < end and (doc[end - 1].text in _TRAILING or doc[end - 1].is_space) and not _closes(doc, start, end):
        end -= 1
    return start, end


def _without_open_bracket(doc: "Doc", start: int, end: int) -> int:
    """Where a bracket opens and does not close, the name ends before it: "Air Force (USAF"."""
    texts = [token.text for token in doc[start:end]]
    return start + texts.index("(") if "(" in texts[1:] and ")" not in texts else end


def _closes(doc: "Doc", start: int, end: int) -> bool:
    """A bracket that was opened inside stays: "Mail (OS X)"."""
    return doc[end - 1].text == ")" and any(t.text == "(" for t in doc[start:end])


@cache
def _by_first_word() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The names and demonyms of the gazetteer as word tuples, longest first, under their first word."""
    import spacy

    tokenizer = spacy.blank("en").tokenizer
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in {*gazetteers.names(), *gazetteers.demonyms(), *gazetteers.metonyms()}:
        words = tuple(t.text for t in tokenizer(name))
        found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(several, key=lambda w: (-len(w), w))) for first, several in found.items()}


def _from_gazetteer(doc: "Doc") -> Iterator[Found]:
    index = _by_first_word()
    texts = [token.text for token in doc]
    for i, text in enumerate(texts):
        for words in index.get(text, ()):
            end = i + len(words)
            if tuple(texts[i:end]) == words and _stands_alone(doc, i, end):
                yield Found(start=i, end=end, type=_known_type(doc, i, end), source="gazetteer")
                break


def _known_type(doc: "Doc", start: int, end: int) -> str:
    name = doc[start:end].text
    entry = gazetteers.names().get(name)
    if entry is not None:
        return entry.type
    return "Country" if name in gazetteers.demonyms() else "Place"


def _stands_alone(doc: "Doc", start: int, end: int) -> bool:
    """A word of the gazetteer is a name only where the tagger sees a name or a nationality, not in "the polish"."""
    last = doc[end - 1]
    if end - start > 1:
        return True
    if last.text.isupper() and len(last.text) > 1:
        return not _shouted(doc, start)
    return (
        last.pos_ == "PROPN"
        or (last.ent_type_ != "" and last.text[:1].isupper())
        or (last.pos_ in ("ADJ", "NOUN") and last.text in gazetteers.demonyms())
    )


def _shouted(doc: "Doc", index: int) -> bool:
    """Whether the words around are all in capitals, as in a headline that shouts."""
    around = [t for t in doc[max(0, index - 3) : index + 4] if t.is_alpha and len(t) > 3]
    return bool(around) and all(t.is_upper for t in around)


def _from_capitals(doc: "Doc") -> Iterator[Found]:
    """Runs of words that the tagger sees as proper nouns, mixed-case words ("iPhone"), model numbers ("A380")."""
    i = 0
    while i < len(doc):
        if not _is_name_word(doc[i]):
            i += 1
            continue
        end = i + 1
        while end < len(doc) and (_is_name_word(doc[end]) or _joins(doc, end)):
            end += 1
        start, stop = _trimmed(doc, i, end)
        if start < stop and not (stop - start == 1 and doc[start].lower_.rstrip(".") in _NOT_NAMES):
            yield Found(start=start, end=stop, type="Thing", source="capitals")
        i = end


def _is_name_word(token: "Token") -> bool:
    text = token.text
    if token.is_space or token.is_punct or token.is_currency:
        return False
    if token.pos_ == "PROPN" and (text[0].isupper() or text[0].isdigit()):
        return True
    return bool(_MIXED_CASE.match(text) or _MODEL_NUMBER.match(text)) and token.pos_ in (
        "NOUN",
        "PROPN",
        "ADJ",
        "NUM",
        "X",
    )


def _joins(doc: "Doc", i: int) -> bool:
    """Whether a small word holds a name together: "Bank of England", "Johnson & Johnson"; "and" never does."""
    token = doc[i]
    if i + 1 >= len(doc) or not _is_name_word(doc[i + 1]):
        return False
    if token.text in ("&", "-") or (token.lower_ in _INNER - {"and", "the", "for", "of", "&"}):
        return True
    return token.text == "of" and doc[i - 1].text in gazetteers.name_words()


def _choose(doc: "Doc", found: Sequence[Found], busy: frozenset[int]) -> list[Found]:
    """One name per token. The gazetteer replaces a model's entity only where it is not strictly inside a longer one."""
    rank = {"model": 0, "gazetteer": 1, "capitals": 2}
    longest = sorted(
        found, key=lambda f: (-(f.end - f.start) if f.source != "capitals" else 0, rank[f.source], f.start)
    )
    chosen: dict[int, Found] = {}
    for name in longest:
        tokens = range(name.start, name.end)
        if busy.intersection(tokens) or any(t in chosen for t in tokens):
            continue
        for t in tokens:
            chosen[t] = name
    return sorted(set(chosen.values()), key=lambda f: f.start)

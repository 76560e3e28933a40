"""Runs of capitalised words, mixed-case words ("iPhone") and model numbers ("A380") that nobody knew for names."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from kg import gazetteers
from kg.mentions.tokens import having

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MIXED_CASE = re.compile(r"[a-z]{1,2}[A-Z]\w*$")
_MODEL_NUMBER = re.compile(r"(?:[A-Z]{1,4}-?\d{1,4}[\w-]*|\d{3}(?:-\d+\w*)?s?|\d{1,2}[A-Z]{1,2}|\d)$")
_BINDING = frozenset({"de", "la", "du", "von", "van", "der", "al", "bin", "del", "da", "&", "el", "ibn", "di", "le"})
_WORDS = frozenset({"PROPN", "NOUN", "ADJ", "NUM", "X", "VERB"})
_TITLE_CASE = 0.7


def is_name_word(token: "Token") -> bool:
    """Whether a token by itself looks like part of a name."""
    pos = token.pos_
    if pos not in _WORDS:
        return False
    text = token.text
    if pos == "PROPN" and (text[0].isupper() or text[0].isdigit()):
        return not token.is_currency
    return _is_mixed(text)


@lru_cache(maxsize=50_000)
def _is_mixed(text: str) -> bool:
    """ "iPhone", "A380"; a plain word or number is neither."""
    return bool(_MIXED_CASE.match(text) or (_MODEL_NUMBER.match(text) and not text[0].isdigit()))


def is_model_number(token: "Token") -> bool:
    """ "A380", "737", "747-8", "3GS": a number that can follow a maker's or product's name."""
    return bool(_MODEL_NUMBER.match(token.text))


def runs(doc: "Doc") -> Iterator[tuple[int, int]]:
    """First and last token (exclusive) of each run; in a line in title case, where capitals tell nothing, none."""
    i = 0
    shouting = title_cased(doc)
    named = {token.i for token in having(doc, "POS", _WORDS) if is_name_word(token)}
    while i < len(doc):
        if i not in named or i in shouting:
            i += 1
            continue
        end = i + 1
        while end < len(doc) and (end in named or _binds(doc, end) or _numbers(doc, end)):
            end += 1
        while end + 1 < len(doc) and _hyphenated(doc, end):
            end += 2
        yield i, end
        i = end


def _hyphenated(doc: "Doc", i: int) -> bool:
    """ "777-200LR" and "Perez-Guerra" are one word that the tokenizer cuts; "US-based" holds a name and more."""
    hyphen, after = doc[i], doc[i + 1]
    if hyphen.text not in ("-", "‑") or hyphen.whitespace_ or doc[i - 1].whitespace_:
        return False
    return is_model_number(after) if is_model_number(doc[i - 1]) else is_name_word(after)


def _binds(doc: "Doc", i: int) -> bool:
    """Whether a small word holds a name together: "Johnson & Johnson", "Bank of England"; "and" never does."""
    if i + 1 >= len(doc) or not is_name_word(doc[i + 1]):
        return False
    if doc[i].lower_ in _BINDING:
        return True
    return doc[i].text == "of" and doc[i - 1].text in gazetteers.name_words()


def _numbers(doc: "Doc", i: int) -> bool:
    """Whether a number belongs to the name before it: "Boeing 737", never an amount ("Boeing 737 million")."""
    token = doc[i]
    if token.pos_ not in ("NUM", "PROPN", "NOUN") or not is_model_number(token) or any(True for _ in token.children):
        return False
    if token.ent_type_ in ("DATE", "MONEY", "PERCENT", "QUANTITY", "TIME", "ORDINAL"):
        return False
    after = doc[i + 1] if i + 1 < len(doc) else None
    if token.ent_type_ == "PRODUCT":
        return True
    if len(token.text) == 1 and not _MIXED_CASE.match(doc[i - 1].text):
        return False
    return after is None or not (after.tag_ in ("CD", "NNS") or after.text in ("%", "percent", "per", "to"))


def title_cased(doc: "Doc") -> frozenset[int]:
    """The tokens of sentences that have capitals nearly everywhere, as headlines do."""
    found: set[int] = set()
    looks = doc.to_array(["LENGTH", "IS_ALPHA"]).tolist()
    capital = {i: doc[i].text[0].isupper() for i, (length, is_alpha) in enumerate(looks) if length > 3 and is_alpha}
    for sentence in doc.sents:
        words = [capital[i] for i in range(sentence.start, sentence.end) if i in capital]
        if len(words) >= 4 and sum(words) / len(words) > _TITLE_CASE:
            found.update(range(sentence.start, sentence.end))
    return frozenset(found)

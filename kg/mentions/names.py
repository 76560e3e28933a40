"""Names: what the model found, repaired by the gazetteer and by what the text itself says of each name."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from kg import gazetteers
from kg.mentions.capitals import is_model_number, is_name_word, runs
from kg.mentions.classes import ENTITY_CLASSES, family
from kg.mentions.lookup import known_names
from kg.mentions.surnames import surname
from kg.mentions.tokens import having
from kg.mentions.typing import types_of
from kg.model import Document, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_QUOTES = frozenset({'"', "“", "”", "``", "''"})
_DASHES = frozenset({"-", "–", "—", "--"})
_EDGES = _QUOTES | frozenset(",.;:-–—)(/&…|*#?!'’[]") | {"'s", "’s"}
_LOOSE = frozenset({"in", "of", "at", "for", "and", "the", "on", "to", "by"})
_SUFFIXES = frozenset(
    {"jr", "sr", "ii", "iii", "lp", "l.p", "pc", "md", "phd", "inc", "incorporated", "llc", "ltd", "plc"}
)
_BETWEEN = frozenset({"to", "with", "from", "by", "in", "over"})
_KEPT_TITLES = frozenset(
    {
        "king",
        "queen",
        "pope",
        "prince",
        "princess",
        "emperor",
        "empress",
        "sultan",
        "emir",
        "saint",
        "st",
        "st.",
        "duke",
    }
    | {"lord", "lady", "baroness", "duchess", "major", "general", "justice", "speaker", "coach", "author", "actor"}
)
_LEADING = frozenset({"first", "second", "new", "last", "next", "former", "big", "old", "today"})
_ARTICLES = frozenset({"the", "a", "an", "this", "that"})
_BEFORE_NAMES = _ARTICLES | {"formerly", "previously", "originally"}
_ROLE_WORDS = frozenset({"of", "and", "the", "for", "vice", "deputy", "former", "acting", "executive", "chief"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Tokens that are a name: from `start` to `end` (exclusive), the class that its finder gives, and the finder."""

    start: int
    end: int
    type: str
    source: str

    def __len__(self) -> int:
        return self.end - self.start

    def holds(self, other: "Found") -> bool:
        return self.start <= other.start and other.end <= self.end


def names(document: Document, *, taken: Iterable[Mention] = ()) -> Iterator[Mention]:
    """Every name of the document, without article or possessive, never overlapping; one spelling has one class."""
    doc = document.doc
    busy = tokens_of(doc, taken)
    sure = _apart([*_from_model(doc), *_from_gazetteer(doc)], busy)
    wide = _widened(doc, sure, busy)
    # Once there is a Martin King, "King" is no title.
    spelt = [(name, doc[name.start : name.end].text) for name in wide]
    surnames = {surname(spelling) for name, spelling in spelt if len(name) > 1}
    found = [name for name, spelling in spelt if spelling in surnames or not _is_role(doc, name)]
    found = _with_bare_numbers(doc, found, busy)
    classes = types_of(doc, found)
    for name in found:
        yield _mention(document, name, classes[name.start])


def tokens_of(doc: "Doc", mentions: Iterable[Mention]) -> frozenset[int]:
    """The indices of all tokens that these mentions cover."""
    tokens: set[int] = set()
    for mention in mentions:
        words = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        if words is not None:
            tokens.update(range(words.start, words.end))
    return frozenset(tokens)


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


def _from_model(doc: "Doc") -> Iterator[Found]:
    for words in doc.ents:
        class_id = ENTITY_CLASSES.get(words.label_)
        if class_id is None:
            continue
        for start, end in _pieces(doc, words.start, words.end):
            named = any(is_name_word(doc[i]) or doc[i].text[:1].isupper() for i in range(start, end))
            if named or (class_id == "Product" and is_model_number(doc[end - 1])):
                begin = _after_title(doc, start, end)
                yield Found(start=begin, end=_with_suffix(doc, end), type=class_id, source="model")


def _pieces(doc: "Doc", start: int, end: int) -> Iterator[tuple[int, int]]:
    """The entity without what does not belong to a name at its edges, cut in two where two names are glued."""
    texts = [doc[i].text for i in range(start, end)]
    inside = [i for i, text in enumerate(texts, start) if text in _QUOTES or (text in _DASHES and _is_free(doc, i))]
    if doc[start].ent_type_ in ("ORG", "PERSON", "GPE"):
        inside += [i for i, text in enumerate(texts[1:], start + 1) if text in _BETWEEN]
    cuts = [start, *inside, end] if len(inside) == 1 else [start, end]
    for first, last in pairwise(cuts):
        start = first + (doc[first].text in _BETWEEN)
        span = trimmed(doc, start, _before_open_bracket(doc, start, last))
        if span[0] < span[1]:
            yield span


def _is_free(doc: "Doc", i: int) -> bool:
    """Whether a dash has spaces around, as behind the place at the start of a report: "HOUSTON - Five men"."""
    return bool(doc[i].whitespace_) and i > 0 and bool(doc[i - 1].whitespace_)


def _before_open_bracket(doc: "Doc", start: int, end: int) -> int:
    """Where a bracket opens and does not close, the name ends before it: "Air Force (USAF"."""
    texts = [doc[i].text for i in range(start, end)]
    for opening, closing in (("(", ")"), ("[", "]")):
        if opening in texts[1:] and closing not in texts:
            return start + texts.index(opening)
    return end


def _after_title(doc: "Doc", start: int, end: int) -> int:
    """A name begins after "Mr" or "President"; "King" and "Pope" belong to it, as they are half of what it says."""
    while end - start > 1 and _is_title(doc, start):
        start += 1
    if end - start > 2 and doc[start + 1].text == "of" and _is_role_word(doc[start].lower_):
        start += 2 + (doc[start + 2].lower_ == "the" and end - start > 3)
    leading = end - start > 1 and doc[start].lower_ in _LEADING and doc[end - 1].text not in gazetteers.name_words()
    if leading and doc[start + 1].text in gazetteers.names():
        start += doc[start : start + 2].text not in gazetteers.names()
    return start


def _is_title(doc: "Doc", i: int) -> bool:
    """ "Mr", "President", "Chef": words before a person's name that are not half of it."""
    word = doc[i].lower_
    if word in _KEPT_TITLES or doc[i].text.islower():
        return False
    return word.rstrip(".") in gazetteers.titles() or (doc[i].ent_type_ == "PERSON" and _is_role_word(word))


def trimmed(doc: "Doc", start: int, end: int) -> tuple[int, int]:
    """Without articles, possessives, points and spaces around; a closing bracket stays if it opened inside."""
    while start < end and (doc[start].lower_ in _BEFORE_NAMES or doc[start].text in _EDGES or doc[start].is_space):
        start += 1
    while start < end and (doc[end - 1].text in _EDGES or doc[end - 1].is_space or _is_plain_noun(doc, start, end)):
        if doc[end - 1].text == ")" and any(token.text == "(" for token in doc[start:end]):
            break
        end -= 1
    return start, end


def _with_suffix(doc: "Doc", end: int) -> int:
    """Where a name ends that goes on behind a comma: "Acme, Inc.", "Martin Luther King, Jr."."""
    if end + 1 < len(doc) and doc[end].text == "," and doc[end + 1].lower_.rstrip(".") in _SUFFIXES:
        return end + 2
    return end


def _is_plain_noun(doc: "Doc", start: int, end: int) -> bool:
    """A common noun at the end is no part of a name ("Boeing executive"), nor are years of life ("1955-2011")."""
    if end - start < 2:
        return False
    last = doc[end - 1]
    if last.text in _LOOSE:
        return True
    if end - start > 3 and last.shape_ == doc[end - 3].shape_ == "dddd" and doc[end - 2].is_punct:
        return True
    if end - start > 2 and last.shape_ == "dddd" and end < len(doc) and doc[end].is_punct and doc[end].text in "-–":
        return True
    return last.pos_ == "NOUN" and last.text.islower() and last.is_alpha


def _from_gazetteer(doc: "Doc") -> Iterator[Found]:
    for first, end in known_names(doc):
        bare = doc[first].lower_ == "the" and doc[first + 1 : end].text in gazetteers.names()
        start = first + bare
        yield Found(start=start, end=end, type=_known_type(doc[start:end].text), source="gazetteer")


def _known_type(name: str) -> str:
    entry = gazetteers.known(name)
    if entry is not None:
        return entry.type
    return "Country" if name in gazetteers.demonyms() else "Place"


def _apart(found: Sequence[Found], busy: frozenset[int]) -> list[Found]:
    """One name per token: the longer wins, of equals the gazetteer, which never cuts a piece out of a longer entity."""
    chosen: list[Found] = []
    taken = set(busy)
    for name in sorted(found, key=lambda f: (-len(f), f.source, f.start)):
        tokens = range(name.start, name.end)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            chosen.append(name)
    return sorted(chosen, key=lambda f: f.start)


def _widened(doc: "Doc", sure: Sequence[Found], busy: frozenset[int]) -> list[Found]:
    """The sure names, and runs of capitals that hold none of them, or one as part of a longer name ("Paris Hilton")."""
    found = set(sure)
    at = {t: name for name in sure for t in range(name.start, name.end)}
    for first, last in runs(doc):
        start, end = trimmed(doc, first, last)
        start, end = _after_title(doc, start, end), _with_suffix(doc, end)
        if start >= end or not busy.isdisjoint(range(start, end)):
            continue
        inside = sorted({at[t] for t in range(start, end) if t in at}, key=lambda f: f.start)
        if inside and (inside[0].start, inside[0].end) == (start, end):
            continue
        run = Found(start=start, end=end, type="Thing", source="capitals")
        if not inside:
            found.add(run)
        elif len(inside) == 1 and run.holds(inside[0]) and len(run) > len(inside[0]) and _swallows(doc, run, inside[0]):
            found.discard(inside[0])
            found.add(run)
        elif len(inside) == 2 and run.holds(inside[0]) and run.holds(inside[1]) and _is_make(doc, *inside):
            found.difference_update(inside)
            found.add(replace(run, type="Product"))
    return sorted(found, key=lambda f: f.start)


def _with_bare_numbers(doc: "Doc", found: list[Found], busy: frozenset[int]) -> list[Found]:
    """After "Boeing 787" also "the 787" and "787s" are that product."""
    ends = (doc[name.end - 1].text for name in found if len(name) > 1)
    models = {text.rstrip("s") for text in ends if text.rstrip("s").isdigit() and len(text) > 2}
    if not models:
        return found
    taken = busy.union(*(range(name.start, name.end) for name in found))
    bare = [
        Found(start=token.i, end=token.i + 1, type="Product", source="model")
        for token in having(doc, "ORTH", (*models, *(f"{model}s" for model in models)))
        if token.i not in taken and _is_no_count(token)
    ]
    return sorted([*found, *bare], key=lambda f: f.start)


def _is_no_count(token: "Token") -> bool:
    """ "787 people" counts, "the 787", "787 aircraft" and "787s" name."""
    if token.dep_ in ("nummod", "quantmod", "npadvmod"):
        noun = gazetteers.nouns().get(token.head.lemma_.lower())
        return noun is not None and noun.type == "Product"
    return True


def _is_make(doc: "Doc", maker: Found, model: Found) -> bool:
    """ "Airbus A380": an organisation and right behind it a product's number."""
    told = family(maker.type) == "organization" and maker.end == model.start
    return told and len(model) == 1 and is_model_number(doc[model.start])


def _swallows(doc: "Doc", run: Found, inner: Found) -> bool:
    """Whether a sure name is only part of a longer one: a product's maker, a place in front of a body's name."""
    if family(inner.type) == "person":
        return False
    rest = [doc[i] for i in range(run.start, run.end) if not inner.start <= i < inner.end]
    if any(_is_role_word(token.lower_) or token.text in gazetteers.demonyms() for token in rest):
        return False
    if inner.source == "gazetteer" and inner.type in ("Country", "Region") and inner.start == run.start:
        return rest[-1].text in gazetteers.name_words() or is_model_number(rest[-1])
    return inner.start == run.start or rest[0].text in gazetteers.given_names()


def _is_role_word(word: str) -> bool:
    word = word.rstrip(".")
    noun = gazetteers.nouns().get(word)
    return word in gazetteers.titles() or (noun is not None and family(noun.type) == "person") or word in _ROLE_WORDS


def _is_role(doc: "Doc", name: Found) -> bool:
    """ "Prime Minister", "Secretary of State", "our Company" describe; they are no names."""
    if name.source == "gazetteer":
        return False
    words = [token.lower_ for token in doc[name.start : name.end]]
    phrase = " ".join(words)
    known = gazetteers.nouns().get(phrase)
    if known is not None:
        owned = any(child.dep_ == "poss" for child in doc[name.end - 1].lefts)
        return owned or family(known.type) == "person" or known.type == "Company"
    return all(_is_role_word(word) or word == "prime" for word in words)

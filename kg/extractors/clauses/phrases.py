"""Which words stand for a participant, and which for the relation."""

from typing import TYPE_CHECKING

from kg.extractors.clause import Argument
from kg.extractors.clauses.sentence import Word, place

if TYPE_CHECKING:
    from spacy.tokens import Token

NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"})

# What hangs on a participant but is said about it, not part of its name.
_ASIDE = frozenset({"relcl", "appos", "acl", "conj", "cc", "preconj", "advcl", "parataxis", "ccomp", "dep", "intj"})
_DEEP_ASIDE = frozenset({"relcl", "appos", "parataxis", "advcl"})

# What stands under a verb or preposition leaves its prepositions, "of" apart, to the clause: "signed a deal | with".
_GOVERNED = frozenset({"dobj", "attr", "pobj", "acomp"})
_RELATIVE_TAGS = frozenset({"WDT", "WP", "WP$", "WRB"})


def is_relative(word: Word) -> bool:
    """Whether the word is "who", "which", "that" or the like, standing for an antecedent."""
    return word.tag in _RELATIVE_TAGS


def example_marker(preposition: Word) -> list[Word]:
    """The words that lead in examples of a kind, "such as" or "including", if the preposition does; else nothing."""
    if preposition.dep != "prep":
        return []
    if preposition.lower == "including":
        return [preposition]
    such = next((child for child in preposition.children if child.lower == "such"), None)
    return [such, preposition] if such is not None and preposition.lower in ("as", "like") else []


def phrase(head: Word, *, aside: frozenset[str] = _ASIDE) -> list[Word]:
    """The words of a participant: "the first Prime Minister of Australia", without what is said about it.

    Punctuation stays only between words that stay.
    """
    found = [head]
    for child in head.children:
        if child.same_name(head) or _belongs(child, head, aside):
            found += child.below(_DEEP_ASIDE)
    return tidy(found)


def _belongs(child: Word, head: Word, aside: frozenset[str]) -> bool:
    if child.dep == "appos" and child.pos == "PROPN" and _names_at_once(head, child):
        return True
    if child.dep == "amod" and child.i > head.i and child.child("prep"):
        return False
    if child.dep == "acl" and any(each.tag == "TO" for each in child.children):
        return True
    if child.dep == "prep" and child.i > head.i and head.dep in _GOVERNED and child.lower != "of":
        return False
    return child.dep not in aside and not example_marker(child)


def _names_at_once(noun: Word, name: Word) -> bool:
    """Whether the name follows without a comma: "the tenor Jussi Bjorling", "the film `Ran`"."""
    at = min((word.i for word in name.subtree(_DEEP_ASIDE)), default=name.i)
    between = [word for word in noun.children if noun.i < word.i < at]
    return all(word.tag in _QUOTES for word in between) and not any(word.text in _STOPS for word in name.children)


def tidy(words: list[Word]) -> list[Word]:
    """The words in text order, each once, without punctuation at an edge or beside a gap, but for closed quotes."""
    if len(words) == 1 and words[0].pos not in _UNSAID and words[0].dep != "case":
        return words
    places = {word.i: word for word in words if word.pos != "SPACE"}
    kept: list[Word] = []
    for i in sorted(places):
        word = places[i]
        if word.pos == "PUNCT" and not (i - 1 in places and i + 1 in places) and word.tag not in _PAIRS:
            continue
        kept.append(word)
    while kept and kept[0].pos == "PUNCT" and kept[-1].pos == "PUNCT":
        kept = kept[1:-1]
    tags = {word.tag for word in kept}
    while kept and (_loose(kept[-1], tags) or (len(kept) > 1 and kept[-1].tag in _PAIRS and kept[-2].pos == "PUNCT")):
        kept.pop()
    start = 0
    while start < len(kept) and _loose(kept[start], tags):
        start += 1
    return kept[start:]


_UNSAID = frozenset({"PUNCT", "SPACE"})
_QUOTES = frozenset({"``", "''", "HYPH"})
_STOPS = frozenset({",", "(", "--", "–", "—", ":"})

# Quotation marks and brackets by their tag, with the tag of the other half.
_PAIRS = {"``": "''", "''": "``", "-LRB-": "-RRB-", "-RRB-": "-LRB-"}


def _loose(word: Word, tags: set[str]) -> bool:
    """Whether a word at the edge of a phrase is no part of it: a comma, half a pair of quotes, an owner's 's."""
    if word.pos == "PUNCT":
        return _PAIRS.get(word.tag) not in tags
    return word.dep == "case"


def clause_words(verb: Word) -> list[Word]:
    """The words of an embedded clause, without the punctuation around it."""
    return tidy(verb.below())


def argument(head: Word, role: str, *, whole: Word | None = None, marker: list[Word] | None = None) -> Argument:
    """The participant headed by `head`; `whole` is the first word of the list that it is one of."""
    first = whole or head
    tokens = _tokens(head)
    return Argument(
        head=head.token,
        tokens=tokens,
        role=role,
        whole=_list_tokens(first) if first.children and first.child("conj") else tokens,
        marker=tuple([word.token for word in marker]) if marker else (),
    )


def participants(head: Word, role: str, *, marker: list[Word] | None = None) -> list[Argument]:
    """One argument for each word of a list: "with Japan and Korea" has two."""
    conjuncts = head.conjuncts()
    if len(conjuncts) == 1:
        return [argument(head, role, marker=marker)]
    return [argument(each, role, whole=head, marker=marker) for each in conjuncts if each.pos in NOUNS or each is head]


def embedded(verb: Word, role: str, *, marker: list[Word] | None = None) -> Argument:
    """A clause as a participant of another."""
    tokens = tuple([word.token for word in clause_words(verb)])
    return Argument(
        head=verb.token,
        tokens=tokens,
        role=role,
        whole=tokens,
        marker=tuple([word.token for word in marker]) if marker else (),
    )


def _tokens(head: Word) -> "tuple[Token, ...]":
    """The tokens of the word's phrase."""
    if head.alone is None:
        head.alone = tuple([word.token for word in phrase(head)])
    return head.alone


def _list_tokens(first: Word) -> "tuple[Token, ...]":
    """The tokens of the phrase with the words joined to it."""
    if first.joined is None:
        first.joined = tuple(word.token for word in phrase(first, aside=_ASIDE - {"conj", "cc", "preconj"}))
    return first.joined


def verb_group(verb: Word) -> list[Word]:
    """The verb with its auxiliaries, negation and particle, and the adverbs among or before them.

    "Has not yet taken over" is whole, "quietly took over" too; an adverb behind belongs if a preposition follows:
    "relies heavily on", not "took over quietly".
    """
    found = [verb, *verb.all("aux", "auxpass", "neg", "prt")]
    adverbs = [child for child in verb.all("advmod") if not child.children and child.tag != "WRB"]
    if adverbs:
        first = min([word.i for word in found])
        last = max([word.i for word in found])
        followed = [child.i for child in verb.children if child.dep in ("prep", "agent")]
        found += [
            each for each in adverbs if first - 1 <= each.i < verb.i or (each.i == last + 1 and each.i + 1 in followed)
        ]
    found.sort(key=place)
    return found

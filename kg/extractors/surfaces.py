"""What a clause says in the sentence's own words: first all of it, then of one further participant at a time.

"Kim met Lee in Oslo during talks" says (Kim, met, Lee, in Oslo, during talks), then (Kim, met Lee in, Oslo) and
(Kim, met Lee during, talks). One word is ours: "be", for a copula that the sentence leaves out. "Lee, the painter of
ships sold in Oslo" says (Lee, be, the painter of ships) and (ships, be sold in, Oslo).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extractors.clause import Argument, Clause
from kg.model import Surface

if TYPE_CHECKING:
    from spacy.tokens import Token

NAMING = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})
_UNDER_PREPOSITION = frozenset({"pobj", "conj", "pcomp"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_TELLING_WHICH = frozenset({"acl", "relcl"})
_HANGING = _TELLING_WHICH | {"appos"}
_CUTS = frozenset({",", ";", ":", "-", "--", "–", "—"})
_TIMES = frozenset({"DATE", "TIME"})
_PLACES = frozenset({"GPE", "LOC"})
_PLACED = _PLACES | {"ORG", "FAC"}
_BE, _IS_IN = "be", "is in"  # "be" has no tense: "Lee, the painter, died" does not say whether he still is one
_WITHOUT_COPULA = frozenset({"participle", "adjective"})  # rules
_DESCRIBING = frozenset({"NOUN", "PROPN"})
_WITH_ROLES = frozenset({"PERSON", "ORG"})
_DETERMINERS = frozenset({"det", "poss"})
_LIGHT_VERBS = frozenset({"make", "take", "give", "hold", "pay"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_FAR, _LONG = 17, 9  # tokens
_NO_ENTITY = frozenset({"adverb", "clause"})


@dataclass(slots=True, kw_only=True)
class Saying:
    """A surface with its object as the grammar gives it; `whole` when it holds all that the clause says."""

    surface: Surface
    object: Argument | None
    whole: bool


def of_clause(clause: Clause, text: str) -> Iterator[Saying]:
    """The sayings of a clause, the whole first; none when two nouns side by side are no description.

    `text` is that of the article.
    """
    if not clause.subject.tokens:
        return
    if not clause.words:
        yield from _described(clause, text)
        return
    object_, others = _object_and_others(clause)
    relation = (*clause.lead, *clause.words)
    if object_ is not None and object_ is not clause.object:
        relation = (*relation, *(clause.object.tokens if clause.object else ()), *_preposition(object_))
    whole = _whole(clause, relation, object_, others, text)
    yield from _said_of_each(clause, whole, object_, text)
    if object_ is None:
        return
    parts = [*_further(clause, others), *_within(clause, object_)]
    if not parts:
        return
    said = relation if object_.role in _NO_ENTITY else (*relation, *object_.tokens)
    subject = phrase_of(clause.subject.tokens, text)
    for each in parts:
        start = min([token.i for token in (*each.tokens, *each.marker)])
        words = [token for token in said if token.i < start]
        part = Surface(
            subject=subject,
            relation=_said((*words, *_preposition(each)), clause),
            object=phrase_of(each.tokens, text),
        )
        yield Saying(surface=part, object=each, whole=False)


def _described(clause: Clause, text: str) -> Iterator[Saying]:
    """What an apposition or a title says: "Lee, the painter" that he is one, "Oslo, Norway" where it is."""
    subject, object_ = clause.subject, clause.object
    relation = _copula(subject, object_) if object_ is not None else ""
    if object_ is None or not relation:
        return
    described = {token.i for token in subject.tokens}
    tokens = [token for token in object_.tokens if token.i not in described]
    while tokens and tokens[-1].is_punct:
        tokens.pop()
    surface = Surface(subject=phrase_of(subject.tokens, text), relation=relation, object=phrase_of(tuple(tokens), text))
    yield Saying(surface=surface, object=object_, whole=True)


def _copula(subject: Argument, object_: Argument) -> str:
    """What joins a noun to the description beside it; nothing if they are rather one name or a list: "Mr Lee"."""
    named, role = subject.head, object_.head
    if role.ent_type_ in _PLACES and named.ent_type_ in _PLACED:
        listed = role.dep_ == "conj" or any(child.dep_ == "conj" for child in role.children)
        return "" if listed else _IS_IN
    if role.pos_ not in _DESCRIBING or role.ent_type_ in _TIMES or named.ent_type_ in _TIMES:
        return ""
    is_role = role.pos_ == "NOUN" and named.ent_type_ in _WITH_ROLES
    return _BE if is_role or any(child.dep_ in _DETERMINERS for child in role.children) else ""


def _said(relation: "tuple[Token, ...]", clause: Clause) -> str:
    """The relation words, "be" first where a participle or an adjective after its noun has no copula."""
    words = words_of(relation)
    return f"{_BE} {words}" if clause.rule in _WITHOUT_COPULA else words


def _said_of_each(clause: Clause, whole: Surface, object_: Argument | None, text: str) -> Iterator[Saying]:
    """Of a joined subject ("Kim and Lee met") the clause says it of both at once, and of each."""
    subject = clause.subject
    if subject.whole == subject.tokens:
        yield Saying(surface=whole, object=object_, whole=True)
        return
    if subject.whole[0].i == subject.tokens[0].i:
        yield Saying(surface=replace(whole, subject=phrase_of(subject.whole, text)), object=object_, whole=True)
    yield Saying(surface=replace(whole, subject=phrase_of(subject.tokens, text)), object=object_, whole=False)


def names_something(argument: Argument) -> bool:
    """An adverb, an adjective or a whole clause is said, but is nobody and nothing."""
    return argument.role not in _NO_ENTITY and argument.head.pos_ in NAMING


def phrase_of(tokens: "tuple[Token, ...]", text: str) -> str:
    """`words_of` tokens that are in text order, each once: mostly they are a piece of the text."""
    if not tokens:
        return ""
    first, last = tokens[0], tokens[-1]
    if last.i - first.i >= len(tokens):
        return words_of(tokens)
    return " ".join(text[first.idx : last.idx + len(last)].split())


def words_of(tokens: "tuple[Token, ...]") -> str:
    """The words of tokens with the sentence's own spacing; where something between them is left out, one space."""
    pieces: list[str] = []
    after = -1
    for token in sorted(tokens, key=_place):
        at = token.i
        if pieces and at != after and not pieces[-1].endswith(" "):
            pieces.append(" ")
        pieces.append(token.text_with_ws)
        after = at + 1
    return " ".join("".join(pieces).split())


def _whole(
    clause: Clause, relation: "tuple[Token, ...]", object_: Argument | None, others: Sequence[Argument], text: str
) -> Surface:
    """All that the clause says; a "that" before what is said or thought belongs to the relation."""
    tokens = object_.tokens if object_ else ()
    if len(tokens) > 1 and object_ is not None and object_.role == "clause" and tokens[0].lower_ == "that":
        relation, tokens = (*relation, tokens[0]), tokens[1:]
    stated = [each for each in others if not _is_aside(each, clause) and not _is_manner(each)]
    args = [words_of((*_preposition(each), *each.tokens)) for each in stated]
    for each in (object_, *stated):
        if each is not None and (each is object_ or each.marker):
            args += [said for said in _said_beside(each) if not any(said in known for known in args)]
    return Surface(
        subject=_full_subject(clause, text),
        relation=_said(relation, clause),
        object=phrase_of(tokens, text),
        args=tuple(args),
    )


def _said_beside(argument: Argument) -> Iterator[str]:
    """What an apposition or a close participle says of a noun: "Lee, the painter", "the bridge built by Kim"."""
    if argument.head.pos_ in NAMING:
        for child, words in _hanging(argument):
            if (child.dep_ == "appos" and len(words) < _FAR // 2) or (child.dep_ == "acl" and _is_close(words)):
                yield words_of(words)


def _full_subject(clause: Clause, text: str) -> str:
    """The subject with the close clauses that tell which one is meant: "the man who sold the world"."""
    subject = clause.subject
    tokens = subject.tokens
    if subject.head.dep_ in _SUBJECTS:
        for child, words in _hanging(subject):
            around = words[0].i <= clause.predicate.i <= words[-1].i
            if child.dep_ in _TELLING_WHICH and _is_close(words) and not around:
                tokens = (*tokens, *words)
    return phrase_of(tokens, text) if tokens is subject.tokens else words_of(tokens)


def _hanging(argument: Argument) -> "Iterator[tuple[Token, tuple[Token, ...]]]":
    """What hangs on a participant after its head and is none of its words, without the punctuation at its end."""
    for child in argument.head.rights:
        if child.dep_ in _HANGING and child not in argument.tokens:
            words = list(child.subtree)
            while words and words[-1].is_punct:
                words.pop()
            if words:
                yield child, tuple(words)


def _is_close(words: "tuple[Token, ...]") -> bool:
    """Whether no comma stands before the words."""
    return words[0].nbor(-1).text not in _CUTS


def _object_and_others(clause: Clause) -> tuple[Argument | None, list[Argument]]:
    """The object, or the first participant after the verb in its place, and the participants beside it."""
    inside = {token.i for token in clause.object.tokens} if clause.object and clause.args else ()
    others = [each for each in clause.args if each.head.i not in inside and each.tokens]
    if clause.object is not None and not _is_quality(clause.object, others):
        return clause.object, others
    if not others:
        return None, others
    object_ = min(others, key=lambda each: _distance(each, clause))
    others.remove(object_)
    return object_, others


def _is_manner(argument: Argument) -> bool:
    """Whether it is a mere adverb ("quickly"), who is nobody's part in what happens."""
    return argument.role == "adverb" and len(argument.tokens) == 1


def _distance(argument: Argument, clause: Clause) -> tuple[bool, bool, bool, bool]:
    """Orders participants by how well they stand for an object: who acts in a passive, then what is no date."""
    return (
        argument.role == "adverb",
        argument.head.i < clause.predicate.i,
        argument.role != "agent",
        argument.head.ent_type_ in _TIMES,
    )


def _is_quality(object_: Argument, others: Sequence[Argument]) -> bool:
    """Whether the object is a mere quality or act of a participant further on.

    "Familiar" in "is familiar with the talks" is one, "part" in "took part in them", "offer" in "made an offer on".
    """
    head = object_.head
    bare = head.pos_ == "NOUN" and len(object_.tokens) == len(object_.whole) == 1
    if head.pos_ != "ADJ" and not bare and not _is_act(object_):
        return False
    return any(each.marker and each.marker[0].head.i == head.i for each in others)


def _is_act(object_: Argument) -> bool:
    """Whether a light verb takes the object for what is done: "an offer" in "made an offer"."""
    head = object_.head
    if head.dep_ != "dobj" or head.ent_type_ or head.head.lemma_ not in _LIGHT_VERBS:
        return False
    return not any(child.dep_ == "det" and child.lower_ in _DEFINITE for child in head.children)


def _is_aside(argument: Argument, clause: Clause) -> bool:
    """Whether it is an afterthought that a comma cuts off: "he resigned, although he had promised to stay".

    A name or a date is none, and what stands before the verb only if it is a clause, long, or far away.
    """
    if argument.head.ent_type:
        return False
    places = [token.i for token in (*argument.marker, *argument.tokens)]
    first, last, predicate = min(places), max(places), clause.predicate.i
    if last < predicate and (argument.head.dep_ == "advcl" or len(places) > _LONG):
        return True
    doc = argument.head.doc
    if first > predicate and doc[first - 1].text in _CUTS:
        return True
    low, high = sorted((first, predicate))
    return high - low > _FAR and any(token.text in _CUTS for token in doc[low:high])


def _further(clause: Clause, others: Sequence[Argument]) -> list[Argument]:
    """The participants after the verb that a preposition leads in."""
    after = clause.predicate.i
    return [each for each in others if each.marker and each.head.i > after and each.head.dep_ in _UNDER_PREPOSITION]


def _within(clause: Clause, object_: Argument) -> list[Argument]:
    """The participants within the object's words: Oslo in "is the mayor of Oslo"."""
    marked = [each for each in clause.args if each.marker and each is not object_]
    if not marked:
        return []
    inside = {token.i for token in object_.tokens if token.i != object_.head.i}
    return [each for each in marked if each.head.i in inside]


def _preposition(argument: Argument) -> "tuple[Token, ...]":
    """The words that lead a participant in, but for "where" and the like, which stand for the participant."""
    return tuple([token for token in argument.marker if token.tag_ != "WRB" or token.i < argument.head.i])


def _place(token: "Token") -> int:
    return token.i

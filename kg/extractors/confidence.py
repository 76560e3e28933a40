"""How sure an open statement is before anything is known of its words: points for how it is built.

The points are the weights of a ridge regression (penalty 5; ten-fold correlation .41) on the 638 sentences of the CaRB
development set with 2,548 tuples marked by people. What they predict is the share of a statement's words that a marked
tuple confirms, each marked tuple used once. They are rounded, and those of titles and of nouns of action, of which
there are few, drawn towards what was known before.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kg.extractors.clause import Clause
from kg.extractors.surfaces import Saying

if TYPE_CHECKING:
    from spacy.tokens import Token

START = 0.64
BY_RULE: Mapping[str, float] = {
    "title": 0.15,
    "passive": 0.14,
    "clause": 0.10,
    "conjoined verb": 0.09,
    "control": 0.09,
    "gerund": 0.09,
    "participle": 0.04,
    "adjective": 0.02,
    "copula": 0.01,
    "purpose": 0.01,
    "participle of the main clause": 0.01,
    "apposition": 0.0,
    "relative clause": -0.05,
    "example": -0.08,
    "infinitive": -0.24,
    "nominal event": -0.30,
    "object event": -0.30,
}
POINTS: Mapping[str, float] = {
    "fewer than four words": -0.20,
    "four words": -0.08,
    "twenty words or more": -0.16,
    "nothing but a verb": -0.13,
    "object is an adverb": -0.28,
    "object is a pronoun": -0.11,
    "object is a clause": 0.08,
    "subject is empty": -0.15,
    "subject is a pronoun": -0.07,
    "within what is said": -0.12,
    "said by somebody within what is said": -0.34,
    "within a gerund": -0.07,
    "within a subordinate clause": -0.06,
    "opens with to": -0.11,
    "opens with a gerund": -0.13,
    "past tense": 0.05,
    "sentence of more than thirty words": -0.01,
}
# What is said of one further participant is also said by the whole; people rarely mark it apart.
PART = 0.3
LEAST, MOST = 0.05, 0.95
JOINS_NAMES = 0.32  # the least for a statement that joins two names, of which more are right
_DEEPEST = 30
_BY_TAG = {"TO": "opens with to", "VBG": "opens with a gerund", "VBD": "past tense"}
_BY_ROLE = {"clause": "object is a clause", "adverb": "object is an adverb"}


def of_clause(clause: Clause, first: Saying, *, words: int) -> float:
    """Between 0 and 1, for the first of the clause's sayings; of the parts that follow, `PART` times as much.

    `words` is how many the sentence has.
    """
    points = START + BY_RULE.get(clause.rule, -0.25) + sum(POINTS[sign] for sign in _signs(first, clause, words))
    return min(MOST, max(LEAST, points))


def _signs(saying: Saying, clause: Clause, words: int) -> Iterator[str]:
    surface, object_ = saying.surface, saying.object
    said = sum(
        [text.count(" ") + 1 for text in (surface.subject, surface.relation, surface.object, *surface.args) if text]
    )
    if said < 4:
        yield "fewer than four words"
    elif said == 4:
        yield "four words"
    elif said >= 20:
        yield "twenty words or more"
    if object_ is None:
        yield "nothing but a verb"
    elif object_.role in _BY_ROLE:
        yield _BY_ROLE[object_.role]
    elif object_.head.pos_ == "PRON":
        yield "object is a pronoun"
    subject = clause.subject.head
    if subject.dep_ == "expl":
        yield "subject is empty"
    if subject.pos_ == "PRON":
        yield "subject is a pronoun"
    if clause.words and clause.words[0].tag_ in _BY_TAG:
        yield _BY_TAG[clause.words[0].tag_]
    yield from _signs_of_place(clause.predicate)
    if words > 30:
        yield "sentence of more than thirty words"


def _signs_of_place(predicate: "Token") -> Iterator[str]:
    above: list[str] = []
    at = predicate
    for _ in range(_DEEPEST):
        dep = at.dep_
        above.append(dep)
        if dep == "ROOT":
            break
        at = at.head
    said = above.count("ccomp")
    if said:
        yield "within what is said"
    if said > 1:
        yield "said by somebody within what is said"
    if "pcomp" in above:
        yield "within a gerund"
    if "advcl" in above[1:]:
        yield "within a subordinate clause"

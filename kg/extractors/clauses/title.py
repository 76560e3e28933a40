"""A role before a name: "Fiat chief Sergio Rossi", "French President Claire Morel".

>>> show("Fiat chief Sergio Rossi resigned.")
Fiat chief Sergio Rossi | resigned | - [clause]
Sergio Rossi | - | chief | compound Fiat [title]
"""

from collections.abc import Iterator

from kg.extractors.clause import Argument, Clause
from kg.extractors.clauses.phrases import argument
from kg.extractors.clauses.sentence import Sentence, Word

RULE = "title"
_BEFORE = frozenset({"compound", "nmod", "amod", "poss"})


def find(sentence: Sentence) -> Iterator[Clause]:
    for word in sentence:
        if word.pos == "PROPN" and word.dep != "compound" and word.children:
            yield from _of(word)


def _of(name: Word) -> Iterator[Clause]:
    before = [child for child in name.children if child.dep in _BEFORE and child.i < name.i]
    role = next((child for child in reversed(before) if _is_role(child)), None)
    if role is None:
        return
    own = [child for child in before if child.i > role.i] + [name]
    owners = [child for child in [*before, *role.children] if child.i < role.i and _is_owner(child)]
    args = [argument(owner, "possessor" if owner.dep == "poss" else "compound") for owner in owners]
    tokens = tuple(word.token for word in own)
    yield Clause(
        predicate=role.token,
        words=(),
        subject=Argument(head=name.token, tokens=tokens, role="subject", whole=tokens),
        object=Argument(head=role.token, tokens=(role.token,), role="complement", whole=(role.token,)),
        args=tuple(args),
        rule=RULE,
    )


def _is_role(word: Word) -> bool:
    """A common noun, or a capitalised title that the parser took for part of the name."""
    return word.dep != "poss" and (word.pos == "NOUN" or (word.pos == "PROPN" and word.token.ent_iob_ == "O"))


def _is_owner(word: Word) -> bool:
    return word.dep in _BEFORE and (word.pos == "PROPN" or word.dep == "poss" or word.token.ent_type_ == "NORP")

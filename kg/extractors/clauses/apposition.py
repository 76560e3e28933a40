"""A second name or a role beside a noun: the role is the predicate, whoever stands first.

>>> show("Maria Lopez, the mayor of Springfield, resigned.")
Maria Lopez | resigned | - [clause]
Maria Lopez | - | the mayor of Springfield | of Springfield [apposition]
>>> show("Fiat's chief executive, Sergio Rossi, resigned.")
Fiat's chief executive | resigned | - [clause]
Sergio Rossi | - | Fiat's chief executive | possessor Fiat [apposition]
"""

from collections.abc import Iterator

from kg.extractors.clause import Clause
from kg.extractors.clauses.arguments import of_noun
from kg.extractors.clauses.phrases import argument
from kg.extractors.clauses.sentence import Sentence, Word

RULE = "apposition"


def find(sentence: Sentence) -> Iterator[Clause]:
    for word in sentence:
        if word.dep == "appos":
            yield from _of(word.head, word)


def _of(noun: Word, beside: Word) -> Iterator[Clause]:
    titled = noun.pos == "NOUN" or (noun.entity == 0 and beside.entity > 0)
    named, role = (beside, noun) if beside.pos == "PROPN" and titled else (noun, beside)
    if role.pos not in ("NOUN", "PROPN") or named.pos not in ("NOUN", "PROPN", "PRON"):
        return
    for each in role.conjuncts():
        subject, object_ = argument(named, "subject"), argument(each, "complement")
        if subject.tokens and object_.tokens:
            yield Clause(
                predicate=each.token,
                words=(),
                subject=subject,
                object=object_,
                args=of_noun(each),
                rule=RULE,
            )

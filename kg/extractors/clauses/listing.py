"""Examples of a kind: "carmakers such as Fiat and Renault", "including".

>>> show("She met carmakers such as Fiat and Renault.")
She | met | carmakers [clause]
carmakers | such as | Fiat [example]
carmakers | such as | Renault [example]
"""

from collections.abc import Iterator

from kg.extractors.clause import Clause
from kg.extractors.clauses.phrases import argument, example_marker, participants
from kg.extractors.clauses.sentence import Sentence

RULE = "example"


def find(sentence: Sentence) -> Iterator[Clause]:
    for word in sentence:
        kind, marker = word.head, example_marker(word)
        example = word.child("pobj") if marker else None
        if example is None or kind.pos not in ("NOUN", "PROPN"):
            continue
        tokens = tuple(each.token for each in marker)
        subject = argument(kind, "subject")
        for each in participants(example, "object"):
            yield Clause(predicate=kind.token, words=tokens, subject=subject, object=each, rule=RULE)

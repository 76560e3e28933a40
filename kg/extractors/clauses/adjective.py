"""An adjective after its noun, with what it governs: "people familiar with the talks".

>>> show("She spoke to people familiar with the talks.")
She | spoke | - | to people [clause]
people | familiar | - | with the talks [adjective]
"""

from collections.abc import Iterator

from kg.extractors.clause import Clause
from kg.extractors.clauses.arguments import further
from kg.extractors.clauses.sentence import Sentence
from kg.extractors.clauses.verbs import ReadingOf, referents

RULE = "adjective"


def find(sentence: Sentence, reading_of: ReadingOf) -> Iterator[Clause]:
    for word in sentence:
        if word.pos != "ADJ" or word.dep not in ("amod", "acl", "relcl") or word.i < word.head.i:
            continue
        args = tuple(further(word))
        if any(each.marker for each in args):
            for subject in referents(word.head, reading_of):
                yield Clause(predicate=word.token, words=(word.token,), subject=subject, args=args, rule=RULE)

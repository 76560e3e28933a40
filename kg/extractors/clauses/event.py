"""A noun that says what somebody does: its possessor, "by" or compound acts, its prepositions tell to what.

>>> show("Lopez's visit to Chile was short.")
Lopez's visit to Chile | was | short [copula]
Lopez | visit | - | to Chile [nominal event]
>>> show("The acquisition of Fiat by Renault failed.")
The acquisition of Fiat by Renault | failed | - [clause]
Renault | acquisition | - | of Fiat [nominal event]
>>> show("An alliance between Kenya and Uganda ended.")
An alliance between Kenya and Uganda | ended | - [clause]
Kenya | alliance | - | between Uganda [nominal event]
>>> show("Kenya held talks with Uganda.")
Kenya | held | talks | with Uganda [clause]
Kenya | talks | - | with Uganda [object event]
"""

from collections.abc import Iterator, Sequence

from kg.extractors.clause import Argument, Clause
from kg.extractors.clauses.arguments import of_noun
from kg.extractors.clauses.sentence import BRANCHES, Sentence, Word
from kg.extractors.clauses.verbs import ReadingOf

RULE = "nominal event"
OF_A_VERB = "object event"
RULES = (RULE, OF_A_VERB)


def find(sentence: Sentence, reading_of: ReadingOf) -> Iterator[Clause]:
    for word in sentence:
        if word.pos == "NOUN" and word.children:
            yield from _of(word, reading_of)


def _of(noun: Word, reading_of: ReadingOf) -> Iterator[Clause]:
    args = of_noun(noun)
    if not args:
        return
    between = [each for each in args if each.role == "between"]
    if len(between) > 1:
        for other in between[1:BRANCHES]:
            yield _clause(noun, between[0], [other, *(each for each in args if each.role != "between")], RULE)
        return
    actors, rule = _own_actors(args), RULE
    if not actors and noun.dep == "dobj":
        actors, rule = _actors_of_verb(noun.head, reading_of), OF_A_VERB
    rest = [each for each in args if each not in actors]
    if rest:
        for actor in actors:
            yield _clause(noun, actor, rest, rule)


def _own_actors(args: Sequence[Argument]) -> list[Argument]:
    """Who does it: the "by" phrase, the possessor, or the name before the noun."""
    for role in ("by", "possessor", "compound"):
        found = [each for each in args if each.role == role]
        if found:
            return found
    return []


def _actors_of_verb(verb: Word, reading_of: ReadingOf) -> list[Argument]:
    """Who holds the talks or signs the deal: the subject of the verb whose object the noun is."""
    reading = reading_of(verb)
    if reading is None or reading.passive:
        return []
    return [each for each in reading.subjects if each.tokens]


def _clause(noun: Word, actor: Argument, args: list[Argument], rule: str) -> Clause:
    return Clause(predicate=noun.token, words=(noun.token,), subject=actor, args=tuple(args), rule=rule)

"""How old a person is: "Kim Lee, 49, resigned", "the actor died aged 80".

>>> states("Ana Ruiz, 47, smiled.")
Ana Ruiz | hasAge | 47
"""

from collections.abc import Iterator

from kg.extractors.clause import Argument
from kg.extractors.clauses.phrases import argument
from kg.extractors.clauses.sentence import Sentence, Word
from kg.extractors.relations import Match
from kg.extractors.scene import Scene
from kg.ontology import Relation

RULE = "age"
_OLDEST = 125


def find(sentence: Sentence, scene: Scene) -> Iterator[Match]:
    """The age in years after a person's name, for the relations that "be aged" expresses."""
    numbers = [word for word in sentence.words if word.pos == "NUM" and _is_age(word)]
    if not numbers:
        return
    relations = [r for r in scene.ontology.relations.values() if "be aged" in r.verbs]
    for word in numbers:
        if relations:
            person = _whose(word, scene)
            if person is not None:
                yield from (_match(relation, person, word) for relation in relations)


def _is_age(word: Word) -> bool:
    return word.text.isdigit() and 0 < int(word.text) < _OLDEST


def _whose(number: Word, scene: Scene) -> Word | None:
    """The person that the number stands behind, between commas or after "aged"."""
    above = number.head
    if number.dep == "appos" or (number.dep == "nummod" and number.i > above.i):
        mention = scene.by_head.get(above.token.i)
        if mention is not None and scene.ontology.is_a(mention.type, "Person"):
            return above
    if above.lower == "aged" and above.head is not above:
        verb = above.head
        return verb.child("nsubj") if verb.pos == "VERB" else verb
    return None


def _match(relation: Relation, person: Word, number: Word) -> Match:
    age = Argument(head=number.token, tokens=(number.token,), role="age", whole=(number.token,))
    return Match(
        relation=relation,
        domain=argument(person, "subject"),
        range=age,
        predicate=number,
        trigger=(number,),
        length=1,
        rule=RULE,
        apart=True,
    )

"""Where and when an event or building is, as its noun says: "a summit in Oslo", "the 2011 election", "Intel (US)".

>>> states("The summit in Oslo ended.")
The summit | locatedIn | Oslo
>>> states("Boeing (US) grew.")
Boeing | headquarteredIn | US
"""

from collections.abc import Iterator

from kg.extractors.clause import Argument
from kg.extractors.clauses.arguments import of_noun
from kg.extractors.clauses.phrases import argument
from kg.extractors.clauses.sentence import Sentence, Word
from kg.extractors.relations import Match
from kg.extractors.scene import Scene
from kg.model import MentionKind

IN = "place of a noun"
ON = "date of a noun"
BRACKETS = "brackets"
_WHERE = frozenset({"in", "at", "near", "on", "off", "outside"})


def find(sentence: Sentence, scene: Scene) -> Iterator[Match]:
    for word in sentence:
        if word.pos in ("NOUN", "PROPN") and word.children:
            mention = scene.by_head.get(word.token.i)
            if mention is not None:
                class_id = scene.class_of(mention, word.token)
                yield from _in_place(word, class_id, scene)
                yield from _on_date(word, class_id, scene)
                if mention.kind is MentionKind.NAME:
                    yield from _in_brackets(word, sentence, scene)


def _in_place(noun: Word, class_id: str, scene: Scene) -> Iterator[Match]:
    if not scene.ontology.fits(class_id, ("Event", "Place")):
        return
    for each in of_noun(noun):
        built = each.role == "compound" and noun.pos == "NOUN" and scene.ontology.is_a(class_id, "Facility")
        if each.role in _WHERE or built:
            yield from _matches("be located in", (argument(noun, "subject"), each), noun, scene, IN)
            yield from _matches("be held in", (argument(noun, "subject"), each), noun, scene, IN)


def _on_date(noun: Word, class_id: str, scene: Scene) -> Iterator[Match]:
    """ "The July 16 press conference", "the summit on Monday"."""
    if not scene.ontology.is_a(class_id, "Event"):
        return
    for child in noun.children:
        inner = child.child("pobj") if child.dep == "prep" and child.lower in ("on", "in", "of") else child
        value = scene.name_at(inner.token.i) if inner is not None else None
        if inner is not None and value is not None and value.type == "Date":
            yield from _matches("take place", (argument(noun, "subject"), argument(inner, "date")), noun, scene, ON)


def _in_brackets(name: Word, sentence: Sentence, scene: Scene) -> Iterator[Match]:
    """A country or town in brackets after a name tells where it is at home."""
    after = sentence.words[name.i + 1 : name.i + 7]
    if name.i + 3 >= len(sentence.words) or after[0].lower != "(":
        return
    closing = next((word.i for word in after if word.lower == ")"), None)
    if closing is None:
        return
    inside = sentence.words[closing - 1]
    place = scene.name_at(inside.token.i)
    if place is None or not scene.ontology.is_a(place.type, "Place") or place.span.start != after[1].token.idx:
        return
    for words in ("be based in", "be located in"):
        yield from _matches(words, (argument(name, "subject"), argument(inside, "brackets")), name, scene, BRACKETS)


def _matches(words: str, ends: tuple[Argument, Argument], noun: Word, scene: Scene, rule: str) -> Iterator[Match]:
    """One match for each relation that the ontology lets these words express."""
    for relation in scene.ontology.relations.values():
        if words in relation.verbs:
            yield Match(
                relation=relation,
                domain=ends[0],
                range=ends[1],
                predicate=noun,
                trigger=(noun,),
                length=0,
                rule=rule,
                apart=True,
            )

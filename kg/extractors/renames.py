"""What a thing was called before or is called now: "Acme, formerly Ajax", "Ceylon, now Sri Lanka".

>>> states("Zimbabwe, formerly Rhodesia, grew.")
Zimbabwe | aliasOf | Rhodesia
>>> states("Zimbabwe, formerly a colony, grew.")
"""

from collections.abc import Iterator

from kg.extractors.clauses.phrases import argument
from kg.extractors.clauses.sentence import Sentence, Word
from kg.extractors.relations import Match
from kg.extractors.scene import Scene
from kg.mentions.classes import family
from kg.model import Mention, MentionKind

RULE = "other name"
_AT_ANOTHER_TIME = frozenset({"formerly", "previously", "originally", "now", "later"})


def find(sentence: Sentence, scene: Scene) -> Iterator[Match]:
    for word in sentence:
        if word.lower in _AT_ANOTHER_TIME and word.i >= 2:
            yield from _of(word, sentence, scene)


def _of(adverb: Word, sentence: Sentence, scene: Scene) -> Iterator[Match]:
    """The name that the adverb stands before and the one in front of the comma or bracket."""
    other = next((each for each in sentence.words[adverb.i + 1 : adverb.i + 8] if each.dep == "appos"), None)
    if other is None or sentence.words[adverb.i - 1].lower not in (",", "("):
        return
    first, second = scene.by_head.get(other.head.token.i), scene.by_head.get(other.token.i)
    if first is None or second is None or not _are_alike(first, second):
        return
    if second.span.start > sentence.words[adverb.i + 1].token.idx:
        return
    for relation in scene.ontology.relations.values():
        if "be formerly known as" in relation.verbs:
            yield Match(
                relation=relation,
                domain=argument(other.head, "subject"),
                range=argument(other, "object"),
                predicate=other,
                trigger=(adverb,),
                length=2,
                rule=RULE,
                apart=True,
            )


def _are_alike(first: Mention, second: Mention) -> bool:
    """Whether both are names and may be of one thing: a person is never renamed to a firm."""
    if not first.kind is second.kind is MentionKind.NAME:
        return False
    return "Thing" in (first.type, second.type) or family(first.type) == family(second.type)

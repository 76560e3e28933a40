"""Two names with "vs" between them: "Boeing vs Airbus", "Ajax v Porto".

>>> states("Boeing vs Airbus")
Boeing | competesWith | Airbus
"""

from collections.abc import Iterator

from kg.extractors.clauses.phrases import argument
from kg.extractors.clauses.sentence import Sentence, Word
from kg.extractors.relations import Match
from kg.extractors.scene import Scene

RULE = "versus"
_BETWEEN = frozenset({"vs", "vs.", "versus"})


def find(sentence: Sentence, scene: Scene) -> Iterator[Match]:
    """The names on both sides, for the relations that "versus" expresses."""
    for word in sentence:
        if word.lower in _BETWEEN:
            one, other = _name_before(word, sentence, scene), _name_after(word, sentence, scene)
            if one is not None and other is not None:
                yield from _matches(one, other, word, scene)


def _name_before(word: Word, sentence: Sentence, scene: Scene) -> Word | None:
    """The last name before the word, brackets in between left out."""
    for each in reversed(sentence.words[max(0, word.i - 6) : word.i]):
        if scene.is_named(each.token) and not _in_brackets(each, sentence):
            return each
    return None


def _name_after(word: Word, sentence: Sentence, scene: Scene) -> Word | None:
    for each in sentence.words[word.i + 1 : word.i + 7]:
        if scene.is_named(each.token):
            return each
    return None


def _in_brackets(word: Word, sentence: Sentence) -> bool:
    return word.i > 0 and sentence.words[word.i - 1].lower == "("


def _matches(one: Word, other: Word, between: Word, scene: Scene) -> Iterator[Match]:
    for relation in scene.ontology.relations.values():
        if "versus" in relation.verbs:
            yield Match(
                relation=relation,
                domain=argument(one, "subject"),
                range=argument(other, "object"),
                predicate=between,
                trigger=(between,),
                length=1,
                rule=RULE,
                apart=True,
            )

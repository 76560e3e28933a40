"""What a participle tied to a name says: "Chicago-based Boeing", "a state-owned bank", "US-backed rebels".

>>> states("Zurich-based Swatch grew.")
Swatch | headquarteredIn | Zurich
>>> states("Geely-owned Volvo grew.")
Geely | owns | Volvo
>>> states("Norway's state-owned Equinor grew.")
Norway | owns | Equinor
"""

from collections.abc import Iterator

from kg.extractors.clause import Argument
from kg.extractors.clauses.phrases import argument
from kg.extractors.clauses.sentence import Sentence, Word
from kg.extractors.patterns import Pattern, Patterns
from kg.extractors.relations import Match
from kg.extractors.scene import Scene

RULE = "compound participle"
_STATE = frozenset({"state", "government"})


def find(sentence: Sentence, scene: Scene, patterns: Patterns) -> Iterator[Match]:
    for word in sentence:
        if word.tag in ("VBN", "VBD", "JJ") and word.dep in ("amod", "compound", "nmod") and word.i >= 2:
            hyphen, first = sentence.words[word.i - 1], sentence.words[word.i - 2]
            if hyphen.lower == "-" and first.head is word and first.pos in ("PROPN", "NOUN"):
                described = _described(word)
                agent = _state_of(described, scene) if first.lower in _STATE else argument(first, "compound")
                if agent is not None:
                    yield from _of((argument(described, "subject"), agent), word, patterns)


def _described(participle: Word) -> Word:
    described = participle.head
    while described.dep in ("compound", "nmod") and described.pos in ("PROPN", "NOUN"):
        described = described.head
    return described


def _state_of(described: Word, scene: Scene) -> Argument | None:
    """The country whose state is meant: "Norway's state-owned Equinor", "Chinese state-owned banks"."""
    for child in described.children:
        if scene.nationality(child):
            return argument(child, "nationality")
        mention = scene.name_at(child.token.i) if child.dep == "poss" else None
        if mention is not None and mention.type == "Country":
            return argument(child, "possessor")
    return None


def _of(ends: tuple[Argument, Argument], participle: Word, patterns: Patterns) -> Iterator[Match]:
    for pattern in patterns.passives.get(participle.lower, ()):
        if pattern.last is not None and not pattern.beside:
            yield _match(pattern, ends[0], ends[1], participle)
    for pattern in patterns.verbs.get(participle.lemma.lower(), ()) + patterns.verbs.get(_base(participle), ()):
        if pattern.last is None and not pattern.beside:
            yield _match(pattern, ends[1], ends[0], participle)


def _base(participle: Word) -> str:
    """The verb of a participle that the tagger takes for an adjective: "owned", "backed"."""
    word = participle.lower
    return word.removesuffix("ed") if word != participle.lemma.lower() else word[:-2] if word.endswith("ed") else word


def _match(pattern: Pattern, first: Argument, second: Argument, participle: Word) -> Match:
    domain, range_ = (second, first) if pattern.reversed else (first, second)
    return Match(
        relation=pattern.relation,
        domain=domain,
        range=range_,
        predicate=participle,
        trigger=(participle,),
        length=2,
        rule=RULE,
        apart=True,
    )

"""The ontology's words, compiled: from a lemma to the ways in which it can express a relation.

How the words are written is said in `ontology/README.md`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from kg.extractors.vocabulary import words
from kg.ontology import Ontology, Relation

PREPOSITIONS = words(
    "about above across after against ahead along alongside amid among around as at before behind below beside "
    "between beyond by despite down during for from in inside into like near of off on onto out outside over past "
    "since through throughout to toward towards under until up upon via with within without"
)
PARTICLES = words("up out off over down back away on in through together around ahead aside apart along by")
ANY = "*"
THAT = "that"  # "demand that": the range is the subject of the clause
TO_DO = ("to", "do")  # "tell to do": an infinitive must follow
_IRREGULAR = {
    "held": "hold", "built": "build", "sold": "sell", "known": "know", "given": "give", "won": "win", "led": "lead",
    "made": "make", "run": "run", "found": "find", "shot": "shoot", "chosen": "choose", "set": "set", "born": "bear",
}  # fmt: skip
_ADVERBS = frozenset({"also", "formerly", "better", "commonly"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One way to say a relation: "hold talks with" is the head "hold" beside ("talks",), ending in `last` "with".

    `reversed` says that the first participant is the range. `undergoes` says that the one who undergoes (the subject
    of a passive or copula) is the first participant. `length` is how many words the pattern asks for: the longer, the
    surer. `knows_object` is false where an object of the verb is not meant: "start in" is not "started a firm in".
    """

    relation: Relation
    head: str
    beside: tuple[str, ...] = ()
    last: str | None = None
    reversed: bool = False
    undergoes: bool = False
    length: int = field(init=False)
    knows_object: bool = field(init=False)

    def __post_init__(self) -> None:
        length = 1 + sum(word != ANY for word in self.beside) + (self.last is not None)
        knows_object = self.last is None or any(w not in PARTICLES and w not in PREPOSITIONS for w in self.beside)
        object.__setattr__(self, "length", length)
        object.__setattr__(self, "knows_object", knows_object)


type Index = Mapping[str, tuple[Pattern, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Patterns:
    """All patterns of an ontology by the word they hang on.

    `verbs` by lemma; `passives` ("be based in") by the word after "be", `undergone` the same by the verb's lemma, for
    "Kenya held the summit in Nairobi"; `nouns` and `roles` by their last noun.
    """

    verbs: Index
    passives: Index
    undergone: Index
    nouns: Index
    roles: Index


@dataclass(frozen=True, slots=True)
class _Digested:
    digest: str
    ontology: Ontology = field(compare=False)


def of(ontology: Ontology) -> Patterns:
    """The patterns of an ontology, compiled once."""
    return _compiled(_Digested(ontology.digest, ontology))


@lru_cache(maxsize=4)
def _compiled(key: _Digested) -> Patterns:
    verbs: dict[str, list[Pattern]] = {}
    passives: dict[str, list[Pattern]] = {}
    nouns: dict[str, list[Pattern]] = {}
    roles: dict[str, list[Pattern]] = {}
    for relation in key.ontology.relations.values():
        for texts, reverse in ((relation.verbs, False), (relation.verbs_reversed, True)):
            for text in texts:
                for pattern in _verb(relation, text, reverse):
                    _add(passives if pattern.undergoes else verbs, pattern)
        for texts, reverse in ((relation.nouns, False), (relation.nouns_reversed, True)):
            for text in texts:
                _add(nouns, _noun(relation, text, reverse))
        for texts, reverse in ((relation.roles, False), (relation.roles_reversed, True)):
            for text in texts:
                _add(roles, _noun(relation, text, reverse))
    undergone: dict[str, list[Pattern]] = {}
    for head, found in passives.items():
        for lemma in _lemmas(head):
            undergone.setdefault(lemma, []).extend(found)
    return Patterns(
        verbs=_frozen(verbs),
        passives=_frozen(passives),
        undergone=_frozen(undergone),
        nouns=_frozen(nouns),
        roles=_frozen(roles),
    )


def _lemmas(participle: str) -> list[str]:
    """The verbs that a participle may be of: "founded" of "found", "created" of "creat" or "create"."""
    if participle in _IRREGULAR:
        return [_IRREGULAR[participle]]
    if not participle.endswith("ed"):
        return []
    stem = participle[:-2]
    found = [stem, f"{stem}e"]
    if len(stem) > 2 and stem[-1] == stem[-2]:
        found.append(stem[:-1])
    if stem.endswith("i"):
        found.append(f"{stem[:-1]}y")
    return found


def _add(index: dict[str, list[Pattern]], pattern: Pattern) -> None:
    index.setdefault(pattern.head, []).append(pattern)


def _frozen(index: dict[str, list[Pattern]]) -> Index:
    return {head: tuple(sorted(patterns, key=_order)) for head, patterns in index.items()}


def _order(pattern: Pattern) -> tuple[int, str, str]:
    return -pattern.length, pattern.relation.id, " ".join((*pattern.beside, pattern.last or ""))


def _verb(relation: Relation, text: str, reverse: bool) -> list[Pattern]:
    head, *rest = text.split()
    undergoes = False
    if head == "be" and rest:
        rest = [word for word in rest if word not in _ADVERBS]
        if rest[0] not in PREPOSITIONS:
            undergoes = True
            head, *rest = rest
    last = rest.pop() if rest and rest[-1] in (*PREPOSITIONS, THAT) else None
    first = Pattern(relation=relation, head=head, beside=tuple(rest), last=last, reversed=reverse, undergoes=undergoes)
    if last is None or last not in PARTICLES or undergoes or head == "be":
        return [first]
    as_particle = Pattern(relation=relation, head=head, beside=(*rest, last), reversed=reverse)
    return [first, as_particle]


def _noun(relation: Relation, text: str, reverse: bool) -> Pattern:
    words = text.replace("-", " ").split()
    last = words.pop() if len(words) > 1 and words[-1] in PREPOSITIONS else None
    if "of" in words:  # "member of the board": the head noun comes first
        head, beside = words[0], tuple(words[1:])
    else:
        head, beside = words[-1], tuple(words[:-1])
    return Pattern(
        relation=relation, head=head.lower(), beside=tuple(w.lower() for w in beside), last=last, reversed=reverse
    )

"""What a verb says of a subject, however the subject was found: its relation words and its clauses, unfolded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extractors.clause import Argument, Clause
from kg.extractors.clauses.arguments import further, objects, of_noun
from kg.extractors.clauses.phrases import embedded, verb_group
from kg.extractors.clauses.sentence import BRANCHES, Word

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_DEEPEST_CHAIN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A verb together with whom it is said of; `objects` only when they stand elsewhere (before a relative clause)."""

    verb: Word
    subjects: Sequence[Argument]
    rule: str
    passive: bool = False
    objects: Sequence[Argument] = ()
    args: Sequence[Argument] = ()


def is_verb(word: Word) -> bool:
    """Whether the word can carry a clause: a verb, or the copula or auxiliary that stands for one."""
    if word.pos == "VERB":
        return word.dep not in ("amod", "compound", "aux", "auxpass", "prep", "prt", "case", "nmod")
    return word.pos == "AUX" and word.dep not in ("aux", "auxpass", "prep")


def is_passive(verb: Word) -> bool:
    """Whether the subject undergoes: "was built", "the bridge built by", "was built and opened"."""
    for _ in range(_DEEPEST_CHAIN):
        if verb.child("auxpass", "nsubjpass", "csubjpass"):
            return True
        if verb.tag != "VBN" or verb.child("aux", "nsubj"):
            return False
        if verb.dep == "acl" or (verb.dep == "advcl" and not verb.child("dobj")):
            return True
        if verb.dep != "conj" or not is_verb(verb.head):
            return False
        verb = verb.head
    return False


def relation_words(verb: Word) -> list[Word]:
    """The words of the relation, shared ones included: "plans to visit and [plans to] meet"."""
    found = verb_group(verb)
    at = verb
    for _ in range(_DEEPEST_CHAIN):
        if at.dep == "xcomp" and is_verb(at.head) and not at.head.child("dobj"):
            at = at.head
            found += verb_group(at)
        elif at.dep == "conj" and is_verb(at.head) and not at.child("aux", "auxpass", *SUBJECTS):
            found += shared_words(at)
            if at.tag == at.head.tag:
                at = at.head
            else:
                break
        else:
            break
    return sorted(set(found), key=lambda word: word.i)


def shared_words(verb: Word) -> list[Word]:
    """The auxiliaries before the first of two joined verbs that also serve the second: "will visit and meet"."""
    first = verb.head
    return first.all("aux", "auxpass") if verb.tag == first.tag and verb.tag in ("VB", "VBN", "VBG") else []


def clauses(reading: Reading) -> Iterator[Clause]:
    """One clause for each subject and each object."""
    verb = reading.verb
    if not reading.objects and _only_governs(verb):
        return
    found = list(reading.objects) or objects(verb)
    predicate = verb
    if verb.lemma == "be" and found and found[0].role == "complement":
        predicate = verb.child("attr", "acomp", "oprd") or verb
    words = tuple(word.token for word in relation_words(verb))
    args = [*reading.args, *further(verb)]
    clausal = clausal_object(verb)
    if clausal is not None:
        if found:
            args.append(clausal)
        else:
            found = [clausal]
    attached: list[tuple[Argument | None, list[Argument]]]
    attached = [(each, _attached(verb, each)) for each in found] or [(None, [])]
    for subject in reading.subjects[:BRANCHES]:
        if not subject.tokens:
            continue
        for object_, nested in attached[:BRANCHES]:
            yield Clause(
                predicate=predicate.token,
                words=words,
                subject=subject,
                object=object_,
                args=tuple(sorted([*args, *nested], key=_place)),
                passive=reading.passive,
                rule=reading.rule,
            )


def _only_governs(verb: Word) -> bool:
    """Whether the verb says nothing by itself: "plans" in "plans to visit", which is said as one."""
    child = verb.child("xcomp")
    return child is not None and is_verb(child) and not verb.child("dobj", "attr", "acomp")


def clausal_object(verb: Word) -> Argument | None:
    """What is said, thought or asked: "that sales fell"; beside an object also "to resign" ("asked Kim to resign")."""
    for child in verb.children:
        if child.dep == "ccomp" or (child.dep == "xcomp" and (verb.child("dobj") or not is_verb(child))):
            return embedded(child, "clause" if is_verb(child) else "complement")
    return None


def _attached(verb: Word, object_: Argument) -> list[Argument]:
    """What hangs on the object: "with Amazon" in "signed a deal with Amazon"."""
    if object_.role == "clause":
        return []
    for child in verb.all("dobj", "attr", "acomp", "oprd"):
        for each in child.conjuncts():
            if each.token is object_.head:
                found = of_noun(each)
                return found if object_.role == "complement" else [a for a in found if a.marker]
    return []


def _place(argument: Argument) -> int:
    return argument.head.i

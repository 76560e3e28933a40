"""What a verb says of a subject, however the subject was found: its relation words and its clauses, unfolded."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kg.extractors.clause import Argument, Clause
from kg.extractors.clauses.arguments import further, objects, of_noun
from kg.extractors.clauses.phrases import argument, embedded, tidy, verb_group
from kg.extractors.clauses.sentence import BRANCHES, Word, place

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_DEEPEST_CHAIN = 8


@dataclass(slots=True, kw_only=True)
class Reading:
    """A verb together with whom it is said of; `objects` only when they stand elsewhere (before a relative clause)."""

    verb: Word
    subjects: Sequence[Argument]
    rule: str
    passive: bool = False
    objects: Sequence[Argument] = ()
    args: Sequence[Argument] = ()
    lead: Sequence[Word] = ()


ReadingOf = Callable[[Word], Reading | None]


def referents(noun: Word, reading_of: ReadingOf) -> list[Argument]:
    """Who is meant by a noun that a clause hangs on.

    What is said of a description is said of whom it describes: "Oslo is a city that grows", "Oslo, a city that grows".
    """
    if noun.dep == "attr" and noun.head.lemma == "be":
        reading = reading_of(noun.head)
        if reading is not None and not any(word.dep == "expl" for word in noun.head.children):
            return [each for each in reading.subjects if each.tokens]
    if noun.dep == "appos" and noun.head.pos == "PROPN" and noun.pos == "NOUN":
        return [argument(noun.head, "subject")]
    return [argument(noun, "subject")]


def is_verb(word: Word) -> bool:
    """Whether the word can carry a clause: a verb, or the copula or auxiliary that stands for one."""
    if word.pos == "VERB":
        return word.dep not in ("amod", "compound", "aux", "auxpass", "prep", "prt", "case", "nmod")
    return word.pos == "AUX" and word.dep not in ("aux", "auxpass", "prep")


def is_infinitive(verb: Word) -> bool:
    """Whether "to" stands before the verb, and no subject: "to buy"."""
    return verb.tag == "VB" and any(child.tag == "TO" for child in verb.children) and not verb.child(*SUBJECTS)


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
        if is_infinitive(at) and at.dep in ("acl", "relcl"):
            return sorted({at.head, *found}, key=place)
        if at.dep == "xcomp" and is_able(at.head):
            found += [at.head, *at.head.all("advmod", "neg"), *verb_group(at.head.head)]
            at = at.head.head
        elif is_chained(at):
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
    return sorted(set(found), key=place)


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
    lead = tuple(word.token for word in reading.lead)
    args = [*reading.args, *further(verb)]
    clausal = clausal_object(verb)
    if clausal is not None:
        if found:
            args.append(clausal)
        else:
            found = [clausal]
    attached: list[tuple[Argument | None, Sequence[Argument]]]
    attached = [(each, _attached(verb, each)) for each in found] or [(None, ())]
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
                lead=lead,
                rule=reading.rule,
            )


def _around(verb: Word) -> Argument | None:
    """The sentence that a "he said" is set into, as what he said."""
    inner = set(verb.subtree())
    words = tidy([word for word in verb.head.subtree() if word not in inner])
    tokens = tuple(word.token for word in words)
    return Argument(head=verb.head.token, tokens=tokens, role="clause", whole=tokens)


def _apart(clause: Word, verb: Word) -> bool:
    """Whether a clause before the verb is a sentence of its own, a semicolon between: "He left; she was told"."""
    return clause.i < verb.i and any(child.text == ";" and clause.i < child.i for child in verb.children)


def is_able(word: Word) -> bool:
    """Whether an adjective after the copula governs a verb: "able" in "is able to pay"."""
    return word.pos in ("ADJ", "VERB") and word.dep == "acomp" and word.head.lemma == "be"


def is_chained(verb: Word) -> bool:
    """Whether the verb and its governor are said as one: "plans to buy", "set out to win", not "asked Kim to leave"."""
    if not is_verb(verb.head):
        return False
    if verb.dep == "xcomp":
        return verb.head.child("dobj") is None
    if verb.dep != "advcl" or verb.tag != "VB":
        return False
    to = verb.child("aux")
    before = verb.head.child("prt") or verb.head
    return to is not None and to.i == before.i + 1


def _only_governs(verb: Word) -> bool:
    """Whether the verb says nothing by itself: "plans" in "plans to visit", "is able" in "is able to pay"."""
    able = verb.child("acomp")
    if able is not None and is_able(able):
        return any(child.dep == "xcomp" and is_verb(child) for child in able.children)
    if verb.child("dobj", "attr", "acomp"):
        return False
    return any(is_verb(child) and is_chained(child) and not _calls_on(verb, child) for child in verb.children)


def _calls_on(verb: Word, infinitive: Word) -> bool:
    """Whether the verb has a participant of its own before what is to be done: "called on Shell to stop"."""
    return any(c.dep in ("prep", "agent") and verb.i < c.i < infinitive.i and c.child("pobj") for c in verb.children)


def clausal_object(verb: Word) -> Argument | None:
    """What is said, thought or asked: "that sales fell"; beside an object also "to resign" ("asked Kim to resign")."""
    if verb.dep == "parataxis" and not verb.child("ccomp", "dobj"):
        return _around(verb)
    for child in verb.children:
        said = child.dep == "ccomp" and not _apart(child, verb)
        asked = child.dep == "xcomp" and (verb.child("dobj") is not None or not is_verb(child))
        if said or asked:
            return embedded(child, "clause" if is_verb(child) else "complement")
    return None


def _attached(verb: Word, object_: Argument) -> Sequence[Argument]:
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

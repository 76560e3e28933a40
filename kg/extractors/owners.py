"""What a mere possessor or adjective of nationality says: "Japan's Toyota", "Chilean miner Codelco", "Sony's Walkman".

Which relations may be said so, and which end stands first, is `kg:possessor` in the ontology.

>>> states("Swedish retailer Ikea grew.")
Ikea | headquarteredIn | Swedish
>>> states("Sony's Walkman sold well.")
Sony | produces | Walkman
>>> states("The A320 is Airbus' best-selling jet.")
Airbus | produces | A320
"""

from collections.abc import Iterator

from kg.extractors.clause import Argument
from kg.extractors.clauses.phrases import argument
from kg.extractors.clauses.sentence import Sentence, Word
from kg.extractors.relations import Match
from kg.extractors.scene import Scene
from kg.model import Mention, MentionKind
from kg.ontology import Relation

RULE = "possessor"
_AIRLINE = frozenset({"Air", "Airline", "Airlines", "Airways"})


def find(sentence: Sentence, scene: Scene) -> Iterator[Match]:
    relations = scene.possessed
    if not relations:
        return
    for word in sentence:
        if word.pos not in ("PROPN", "NOUN"):
            continue
        for owner, owned in _pairs(word, scene):
            for relation in relations:
                yield _match(relation, owner, owned)


def _named_after(word: Word, scene: Scene) -> Iterator[Argument]:
    """A name that opens with another name: "Airbus A320" is by Airbus, "Ghana Health Service" of Ghana."""
    mention = scene.by_head.get(word.token.i)
    if mention is None or mention.kind is not MentionKind.NAME or mention.span.start >= word.token.idx:
        return
    after = [each for each in word.subtree() if each.token.idx >= mention.span.start]
    inside = [each for each in after if each.token.idx < mention.span.end]
    if not inside or inside[0] is word or after[0] is not inside[0]:
        return
    for length in range(len(inside) - 1, 0, -1):
        name = scene.known_name(tuple(each.token for each in inside[:length]))
        if name is not None and _may_open(name, mention, inside[length], scene):
            tokens = tuple(each.token for each in inside[:length])
            yield Argument(head=tokens[-1], tokens=tokens, role="first name", whole=tokens)
            return


def _may_open(first: Mention, whole: Mention, after: Word, scene: Scene) -> bool:
    """Whether the first name tells of the whole: a maker of its product, a country of its authority."""
    if scene.ontology.is_a(whole.type, "Product"):
        return _may_make(first, scene) and after.lower != "flight"
    return whole.type == "GovernmentBody" and first.type == "Country"


def _may_make(mention: Mention, scene: Scene) -> bool:
    """Whether it may be the maker of a product that is named with it: an airline only flies its "Air Mali A330"."""
    flies = not _AIRLINE.isdisjoint(mention.text.split())
    return scene.ontology.is_a(mention.type, "Organization") and not flies


def _pairs(word: Word, scene: Scene) -> Iterator[tuple[Argument, Word]]:
    """Owners and what is theirs: a name, the name before a noun ("its Walkman player"), what a noun is said of."""
    if (word.children or word.dep == "appos") and _is_named(word, scene):
        for owner in _owners(word, scene):
            yield owner, word
    possessor = word.child("poss")
    if possessor is None or not (scene.is_name(possessor) or possessor.pos == "PRON"):
        return
    for child in word.all("compound", "nmod"):
        if scene.is_named(child.token) and child.i > possessor.i:
            yield argument(possessor, "possessor"), child
    named = _described(word)
    if named is not None and scene.is_named(named.token):
        yield argument(possessor, "possessor"), named


def _described(noun: Word) -> Word | None:
    """The name of which a noun is said: "the A320" in "the A320 is Airbus' best-selling jet"."""
    first = noun.head if noun.dep == "conj" and noun.head.dep == "attr" else noun
    is_said = first.dep in ("attr", "conj") and first.head.lemma == "be"
    return first.head.child("nsubj") if is_said else None


def _is_named(word: Word, scene: Scene) -> bool:
    """Names, and descriptions of bodies: "France's investigative agency"."""
    mention = scene.by_head.get(word.token.i)
    if mention is None:
        return False
    return mention.kind is MentionKind.NAME or scene.ontology.fits(mention.type, ("Organization", "Facility"))


def _owners(word: Word, scene: Scene) -> Iterator[Argument]:
    first = _first_of_name(word, scene)
    for child in word.children:
        if child.i >= first:
            continue
        if child.dep == "poss" and (scene.is_name(child) or child.pos == "PRON"):
            if not any(_is_counterpart(each, scene) for each in word.all("compound", "nmod", "amod")):
                yield argument(child, "possessor")
        elif child.dep in ("amod", "compound", "nmod") and scene.nationality(child):
            yield argument(child, "nationality")
        elif child.dep in ("compound", "nmod"):
            if _is_maker(child, word, scene):
                yield argument(child, "compound")
            yield from _owners_of_common_noun(child, scene)
    if word.dep == "appos" and word.head.pos == "NOUN" and not _is_counterpart(word.head, scene):
        yield from _owners(word.head, scene)
    yield from _named_after(word, scene)


def _is_counterpart(noun: Word, scene: Scene) -> bool:
    """ "Ford's rival Nissan", "Audi's parent Volkswagen": the noun says how the two stand, not that one is a part."""
    if noun.pos == "PROPN":
        return False
    for relation in scene.ontology.relations.values():
        if noun.lemma in relation.roles_reversed or (relation.symmetric and noun.lemma in relation.roles):
            return True
    return False


def _is_maker(before: Word, name: Word, scene: Scene) -> bool:
    """ "The Sony Walkman": a firm right before a product's name."""
    maker, product = scene.by_head.get(before.token.i), scene.by_head.get(name.token.i)
    if maker is None or product is None or not maker.kind is product.kind is MentionKind.NAME:
        return False
    made = scene.ontology.is_a(product.type, "Product") and len(product.text) > 1
    return made and maker.type == "Company" and _may_make(maker, scene)


def _owners_of_common_noun(noun: Word, scene: Scene) -> Iterator[Argument]:
    """ "Russian flag carrier Aeroflot": the adjective hangs on the noun before the name."""
    if noun.pos == "NOUN":
        for child in noun.children:
            if child.dep in ("amod", "poss", "compound", "nmod") and (
                scene.nationality(child) or (child.dep == "poss" and scene.is_name(child))
            ):
                yield argument(child, "possessor" if child.dep == "poss" else "nationality")


def _first_of_name(word: Word, scene: Scene) -> int:
    """Where the name begins: "Japanese" in "Japanese Grand Prix" is no owner."""
    mention = scene.by_head.get(word.token.i)
    if mention is None or mention.kind is not MentionKind.NAME:
        return word.i
    inside = [child.i for child in word.children if mention.span.start <= child.token.idx < mention.span.end]
    return min([word.i, *inside])


def _match(relation: Relation, owner: Argument, word: Word) -> Match:
    owned = argument(word, "object")
    domain, range_ = (owner, owned) if relation.possessor == "domain" else (owned, owner)
    return Match(
        relation=relation,
        domain=domain,
        range=range_,
        predicate=word,
        trigger=(_word_of(owner, word),),
        length=0,
        rule=RULE,
        apart=True,
        strict=True,
    )


def _word_of(owner: Argument, word: Word) -> Word:
    pending = [word, word.head]
    for each in pending:
        if each.token.i == owner.head.i:
            return each
        if len(pending) < 50:
            pending += each.children
    return word

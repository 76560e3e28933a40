"""Who is what: role nouns in titles, appositions, copulas and after "as".

The role noun's own possessor, compound, nationality or preposition tells of whom.

>>> states("Fiat chief executive Sergio Rossi smiled.")
Sergio Rossi | ceoOf | Fiat
Sergio Rossi | holdsPosition | chief executive
>>> states("Maria Lopez, the mayor of Paris, smiled.")
Maria Lopez | holdsPosition | mayor
Maria Lopez | headOfGovernmentOf | Paris
>>> states("Sergio Rossi is the husband of Maria Lopez.")
Sergio Rossi | spouseOf | Maria Lopez
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg import gazetteers
from kg.extractors.clause import Argument, Clause
from kg.extractors.clauses.arguments import of_noun
from kg.extractors.clauses.phrases import argument
from kg.extractors.clauses.sentence import Sentence, Word
from kg.extractors.patterns import Pattern, Patterns
from kg.extractors.relations import Match, word_of
from kg.extractors.scene import Scene
from kg.extractors.vocabulary import words
from kg.ontology import Relation

RULE = "role"
_BESIDE = ("apposition", "title")
_PARTICIPATES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_EMPLOYS = frozenset({"compound", "possessor", "for"})
_PEOPLE = frozenset({"Person", "Group"})
_OWNER_ROLES = ("of", "possessor", "compound", "nationality", "at", "for", "in", "with", "from")
_MAKES_SOMEBODY = words(
    "appoint name elect choose hire nominate select recommend describe pick tap designate install crown reelect "
    "confirm reappoint oust remove sack fire dismiss see regard"
)
_BODIES_WITHIN = words("board council team committee staff management department division")
_SHIFTS = words("leave quit succeed replace join follow take begin start end spend serve")
_PARTS_OF_TITLE = frozenset({"compound", "amod", "nmod"})
_LEADING = words("former current new then late incumbent longtime outgoing ex one veteran")


def of_clause(clause: Clause, sentence: Sentence, scene: Scene, patterns: Patterns) -> Iterator[Match]:
    """What the role nouns of a clause say of its participants."""
    for person, role in _held(clause, sentence):
        yield from _read(person, role, clause, scene, patterns)


def of_posts(matches: Iterable[Match], sentence: Sentence, scene: Scene, patterns: Patterns) -> Iterator[Match]:
    """ "Resigned as chief executive of Merck" also says where from; "his post as chairman" names the post.

    Matches whose range is no post come back as they are.
    """
    for match in matches:
        if "Position" not in match.relation.range or match.range.role == "position":
            yield match
            continue
        post = word_of(sentence, match.range.head)
        read = list(_of_post(match, _named_post(post, scene) or post, scene, patterns))
        yield from read or [match]


def _of_post(match: Match, role: Word, scene: Scene, patterns: Patterns) -> Iterator[Match]:
    if not _is_role(role, scene, patterns):
        return
    owners = _owners(role, match.clause, scene)
    before = _before(role, scene)
    known = _longest(role, before, patterns)
    if any(pattern.relation.post for pattern in known) or _is_position(role, scene):
        yield replace(match, range=_office(_Role(word=role, before=before, owners=owners), scene), fixed=True)
    if "Organization" in match.relation.range:
        for pattern in known:
            for owner in _of_pattern(pattern, owners, scene):
                if owner.head.i != match.domain.head.i:
                    yield replace(match, range=owner)


def of_nominals(sentence: Sentence, scene: Scene, patterns: Patterns) -> Iterator[Match]:
    """ "A Volvo spokesman said": somebody without a name, of whom the noun tells for whom they work."""
    for word in sentence:
        if word.pos != "NOUN" or not word.children or word.dep not in _PARTICIPATES or _is_named_beside(word):
            continue
        for owner in of_noun(word):
            mention = scene.name_at(owner.head.i) if owner.role in _EMPLOYS else None
            if mention is not None and scene.ontology.is_a(mention.type, "Organization"):
                for pattern in _longest(word, _before(word, scene), patterns):
                    if _employs(pattern) and owner.role in _roles_of(pattern):
                        yield _said_of_nominal(pattern, word, owner)


def _employs(pattern: Pattern) -> bool:
    """Whether many may work so for one: "the bank's chief executive" is one person, whom the article will name."""
    relation = pattern.relation
    of_people = _PEOPLE.issuperset(relation.domain) and "Organization" in relation.range
    return of_people and not (relation.functional or pattern.reversed)


def _is_named_beside(role: Word) -> bool:
    return any(child.dep == "appos" for child in role.children)


def _said_of_nominal(pattern: Pattern, role: Word, owner: Argument) -> Match:
    return Match(
        relation=pattern.relation,
        domain=argument(role, "subject"),
        range=replace(owner, role="employer"),
        predicate=role,
        trigger=(role,),
        length=pattern.length,
        rule=f"{RULE}: description",
        apart=True,
    )


def _named_post(noun: Word, scene: Scene) -> Word | None:
    """ "chairman" in "his post as chairman", "the position of chairman"."""
    if scene.ontology.class_of_noun.get(noun.lemma.lower()) != "Position":
        return None
    for child in noun.children:
        if child.dep == "prep" and child.lower in ("as", "of"):
            inner = child.child("pobj")
            if inner is not None and inner.pos in ("NOUN", "PROPN"):
                return inner
    return None


def _held(clause: Clause, sentence: Sentence) -> Iterator[tuple[Argument, Word]]:
    """Pairs of somebody and the role noun that is said of them."""
    predicate = word_of(sentence, clause.predicate)
    if clause.rule in ("apposition", "title"):
        yield clause.subject, predicate
        return
    if clause.rule in ("nominal event", "object event", "example"):
        return
    if clause.object is not None and clause.object.role == "complement":
        role = word_of(sentence, clause.object.head)
        if role.pos in ("NOUN", "PROPN"):
            named = None if clause.passive else role.head.child("dobj")
            yield (argument(named, "object") if named is not None else clause.subject), role
    for each in clause.args:
        if each.role == "as":
            role = word_of(sentence, each.head)
            given = clause.object if clause.object is not None and clause.object.role == "object" else None
            if given is not None and predicate.lemma in _MAKES_SOMEBODY:
                yield given, role
            elif given is None or predicate.lemma in _SHIFTS:
                yield clause.subject, role


def _read(person: Argument, role: Word, clause: Clause, scene: Scene, patterns: Patterns) -> Iterator[Match]:
    if not _is_role(role, scene, patterns):
        return
    before = _before(role, scene)
    known = _longest(role, before, patterns)
    owners = _owners(role, clause, scene)
    for pattern in known:
        for owner in _of_pattern(pattern, owners, scene):
            if owner.head.i != person.head.i:
                yield _match(pattern, person, owner, role, clause)
    if not owners:
        yield from _in_context(person, role, known, clause, scene)
    if any(pattern.relation.post for pattern in known) or _is_position(role, scene):
        for relation in scene.ontology.relations.values():
            if relation.range == ("Position",):
                yield _position(relation, person, _Role(word=role, before=before, owners=owners), clause, scene)


def _in_context(person: Argument, role: Word, known: list[Pattern], clause: Clause, scene: Scene) -> Iterator[Match]:
    """A chief executive of whom nobody says what company is that of the last post named, else of the last company."""
    owner = scene.post if clause.rule not in _BESIDE and scene.post is not None else scene.topic
    if owner is None or owner.head.i == person.head.i:
        return
    for pattern in known:
        if pattern.relation.functional and "Organization" in pattern.relation.range:
            yield replace(_match(pattern, person, owner, role, clause), weight=0.75)


def _before(role: Word, scene: Scene) -> list[Word]:
    """The words of the role before its head noun, in text order: "Executive Vice" before "President"."""
    candidates = [c for c in role.children if c.dep in _PARTS_OF_TITLE and c.i < role.i]
    if role.dep in ("compound", "nmod"):
        candidates += [c for c in role.head.children if c.dep in _PARTS_OF_TITLE and c.i < role.i]
    candidates += [c for c in role.children if c.dep == "punct" and c.lower == "-" and c.i < role.i]
    places = {each.i: each for candidate in candidates for each in candidate.subtree()}
    found: list[Word] = []
    at = role.i - 1
    while at in places and not (scene.is_name(places[at]) or scene.nationality(places[at])):
        found.append(places[at])
        at -= 1
    while found and _joins(found[-1]):
        found.pop()
    return found[::-1]


def _joins(word: Word) -> bool:
    """Whether the word joins what stands before it to the role: "and" in "and finance director"."""
    return word.dep == "cc" and bool(word.token.whitespace_)


def _is_role(word: Word, scene: Scene, patterns: Patterns) -> bool:
    """Whether the word by itself can be a role or the end of one."""
    return _is_position(word, scene) or any(key in patterns.roles for key in _keys(word))


def _keys(role: Word) -> Iterable[str]:
    return dict.fromkeys((role.lower.rsplit("-", 1)[-1], role.lemma.lower().rsplit("-", 1)[-1]))


def _longest(role: Word, before: list[Word], patterns: Patterns) -> list[Pattern]:
    """The patterns of the longest role that ends here: of "vice president" and "president" the former."""
    after = {each.role: each.head.lemma_.lower() for each in of_noun(role)}
    words_before = {each for word in before for each in (word.lower, word.lemma.lower())}.union(
        role.lower.split("-")[:-1]
    )
    found = []
    for key in _keys(role):
        for pattern in patterns.roles.get(key, ()):
            if pattern.beside and pattern.beside[0] == "of":
                if after.get("of") in pattern.beside:
                    found.append(pattern)
            elif words_before.issuperset(pattern.beside):
                found.append(pattern)
    most = max((len(pattern.beside) for pattern in found), default=0)
    return [pattern for pattern in found if len(pattern.beside) == most]


def _owners(role: Word, clause: Clause | None, scene: Scene) -> list[Argument]:
    """Of whom or what the role is: its own, those that its title brings, those of a role that it is joined to."""
    found = [*of_noun(role), *(clause.args if clause is not None and clause.rule == "title" else ())]
    found = [_as_nationality(e) for e in found if e.role != "compound" or scene.name_at(e.head.i) is not None]
    found += [nested for each in found for nested in _of_board(each, role)]
    found += [argument(c, "nationality") for c in _adjectives(role) if scene.nationality(c)]
    if clause is not None and clause.rule == "title":
        found += [each for each in of_noun(role.head) if each.role == "of" and each.head.i > role.head.token.i]
    found += [
        argument(child, "compound")
        for word in _before(role, scene)
        for child in word.children
        if child.dep in _PARTS_OF_TITLE and child.i < word.i and scene.is_name(child)
    ]
    if not any(each.role in _OWNER_ROLES for each in found):
        for other in _joined(role):
            found += of_noun(other)
            found += [argument(c, "nationality") for c in _adjectives(other) if scene.nationality(c)]
    unique = {each.head.i: each for each in reversed(found)}
    return [unique[i] for i in sorted(unique)]


def _as_nationality(owner: Argument) -> Argument:
    is_adjective = owner.role == "compound" and owner.head.text in gazetteers.demonyms()
    return replace(owner, role="nationality") if is_adjective else owner


def _of_board(owner: Argument, role: Word) -> list[Argument]:
    """ "The board of Apple" also tells of Apple."""
    if owner.head.lemma_.lower() not in _BODIES_WITHIN:
        return []
    board = next((word for word in role.subtree() if word.token.i == owner.head.i), None)
    return [e for e in of_noun(board) if e.role in ("of", "possessor", "at")] if board is not None else []


def _adjectives(role: Word) -> list[Word]:
    own = [child for child in role.children if child.dep in _PARTS_OF_TITLE and child.i < role.i]
    if role.dep in ("compound", "nmod"):
        own += [child for child in role.head.children if child.dep in _PARTS_OF_TITLE and child.i < role.i]
    return own


def _joined(role: Word) -> list[Word]:
    if role.dep == "conj":
        return [role.head, *(each for each in role.head.all("conj") if each is not role)]
    return role.all("conj")


def _of_pattern(pattern: Pattern, owners: list[Argument], scene: Scene) -> Iterator[Argument]:
    by_nation = scene.ontology.fits("Country", pattern.relation.range) and not pattern.reversed
    of_person = scene.ontology.fits("Person", pattern.relation.range) or pattern.reversed
    for owner in owners:
        if owner.role == "nationality" and not by_nation:
            continue
        if not of_person and _is_person(owner, scene):
            continue
        if owner.role in _roles_of(pattern):
            yield owner


def _is_person(owner: Argument, scene: Scene) -> bool:
    mention = scene.name_at(owner.head.i)
    return mention is not None and mention.type == "Person" and owner.head.tag_ != "NNPS"


def _roles_of(pattern: Pattern) -> tuple[str, ...]:
    """How the owner may stand: by the preposition that the pattern names, else in any way."""
    if pattern.last is None:
        return _OWNER_ROLES
    return (pattern.last, "possessor", "compound") if pattern.last in ("of", "at", "for") else (pattern.last,)


def _is_position(role: Word, scene: Scene) -> bool:
    position = scene.ontology.classes.get("Position")
    if position is None:
        return False
    last = role.lower.rsplit("-", 1)[-1]
    return last in position.roles or role.lemma.lower() in position.roles


def _match(pattern: Pattern, person: Argument, owner: Argument, role: Word, clause: Clause) -> Match:
    domain, range_ = (owner, person) if pattern.reversed else (person, owner)
    return Match(
        relation=pattern.relation,
        domain=domain,
        range=range_,
        predicate=role,
        trigger=(role,),
        length=pattern.length,
        rule=f"{RULE}: {clause.rule}",
        clause=clause,
        apart=clause.rule in _BESIDE,
    )


def _is_field(owner: Argument, scene: Scene) -> bool:
    """Whether it says what the office is about ("engineering", "the board"), not whose it is ("the company")."""
    mention = scene.by_head.get(owner.head.i)
    if owner.head.pos_ != "NOUN" or scene.name_at(owner.head.i) is not None:
        return False
    return mention is None or owner.head.lemma_ == "board" or not scene.ontology.fits(mention.type, ("Agent", "Place"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Role:
    """A role noun with the words of its title before it and those whose role it is."""

    word: Word
    before: list[Word]
    owners: list[Argument]


def _position(relation: Relation, person: Argument, role: _Role, clause: Clause, scene: Scene) -> Match:
    return Match(
        relation=relation,
        domain=person,
        range=_office(role, scene),
        predicate=role.word,
        trigger=(*role.before, role.word),
        length=1 + len(role.before),
        rule=f"{RULE}: {clause.rule}",
        clause=clause,
        apart=clause.rule in _BESIDE,
    )


def _office(role: _Role, scene: Scene) -> Argument:
    """The office itself: "senior vice president for engineering", without "former" and without whose it is."""
    title = [*role.before, role.word]
    while len(title) > 1 and title[0].lower in _LEADING:
        title.pop(0)
    tokens = tuple(word.token for word in title)
    for owner in role.owners:
        joined = owner.marker and owner.marker[0].i == role.word.token.i + 1
        if joined and owner.role in ("of", "for") and _is_field(owner, scene):
            tokens += (*owner.marker, *owner.tokens)
            break
    return Argument(head=role.word.token, tokens=tokens, role="position", whole=tokens)

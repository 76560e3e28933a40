"""Which of several readings is meant: types that fit, longer patterns, named participants.

"Merck supplies vaccines" and "Merck supplies Kenya" are one pattern; "president of Kenya" and "president of Merck" are
two relations that the type of the owner tells apart. Fit never forbids: a reading that does not fit is less likely.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg import gazetteers
from kg.extractors.clause import Argument
from kg.extractors.relations import Match
from kg.extractors.scene import Scene
from kg.extractors.vocabulary import words
from kg.model import Mention, MentionKind
from kg.ontology import Relation

LEAST = 0.45  # below this score a reading is a guess, and the clause stays an open statement
_INSIDE = frozenset({"first name", "employer"})  # roles of a name that stands in the other's words: "Fiat spokesman"
_SAYS_LITTLE = frozenset({"Thing", "Agent"})
_PERSONAL = words(
    "he she it they we i him her them us me his its their our my who himself herself itself themselves hers theirs"
)
_VAGUE = words(
    "it this that these those which what something anything nothing everything someone anyone everyone nobody one "
    "ones people others other another some any many few several most all both each none much more such there way "
    "time day year thing things lot number part place case fact reason point kind sort order question issue end "
    "example"
)
# Classes that a model often gives to names of another.
_CONFUSED = frozenset({"Organization", "Product", "CreativeWork", "Event", "Facility", "Policy"})
# Verbs that mean anything: what they say depends on an object whose class is known.
_GENERIC = words(
    "make have take give get receive win hold do put bring offer go come lead run serve include meet face show "
    "raise accept claim earn share carry keep leave join enter see set open start begin create build hit strike "
    "find beat end lift turn produce develop provide use contain play call control charge challenge question "
    "fight"
)
_MADE_BUT_NO_PRODUCT = words(
    "mistake decision plan move effort statement change profit loss gain claim demand promise comment headline "
    "error choice deal point suggestion arrest visit trip appearance progress difference friend enemy end result "
    "waves"
)
_VALUES = frozenset({"Date", "Quantity", "Claim", "Position"})


@dataclass(slots=True, kw_only=True)
class Reading:
    """A match with the mentions of both ends and how good it is, 0 to 1."""

    match: Match
    domain: Mention
    range: Mention
    score: float


def best(matches: Iterable[Match], scene: Scene) -> Iterator[Reading]:
    """For each pair of participants the best reading, where one is good enough; in the order of the sentence."""
    chosen: dict[tuple[int, int, bool], Reading] = {}
    for match in matches:
        reading = _read(match, scene)
        if reading is None or reading.score < LEAST:
            continue
        key = _pair(reading)
        if key not in chosen or _rank(reading) > _rank(chosen[key]):
            chosen[key] = reading
    for key in sorted(chosen):
        yield chosen[key]


def _pair(reading: Reading) -> tuple[int, int, bool]:
    """The two participants; what a role noun says of them ("resigned as chairman") stands beside what the verb says."""
    first, second = sorted((reading.domain.span.start, reading.range.span.start))
    return first, second, reading.match.rule.startswith("role")


def _rank(reading: Reading) -> tuple[float, int, int, str]:
    """The better score wins, then the longer pattern, then the relation that is choosier about its ends."""
    relation = reading.match.relation
    choosy = -len(relation.domain) - len(relation.range)
    return round(reading.score, 4), reading.match.length, choosy, relation.id


def _read(match: Match, scene: Scene) -> Reading | None:
    domain = _end(match.domain, match, scene)
    range_ = _end(match.range, match, scene)
    if domain is None or range_ is None:
        return None
    if domain.span.overlaps(range_.span) and _INSIDE.isdisjoint((match.domain.role, match.range.role)):
        return None
    value = range_.kind is MentionKind.VALUE
    if match.relation.literal != value and match.range.role not in ("claim", "position"):
        return None
    if domain.kind is MentionKind.VALUE or (value and not scene.ontology.fits(range_.type, match.relation.range)):
        return None
    if "Claim" in match.relation.range and match.range.role != "claim":
        return None
    score = fit(domain, match.domain, match.relation.domain, scene)
    fit_of_range = 1.0 if match.fixed else fit(range_, match.range, match.relation.range, scene)
    if fit_of_range < 0.9 and match.predicate.lemma in _GENERIC and match.length == 1 and not _is_trade(match):
        return None
    if match.strict and (score < 0.9 or fit_of_range < 0.9):
        return None
    if _is_naming(match.relation) and not (_is_name(domain) and _is_name(range_) and _may_become(match, domain, scene)):
        return None
    score *= fit_of_range
    score *= _presence(domain, match.domain) * _presence(range_, match.range)
    if domain.kind is range_.kind is MentionKind.NOMINAL and "Thing" in (domain.type, range_.type):
        score *= 0.8  # two things that only a phrase describes: seldom what an article is about
    score *= match.weight
    score *= 0.93 + min(match.length, 4) * 0.02
    return Reading(match=match, domain=domain, range=range_, score=min(score, 0.99))


def _is_naming(relation: Relation) -> bool:
    """Whether the relation only says that two names are of one thing: both must be names then."""
    return relation.symmetric and relation.domain == relation.range == ("Thing",)


def _may_become(match: Match, first: Mention, scene: Scene) -> bool:
    """Who "became Miss Peru" has no new name; what became Myanmar has."""
    return match.predicate.lemma != "become" or not scene.ontology.is_a(first.type, "Person")


def _is_name(mention: Mention) -> bool:
    return mention.kind is not MentionKind.NOMINAL


def _is_trade(match: Match) -> bool:
    """ "Bosch makes brakes": a bare plural after a present tense is what somebody does for a living."""
    head = match.range.head
    concrete = head.tag_ == "NNS" and head.lemma_.lower() not in _MADE_BUT_NO_PRODUCT and _is_bare(match.range)
    return concrete and match.predicate.lemma in ("make", "produce") and match.predicate.tag in ("VBZ", "VBP")


def _end(argument: Argument, match: Match, scene: Scene) -> Mention | None:
    if argument.role == "claim":
        return scene.new(argument.tokens, argument.head, "Claim", MentionKind.VALUE)
    if argument.role == "position":
        return scene.new(argument.tokens, argument.head, "Position", MentionKind.NAME)
    if argument.role == "age":
        return scene.new(argument.tokens, argument.head, "Quantity", MentionKind.VALUE)
    if argument.role == "clause":
        return None
    counted = match.relation.literal and "Quantity" in match.relation.range and argument is match.range
    if counted and any(child.dep_ == "nummod" for child in argument.head.children):
        return scene.new(argument.tokens, argument.head, "Quantity", MentionKind.VALUE)
    return scene.mention(argument)


def fit(mention: Mention, argument: Argument, classes: tuple[str, ...], scene: Scene) -> float:
    """How well a mention's class fits a domain or range: 1 for a member, less for the unknown, least for a stranger.

    A place that may stand for its government ("Washington") is taken as whichever fits better.
    """
    metonym = gazetteers.metonyms().get(mention.text) if mention.kind is MentionKind.NAME else None
    if metonym is not None:
        seen = replace(mention, type=metonym.stands_for.type)
        return max(_fit(mention, argument, classes, scene), 0.95 * _fit(seen, argument, classes, scene))
    return _fit(mention, argument, classes, scene)


def _fit(mention: Mention, argument: Argument, classes: tuple[str, ...], scene: Scene) -> float:
    ontology = scene.ontology
    class_id = scene.class_of(mention, argument.head)
    if class_id in _SAYS_LITTLE:
        return _fit_of_unknown(mention, classes, scene)
    if class_id in classes:
        return 1.0
    if ontology.fits(class_id, classes):
        return 0.98 if "Thing" not in classes else 0.95
    if any(class_id in ontology.ancestors(one) for one in classes):
        return 0.9
    if ontology.is_a(class_id, "Agent") and any(ontology.is_a(one, "Agent") for one in classes):
        if ontology.is_a(class_id, "Place"):
            return 0.5
        if ontology.is_a(class_id, "Person") and "Country" in classes:
            return 0.7  # those who govern act for their country
        return 0.6 if any(_is_broad(one, scene) for one in classes) else 0.5
    if mention.kind is not MentionKind.NAME:
        return 0.3
    if class_id == "City" and any(ontology.is_a(one, "Agent") for one in classes):
        return 0.65  # "Washington urged", "Porto beat Ajax": those who govern there, or its team
    return 0.55 if class_id in _CONFUSED else 0.3


def _is_broad(class_id: str, scene: Scene) -> bool:
    """Whether a class stands right below Agent, as Person and Organization do."""
    return class_id == "Agent" or "Agent" in scene.ontology.classes[class_id].parents


def _fit_of_unknown(mention: Mention, classes: tuple[str, ...], scene: Scene) -> float:
    """A name may be anything; a common noun for an agent or place would be known as one."""
    if "Thing" in classes:
        return 0.95
    if mention.kind is not MentionKind.NOMINAL:
        return 0.9 if mention.kind is MentionKind.PRONOUN else 0.75
    return 0.45 if all(scene.ontology.fits(one, ("Agent", "Place")) for one in classes) else 0.7


def _presence(mention: Mention, argument: Argument) -> float:
    """Names stand for themselves; a pronoun or description must be resolved; vague words name nothing."""
    if mention.kind in (MentionKind.NAME, MentionKind.VALUE) or mention.type in _VALUES:
        return 1.0
    head = argument.head
    if mention.kind is MentionKind.PRONOUN:
        return 0.93 if head.lower_ in _PERSONAL else 0.0
    if (head.lemma_.lower() in _VAGUE or head.lower_ in _VAGUE) and _is_bare(argument):
        return 0.0
    return 0.85


def _is_bare(argument: Argument) -> bool:
    """Whether nothing tells which: "people", "the others", but not "300 people"."""
    return all(token.i == argument.head.i or token.dep_ in ("det", "predet", "punct") for token in argument.tokens)

"""How good is a graph, against facts that people marked: precision, recall, statuses, confidence, and the errors.

GOLD has one article a line: {"article", "entities": [{"id", "name", "type", "aliases"}], "facts": [{"subject",
"relation", "object", "status", "level", "also", "evidence"}]}; subject and object are ids of entities, an object may
be {"value", "type"}.

A fact of the graph is right when an article that states it has a marked fact with the same two ends and the same
relation, or one that the marked fact accepts under "also". Two ends are the same when any of their names agree: equal
without case, punctuation, titles and legal forms; or one holds all words of the other and both end in the same word
(a single word must then be a person's surname). Open facts, and marked facts whose relation is "other", are counted
neither for nor against.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import InvalidMarks
from kg.model import Entity, Fact, Literal

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.ontology import Ontology

BINS = 5
_OTHER = "other"
_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"['’]s?\b")
_LEADING = frozenset({"the", "a", "an", "mr", "mrs", "ms", "dr", "sir", "president", "prime", "minister", "ceo"})
_LEGAL = frozenset(
    {"inc", "corp", "corporation", "co", "company", "ltd", "llc", "plc", "ag", "sa", "se", "nv", "group"}
)
_PERSONS = frozenset({"Person", "Politician", "BusinessPerson", "Journalist"})


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """A subject or object as a set of folded names, or as a value."""

    label: str
    names: frozenset[tuple[str, ...]]
    value: str | None = None
    person: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedFact:
    """A fact that somebody marked; `relations` are those that count as right, the marked one first."""

    article: str
    subject: End
    relations: tuple[str, ...]
    object: End
    status: str
    core: bool
    sentence: str

    def __str__(self) -> str:
        return f"{self.subject.label} | {self.relations[0]} | {self.object.label} [{self.status}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Of `gold` marked facts `found` are in the graph; of `said` facts of the graph `right` are marked."""

    gold: int = 0
    found: int = 0
    said: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def to_dict(self) -> dict[str, Any]:
        counts = {"gold": self.gold, "found": self.found, "said": self.said, "right": self.right}
        shares = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        return {**counts, **{name: round(share, 4) for name, share in shares.items()}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """The facts whose confidence lies from `low` up to `high`: calibrated when `right` / `count` is about `mean`."""

    low: float
    high: float
    count: int
    right: int
    mean: float

    @property
    def share(self) -> float:
        return self.right / self.count if self.count else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One error: `kind` is "wrong" (said, not marked), "missed" (marked, not said) or "status"."""

    kind: str
    article: str
    fact: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What `kg score` tells. `statuses` counts pairs (marked, said) over the facts that were found."""

    articles: int
    all: Tally
    core: Tally
    relations: Mapping[str, Tally]
    statuses: Mapping[tuple[str, str], int]
    reliability: tuple[Bin, ...]
    mistakes: tuple[Mistake, ...]

    @property
    def status_accuracy(self) -> float:
        total = sum(self.statuses.values())
        return sum(count for (gold, said), count in self.statuses.items() if gold == said) / total if total else 0.0

    @property
    def calibration_error(self) -> float:
        """The mean distance between confidence and the share that is right, over all facts said."""
        total = sum(each.count for each in self.reliability)
        return sum(each.count * abs(each.share - each.mean) for each in self.reliability) / total if total else 0.0

    def to_dict(self) -> dict[str, Any]:
        """For machines: the words of the table as keys."""
        return {
            "articles": self.articles,
            "all": self.all.to_dict(),
            "core_recall": round(self.core.recall, 4),
            "relations": {relation: tally.to_dict() for relation, tally in self.relations.items()},
            "status_accuracy": round(self.status_accuracy, 4),
            "statuses": [{"marked": g, "said": s, "count": n} for (g, s), n in self.statuses.items()],
            "calibration_error": round(self.calibration_error, 4),
            "reliability": [
                {"from": b.low, "to": b.high, "count": b.count, "right": round(b.share, 4), "mean": round(b.mean, 4)}
                for b in self.reliability
            ],
            "errors": [
                {"kind": m.kind, "article": m.article, "fact": m.fact, "sentence": m.sentence} for m in self.mistakes
            ],
        }

    def text(self, *, errors: bool = True) -> str:
        """For people: the tables, and the errors with their sentences."""
        return "\n".join([*_tables(self), *(_mistakes(self) if errors else ())])


def score(gold: Path, graph: "KnowledgeGraph") -> Score:
    """Compares the typed facts of a graph with marked ones, article by article. Raises `InvalidMarks`."""
    return score_facts(read_gold(gold), graph.facts(), graph.ontology)


def read_gold(path: Path) -> dict[str, tuple[MarkedFact, ...]]:
    """The marked facts of each article. Raises `InvalidMarks` with the line that breaks the format."""
    marked = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            marked[str(row["article"])] = tuple(_marked_facts(row))
        except (KeyError, TypeError, ValueError) as error:
            raise InvalidMarks(
                f"{path}:{number}: not a marked article ({type(error).__name__}: {error}). "
                "A line needs article, entities and facts; see kg/scoring.py"
            ) from error
    return marked


def _marked_facts(row: Mapping[str, Any]) -> Iterator[MarkedFact]:
    ends = {entity["id"]: _marked_end(entity) for entity in row["entities"]}
    for fact in row["facts"]:
        object_ = fact["object"]
        also = tuple(fact.get("also") or ())
        relations = also if fact["relation"] == _OTHER else (fact["relation"], *also)
        if relations:
            yield MarkedFact(
                article=str(row["article"]),
                subject=ends[fact["subject"]],
                relations=relations,
                object=_value(object_["value"]) if isinstance(object_, dict) else ends[object_],
                status=fact.get("status", "asserted"),
                core=fact.get("level", "core") == "core",
                sentence=fact.get("evidence", ""),
            )


def _marked_end(entity: Mapping[str, Any]) -> End:
    names = [entity["name"], *(entity.get("aliases") or ())]
    return _named(entity["name"], names, entity.get("type", ""))


def _named(label: str, names: Iterable[str], type_: str) -> End:
    return End(label=label, names=frozenset(filter(None, map(folded, names))), person=type_ in _PERSONS)


def _value(value: str) -> End:
    return End(label=str(value), names=frozenset({folded(str(value))}), value=str(value).strip().lower())


def _end(end: Entity | Literal) -> End:
    return _value(end.value) if isinstance(end, Literal) else _named(end.label, (end.label, *end.aliases), end.type)


def folded(name: str) -> tuple[str, ...]:
    """The words of a name without what may be left out.

    >>> folded("The Widget Company Ltd."), folded("President Obama's")
    (('widget',), ('obama',))
    """
    words = _WORD.findall(_POSSESSIVE.sub("", name.lower()).replace(".", ""))
    start, end = 0, len(words)
    while start < end - 1 and words[start] in _LEADING:
        start += 1
    while end > start + 1 and words[end - 1] in _LEGAL:
        end -= 1
    return tuple(words[start:end])


def same_end(one: End, other: End) -> bool:
    """Whether both are the same thing: by value, or by any of their names."""
    if one.value is not None and other.value is not None:
        return _same_value(one.value, other.value)
    if one.names & other.names:
        return True
    person = one.person or other.person
    return any(_agree(a, b, person=person) for a in one.names for b in other.names)


def _same_value(one: str, other: str) -> bool:
    """A partial date agrees with a fuller one; amounts agree by their digits."""
    if re.match(r"\d{4}|--\d\d", one) and re.match(r"\d{4}|--\d\d", other):
        return (
            one.startswith(other) or other.startswith(one) or ("--" in (one[:2], other[:2]) and one[-5:] == other[-5:])
        )
    digits = [re.findall(r"\d+", value.replace(",", "")) for value in (one, other)]
    return digits[0] == digits[1] if any(digits) else folded(one) == folded(other)


def _agree(one: tuple[str, ...], other: tuple[str, ...], *, person: bool) -> bool:
    short, long = sorted((one, other), key=len)
    if not short or short[-1] != long[-1] or (len(short) == 1 and not person):
        return False
    return not Counter(short) - Counter(long)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A fact of the graph in one article."""

    article: str
    fact: Fact
    subject: End
    object: End
    sentence: str

    def __str__(self) -> str:
        return f"{self.subject.label} | {self.fact.relation} | {self.object.label} [{self.fact.status}]"


def score_facts(gold: Mapping[str, tuple[MarkedFact, ...]], facts: Iterable[Fact], ontology: "Ontology") -> Score:
    """Compares facts with marked ones; those of articles that nobody marked are left out."""
    said = list(_said(gold, facts))
    symmetric = frozenset(name for name, relation in ontology.relations.items() if relation.symmetric)
    marked = [fact for facts_ in gold.values() for fact in facts_]
    right: set[int] = set()
    found: dict[int, list[int]] = {}
    for place, each in enumerate(said):
        for number, mark in enumerate(marked):
            if mark.article == each.article and _fits(each, mark, symmetric):
                right.add(place)
                found.setdefault(number, []).append(place)
    core = [number for number, mark in enumerate(marked) if mark.core]
    return Score(
        articles=len(gold),
        all=Tally(gold=len(marked), found=len(found), said=len(said), right=len(right)),
        core=Tally(gold=len(core), found=sum(number in found for number in core), said=len(said), right=len(right)),
        relations=_by_relation(marked, found, said, right),
        statuses=_statuses(marked, found, said),
        reliability=_reliability(said, right),
        mistakes=tuple(_errors(marked, found, said, right)),
    )


def _said(gold: Mapping[str, tuple[MarkedFact, ...]], facts: Iterable[Fact]) -> Iterator[_Said]:
    article_of = {name.rsplit("/", 1)[-1]: name for name in gold}
    for fact in facts:
        if fact.open or fact.object is None:
            continue
        for article in fact.articles:
            name = article if article in gold else article_of.get(article.rsplit("/", 1)[-1])
            if name is not None:
                sentence = next(s.evidence.quote for s in fact.statements if s.article == article)
                yield _Said(
                    article=name, fact=fact, subject=_end(fact.subject), object=_end(fact.object), sentence=sentence
                )


def _fits(said: _Said, mark: MarkedFact, symmetric: frozenset[str]) -> bool:
    relation = said.fact.relation
    if relation not in mark.relations:
        return False
    if same_end(said.subject, mark.subject) and same_end(said.object, mark.object):
        return True
    return relation in symmetric and same_end(said.subject, mark.object) and same_end(said.object, mark.subject)


def _by_relation(
    marked: list[MarkedFact], found: Mapping[int, list[int]], said: list[_Said], right: set[int]
) -> dict[str, Tally]:
    counts: dict[str, Counter[str]] = {}
    for number, mark in enumerate(marked):
        counts.setdefault(mark.relations[0], Counter()).update(gold=1, found=int(number in found))
    for place, each in enumerate(said):
        counts.setdefault(each.fact.relation, Counter()).update(said=1, right=int(place in right))
    return {relation: Tally(**counts[relation]) for relation in sorted(counts)}


def _statuses(
    marked: list[MarkedFact], found: Mapping[int, list[int]], said: list[_Said]
) -> dict[tuple[str, str], int]:
    """A fact that the graph states in several statuses counts as the marked one if that is among them."""
    counts: Counter[tuple[str, str]] = Counter()
    for number, places in found.items():
        mark = marked[number]
        statuses = [str(said[place].fact.status) for place in places]
        counts[mark.status, mark.status if mark.status in statuses else statuses[0]] += 1
    return dict(sorted(counts.items()))


def _reliability(said: list[_Said], right: set[int]) -> tuple[Bin, ...]:
    bins: list[list[int]] = [[] for _ in range(BINS)]
    for place, each in enumerate(said):
        bins[min(int(each.fact.confidence * BINS), BINS - 1)].append(place)
    return tuple(
        Bin(
            low=number / BINS,
            high=(number + 1) / BINS,
            count=len(places),
            right=sum(place in right for place in places),
            mean=sum(said[place].fact.confidence for place in places) / len(places) if places else 0.0,
        )
        for number, places in enumerate(bins)
    )


def _errors(
    marked: list[MarkedFact], found: Mapping[int, list[int]], said: list[_Said], right: set[int]
) -> Iterator[Mistake]:
    for place, each in enumerate(said):
        if place not in right:
            yield Mistake(kind="wrong", article=each.article, fact=str(each), sentence=each.sentence)
    for number, mark in enumerate(marked):
        if number not in found:
            yield Mistake(kind="missed", article=mark.article, fact=str(mark), sentence=mark.sentence)
        elif mark.status not in {str(said[place].fact.status) for place in found[number]}:
            wrong = said[found[number][0]]
            yield Mistake(
                kind="status", article=mark.article, fact=f"{mark}, said {wrong.fact.status}", sentence=wrong.sentence
            )


def _tables(score: Score) -> Iterator[str]:
    yield f"{'relation':24s} {'gold':>5s} {'found':>5s} {'said':>5s} {'right':>5s} {'P':>6s} {'R':>6s} {'F1':>6s}"
    for relation, tally in [*score.relations.items(), ("all", score.all), ("core", score.core)]:
        counts = f"{tally.gold:5d} {tally.found:5d} {tally.said:5d} {tally.right:5d}"
        yield f"{relation:24s} {counts} {tally.precision:6.3f} {tally.recall:6.3f} {tally.f1:6.3f}"
    yield ""
    yield f"status: {score.status_accuracy:.3f} right of {sum(score.statuses.values())} found"
    for (gold, said), count in score.statuses.items():
        yield f"  marked {gold:10s} said {said:10s} {count:5d}"
    yield ""
    yield f"confidence: {score.calibration_error:.3f} away from the share that is right, on average"
    for each in score.reliability:
        share = f"mean {each.mean:.2f}, right {each.share:.2f}"
        yield f"  {each.low:.1f} to {each.high:.1f}: {each.count:5d} facts, {share}"


def _mistakes(score: Score) -> Iterator[str]:
    article = None
    for mistake in sorted(score.mistakes, key=lambda m: (m.article, m.kind, m.fact, m.sentence)):
        if mistake.article != article:
            article = mistake.article
            yield f"\n{article}"
        yield f"  {mistake.kind:6s} {mistake.fact}"
        if mistake.sentence:
            yield f'         "{mistake.sentence}"'

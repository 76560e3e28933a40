"""How good is this graph: what its facts rest on, what was dropped and why, and who may be the same or two."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from typing import TYPE_CHECKING

from kg.graph.characters import folded, markdown
from kg.graph.display import count
from kg.model import Entity, Fact, MentionKind

if TYPE_CHECKING:
    from kg.graph.graph import KnowledgeGraph

SHOWN = 20
ALIKE = 0.88  # of two names of one type, above which they may be two spellings of one
_MOST_SHARING = 50  # a word in more names than this ("Inc", "University") tells nothing
_QUOTED = re.compile(r"“[^”]*”|: .*$")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """Entities worth a look, and why: "one name begins the other". `kg same` or `kg different` settles it."""

    entities: tuple[Entity, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What is known about the quality of a graph without knowing the truth.

    `proven` counts the statements whose quote stands in the article, character by character, of `statements` in all.
    `dropped` counts the statements that gave no fact by reason, `quarantined` the articles by reason, `silent` names
    the articles that gave no fact, `open_relations` counts the words of relations that the ontology does not know.
    """

    articles: int
    entities: int
    facts: int
    open_facts: int
    statements: int
    proven: int
    statuses: tuple[tuple[str, int], ...]
    relations: tuple[tuple[str, int], ...]
    dropped: tuple[tuple[str, int], ...]
    quarantined: tuple[tuple[str, int], ...]
    duplicates: tuple[Suspect, ...]
    mistaken: tuple[Suspect, ...]
    open_relations: tuple[tuple[str, int], ...]
    conflicts: int
    silent: tuple[str, ...]

    @property
    def coverage(self) -> float:
        """The share of statements that a sentence of their article proves; 1.0 for an empty graph."""
        return self.proven / self.statements if self.statements else 1.0

    def to_markdown(self) -> str:
        """The report as a page."""
        return "\n".join(_page(self)).rstrip() + "\n"

    def __str__(self) -> str:
        return self.to_markdown()

    def _repr_html_(self) -> str:
        from html import escape

        return f"<pre>{escape(self.to_markdown())}</pre>"


def report(graph: "KnowledgeGraph") -> Report:
    """The report on a graph; the same graph gives the same report."""
    everything = graph.facts(open=True)
    closed = [fact for fact in everything if not fact.open]
    statements = [statement for fact in everything for statement in fact.statements]
    proven = sum(
        statement.evidence.quote != ""
        and statement.evidence.sentence.of(graph.articles[statement.article].text) == statement.evidence.quote
        for statement in statements
    )
    names = _names(graph)
    rejected = graph.directory.read_quarantine() if graph.directory else ()
    return Report(
        articles=len(graph.articles),
        entities=len(graph.entities),
        facts=len(closed),
        open_facts=len(everything) - len(closed),
        statements=len(statements),
        proven=proven,
        statuses=_ranked(str(fact.status) for fact in closed),
        relations=_ranked(fact.relation for fact in closed),
        dropped=_ranked(_kind(drop.reason) for drop in graph.dropped),
        quarantined=_ranked(item.reason for item in rejected),
        duplicates=tuple(duplicates([graph.entities[id] for id in sorted(names)], closed)),
        mistaken=tuple(mistaken(graph.entities, names)),
        open_relations=_ranked(folded(fact.relation) for fact in everything if fact.open),
        conflicts=len(graph.conflicts()),
        silent=tuple(sorted(set(graph.articles) - {id for fact in closed for id in fact.articles})),
    )


def _ranked(things: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(things).items(), key=lambda item: (-item[1], item[0])))


def _kind(reason: str) -> str:
    """A reason without the words of the case: “he”, “she” and “it” are one."""
    return _QUOTED.sub(lambda match: "“…”" if match[0].startswith("“") else "", reason)


# Who may be one


def duplicates(entities: Sequence[Entity], facts: Iterable[Fact] = ()) -> Iterator[Suspect]:
    """Pairs of one type whose names are nearly alike, or of which one begins or ends the other; or of one name.

    Two between whom a fact stands are not one.
    """
    related = {frozenset((f.subject.id, f.object.id)) for f in facts if isinstance(f.object, Entity)}
    for one, other in _sharing_a_word(entities):
        if frozenset((one.id, other.id)) in related:
            continue
        if one.type != other.type:
            reason = "the same name, of another type" if folded(one.label) == folded(other.label) else None
        else:
            reason = _alike(one.label, other.label)
        if reason:
            yield Suspect(entities=(one, other), reason=reason)


def _sharing_a_word(entities: Sequence[Entity]) -> Iterator[tuple[Entity, Entity]]:
    """Pairs to compare: those with a word, or the begin of one, in common; sorted, each once."""
    blocks: defaultdict[str, list[Entity]] = defaultdict(list)
    for entity in sorted(entities, key=lambda entity: (entity.label, entity.id)):
        words = _WORD.findall(folded(entity.label))
        for block in {*words, *(word[:4] + "*" for word in words), _initials(words)}:
            if len(block) > 1:
                blocks[block].append(entity)
    seen: set[tuple[str, str]] = set()
    for block in sorted(blocks):
        if len(blocks[block]) <= _MOST_SHARING:
            for one, other in combinations(blocks[block], 2):
                if (one.id, other.id) not in seen:
                    seen.add((one.id, other.id))
                    yield one, other


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def _alike(one: str, other: str) -> str | None:
    first, second = _WORD.findall(folded(one)), _WORD.findall(folded(other))
    if first == second:
        return "the names differ only in punctuation"
    short, long = sorted((first, second), key=len)
    if short and (long[: len(short)] == short or long[-len(short) :] == short):
        return "one name begins or ends the other"
    if len(short) == 1 and len(short[0]) > 2 and short[0] == _initials(long):
        return "one name is the initials of the other"
    if SequenceMatcher(None, " ".join(first), " ".join(second), autojunk=False).ratio() >= ALIKE:
        return "the names are spelled nearly alike"
    return None


# Who may be two


def mistaken(entities: Mapping[str, Entity], names: Mapping[str, Collection[str]]) -> Iterator[Suspect]:
    """Entities gathered from full names that share no word: a person with two surnames may be two people.

    `names` are the names that articles use, by the id of the entity. What a gazetteer knows is trusted.
    """
    for id in sorted(names):
        pair = None if entities[id].same_as else _strangers(sorted(map(folded, names[id])))
        if pair:
            yield Suspect(entities=(entities[id],), reason=f"both “{pair[0]}” and “{pair[1]}” are taken for it")


def _names(graph: "KnowledgeGraph") -> dict[str, set[str]]:
    """What articles call each entity that has a name; what is only described ("the firm") is absent."""
    names: defaultdict[str, set[str]] = defaultdict(set)
    for article, links in graph.links.items():
        for link in links:
            id = graph.linkage.entity_of.get((article, link.cluster))
            if id is not None and id in graph.entities and link.mention.kind is MentionKind.NAME:
                names[id].add(link.mention.text)
    return names


def _strangers(names: Sequence[str]) -> tuple[str, str] | None:
    """Two names of several words each that have none in common, and of which none abbreviates the other."""
    full = [(name, _WORD.findall(name)) for name in names]
    for (one, first), (other, second) in combinations([(name, words) for name, words in full if len(words) > 1], 2):
        if not set(first) & set(second) and _initials(first) != _initials(second):
            return one, other
    return None


# The page


def _page(report: Report) -> Iterator[str]:
    yield "# Report on the graph"
    yield ""
    yield (
        f"{count(report.facts, 'fact')} and {count(report.open_facts, 'open fact')} about "
        f"{count(report.entities, 'entity', 'entities')} from {count(report.articles, 'article')}."
    )
    yield ""
    yield "## Evidence"
    yield ""
    yield (
        f"{report.proven:,} of {count(report.statements, 'statement')} ({report.coverage:.1%}) quote a sentence that "
        "stands in their article, character by character."
    )
    yield ""
    yield from _ranking("Facts by status", ("status", "facts"), report.statuses)
    yield from _ranking("Facts by relation", ("relation", "facts"), report.relations)
    yield from _ranking("Statements that gave no fact", ("reason", "statements"), report.dropped)
    yield from _ranking("Articles in quarantine", ("reason", "articles"), report.quarantined)
    yield from _names_of("Articles that gave no fact", report.silent)
    yield from _suspects(
        "May be one", report.duplicates, "`kg same` joins two, `kg different` keeps them apart for good."
    )
    yield from _suspects("May be two", report.mistaken, "`kg different` parts them.")
    yield "## Disagreement"
    yield ""
    yield f"{count(report.conflicts, 'conflict')}; `kg conflicts` shows both sentences of each."
    yield ""
    yield from _ranking("Relations that the ontology does not know", ("words", "facts"), report.open_relations)


def _ranking(title: str, header: tuple[str, str], rows: Sequence[tuple[str, int]]) -> Iterator[str]:
    yield f"## {title}"
    yield ""
    if not rows:
        yield "None."
        yield ""
        return
    yield f"| {header[0]} | {header[1]} |"
    yield "|---|---:|"
    for name, number in rows[:SHOWN]:
        yield f"| {markdown(name)} | {number:,} |"
    yield from _rest(len(rows))
    yield ""


def _names_of(title: str, names: Sequence[str]) -> Iterator[str]:
    yield f"## {title}"
    yield ""
    yield ", ".join(markdown(name) for name in names[:SHOWN]) or "None."
    yield from _rest(len(names))
    yield ""


def _suspects(title: str, suspects: Sequence[Suspect], advice: str) -> Iterator[str]:
    yield f"## {title}"
    yield ""
    if not suspects:
        yield "Nobody."
        yield ""
        return
    yield advice
    yield ""
    for suspect in suspects[:SHOWN]:
        names = " and ".join(f"{markdown(e.label)} ({markdown(e.type)}, `{e.id}`)" for e in suspect.entities)
        yield f"- {names}: {markdown(suspect.reason)}"
    yield from _rest(len(suspects))
    yield ""


def _rest(number: int) -> Iterator[str]:
    if number > SHOWN:
        yield ""
        yield f"… and {number - SHOWN:,} more."

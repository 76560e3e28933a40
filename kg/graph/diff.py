"""What changed between two graphs: facts that came, facts that went, and facts that took another status or date."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from kg.facts import symmetric_relations
from kg.graph.characters import clean, folded, markdown
from kg.graph.conflicts import end_id
from kg.graph.display import Facts, count, sentence, table
from kg.model import Entity, Fact, Status
from kg.model.jsonl import fact_line
from kg.model.markup import safe

if TYPE_CHECKING:
    from kg.graph.graph import KnowledgeGraph

_UNSETTLED = {Status.PLANNED, Status.POSSIBLE, Status.REPORTED}
_SETTLED = {Status.ASSERTED, Status.DENIED}
_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #111;
  background: #fff }
table { border-collapse: collapse; width: 100% } td, th { padding: .4rem .6rem; vertical-align: top }
section.added tbody { background: #dcfce7 } section.removed tbody { background: #fee2e2 }
section.changed tbody { background: #fef3c7 } tr + tr td { border-top: 1px solid #fff }
@media (prefers-color-scheme: dark) {
  body { color: #eee; background: #18181b } section.added tbody { background: #14532d }
  section.removed tbody { background: #7f1d1d } section.changed tbody { background: #713f12 } }
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The same thing said of the same two, now with another status or date: planned became asserted."""

    old: Fact
    new: Fact

    @property
    def words(self) -> str:
        """What changed: "planned → asserted", "--04-10 → 2024-04-10"."""
        pairs = ((self.old.status, self.new.status), (self.old.date or "no date", self.new.date or "no date"))
        return ", ".join(f"{old} → {new}" for old, new in pairs if old != new)

    def __str__(self) -> str:
        return clean(f"{sentence(self.new)}  [{self.words}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    """The way from one graph to another; false when they say the same.

    A fact is a change when the old graph told it with another status or date and the new one no longer does, or when
    what was planned, possible or reported is now asserted or denied, even if the old fact still stands. Who got a
    fuller name in between is still the same: `renamed` lists them.
    """

    added: tuple[Fact, ...]
    removed: tuple[Fact, ...]
    changed: tuple[Change, ...]
    renamed: tuple[tuple[Entity, Entity], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)

    @property
    def counts(self) -> str:
        """ "+ 4 facts, − 0 facts, ~ 1 fact"."""
        signs = (("+", self.added), ("−", self.removed), ("~", self.changed))
        return ", ".join(f"{sign} {count(len(things), 'fact')}" for sign, things in signs)

    def __str__(self) -> str:
        lines = [
            *(f"+ {sentence(fact)}" for fact in self.added),
            *(f"- {sentence(fact)}" for fact in self.removed),
            *(f"~ {change}" for change in self.changed),
            *(f"= {clean(old.label)} is now called {clean(new.label)}" for old, new in self.renamed),
        ]
        return "\n".join([*lines, self.counts])

    def to_markdown(self) -> str:
        """A page of Markdown, each fact with its sentence."""
        lines = ["# What changed", "", self.counts, ""]
        for title, facts in (("Added", self.added), ("Removed", self.removed)):
            if facts:
                lines += [
                    f"## {title}",
                    "",
                    *(line for fact in facts for line in _bullets(fact, markdown(sentence(fact)))),
                ]
        if self.changed:
            lines += ["## Changed", ""]
            for change in self.changed:
                lines += _bullets(change.new, f"**{change.words}**: {markdown(sentence(change.new))}")
        if self.renamed:
            lines += ["## Called otherwise", ""]
            lines += [*(f"- {markdown(old.label)} → {markdown(new.label)}" for old, new in self.renamed), ""]
        return "\n".join(lines).rstrip() + "\n"

    def line(self) -> dict[str, Any]:
        """One JSON object: `added`, `removed`, `changed` (pairs of `old` and `new`), `renamed`."""
        return {
            "added": [fact_line(fact) for fact in self.added],
            "removed": [fact_line(fact) for fact in self.removed],
            "changed": [{"old": fact_line(c.old), "new": fact_line(c.new)} for c in self.changed],
            "renamed": [{"old": old.label, "new": new.label} for old, new in self.renamed],
        }

    def to_json(self) -> str:
        return json.dumps(self.line(), ensure_ascii=False, indent=1).encode("utf-8", "replace").decode() + "\n"

    def to_html(self) -> str:
        """A web page of its own, coloured, without scripts: what came is green, what went red, what changed amber."""
        head = (
            '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>What changed</title>'
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
            f"<style>{_STYLE}</style></head><body><h1>What changed</h1>"
        )
        return f"{head}{self._repr_html_()}</body></html>\n"

    def _repr_html_(self) -> str:
        parts = [f"<p>{safe(self.counts)}</p>"]
        for name, facts in (("added", self.added), ("removed", self.removed)):
            if facts:
                rows = ((safe(sentence(fact)), _quote(fact)) for fact in facts)
                parts.append(_section(name, table(("fact", "sentence"), rows)))
        if self.changed:
            rows_of_changes = (
                (safe(c.words), safe(sentence(c.new)), _quote(c.old), _quote(c.new)) for c in self.changed
            )
            parts.append(_section("changed", table(("change", "fact", "before", "now"), rows_of_changes)))
        if self.renamed:
            rows = ((safe(old.label), safe(new.label)) for old, new in self.renamed)
            parts.append(_section("renamed", table(("before", "now"), rows)))
        return "".join(parts)


def _section(name: str, content: str) -> str:
    return f'<section class="{name}"><h2>{name.capitalize()}</h2>{content}</section>'


def _quote(fact: Fact) -> str:
    return fact.statements[0].marked_quote if fact.statements else ""


def _bullets(fact: Fact, words: str) -> Iterator[str]:
    yield f"- {words}"
    for statement in fact.statements[:1]:
        yield f"  > “{markdown(statement.evidence.quote)}” — {markdown(statement.article)}"
    yield ""


def diff(old: "KnowledgeGraph", new: "KnowledgeGraph", *, open: bool = False) -> Diff:
    """What the new graph says that the old one did not, and the other way round; `open` compares open facts too."""
    before, after = old.facts(open=open), new.facts(open=open)
    renamed = _renamed(before, after)
    names = {one.id: other.id for one, other in renamed}
    symmetric = symmetric_relations(new.ontology) | symmetric_relations(old.ontology)
    told = {_Key.of(fact, symmetric, names): fact for fact in before}
    tells = {_Key.of(fact, symmetric): fact for fact in after}
    pairs = _pairs(told, tells)
    changed_from = {before for before, _ in pairs}
    changed_to = {after for _, after in pairs}
    return Diff(
        added=tuple(fact for key, fact in tells.items() if key not in told and key not in changed_to),
        removed=tuple(fact for key, fact in told.items() if key not in tells and key not in changed_from),
        changed=tuple(Change(old=told[before], new=tells[after]) for before, after in pairs),
        renamed=renamed,
    )


@dataclass(frozen=True, slots=True)
class _Key:
    """What two facts share when they are one; `triple` is what they share when one is a change of the other."""

    triple: tuple[str, ...]
    status: str
    date: str
    speaker: str

    @classmethod
    def of(cls, fact: Fact, symmetric: frozenset[str], names: Mapping[str, str] = MappingProxyType({})) -> "_Key":
        ends = [names.get(id, id) for id in (fact.subject.id, end_id(fact))]
        if fact.relation in symmetric:
            ends.sort()
        speaker = fact.attributed_to.id if fact.attributed_to else ""
        triple = (*ends, fact.relation, str(fact.open))
        return cls(triple, str(fact.status), fact.date or "", names.get(speaker, speaker))

    def becomes(self, new: "_Key", *, gone: bool) -> bool:
        """Whether the new one is a change of this: it takes its place, or settles what was open."""
        if (self.status, self.date) == (new.status, new.date):
            return False
        return gone or (self.status in _UNSETTLED and new.status in _SETTLED)

    def distance(self, other: "_Key") -> tuple[int, str, str, str]:
        return (self.status != other.status) + (self.date != other.date), self.status, self.date, self.speaker


def _pairs(told: Mapping[_Key, Fact], tells: Mapping[_Key, Fact]) -> list[tuple[_Key, _Key]]:
    """Each new key that changes what was told before, with the old key that it is nearest to."""
    by_triple: defaultdict[tuple[str, ...], list[_Key]] = defaultdict(list)
    for key in told:
        by_triple[key.triple].append(key)
    pairs = []
    for key in tells:
        if key not in told:
            before = [old for old in by_triple[key.triple] if old.becomes(key, gone=old not in tells)]
            if before:
                pairs.append((min(before, key=key.distance), key))
    return pairs


def _renamed(before: Facts, after: Facts) -> tuple[tuple[Entity, Entity], ...]:
    """Entities that the new graph knows under another id: of the same type, with the old name among their names."""
    old, new = _entities(before), _entities(after)
    by_name: defaultdict[tuple[str, str], list[Entity]] = defaultdict(list)
    for id in sorted(new.keys() - old.keys()):
        for name in {folded(name) for name in (new[id].label, *new[id].aliases)}:
            by_name[new[id].type, name].append(new[id])
    found = []
    for id in sorted(old.keys() - new.keys()):
        candidates = by_name[old[id].type, folded(old[id].label)]
        if len(candidates) == 1:
            found.append((old[id], candidates[0]))
    return tuple(found)


def _entities(facts: Facts) -> dict[str, Entity]:
    ends = (end for fact in facts for end in (fact.subject, fact.object, fact.attributed_to))
    return {end.id: end for end in ends if isinstance(end, Entity)}

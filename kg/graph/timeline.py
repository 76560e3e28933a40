"""What happened when: facts in the order of their dates, and where a date is missing, of the day they were told."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.graph.characters import clean
from kg.graph.days import first_and_last_day
from kg.graph.display import end_label, sentence, status_mark, table
from kg.graph.names import Names
from kg.graph.view import Statuses, chosen
from kg.model import Entity, Fact, Status
from kg.model.jsonl import fact_line
from kg.model.markup import safe

if TYPE_CHECKING:
    from kg.graph.graph import KnowledgeGraph


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A fact and its place in time.

    `date` is when it happens, as far as the sentence tells ("2024-04-10", "2006", "--04-10"), else None. `told` is
    the first day on which an article told it, else None.
    """

    date: str | None
    told: str | None
    fact: Fact

    @property
    def day(self) -> str | None:
        """The day by which it is ordered: the first that `date` covers, or without a year the day it was told."""
        days = first_and_last_day(self.date) if self.date else None
        return days[0] if days else self.told

    def __str__(self) -> str:
        when = self.date or (f"told {self.told}" if self.told else "no date")
        told = f", told {self.told}" if self.date and self.told and not first_and_last_day(self.date) else ""
        return clean(f"{when}{told}  {sentence(self.fact, date=False)}")


class Timeline(tuple[Moment, ...]):
    """Moments in order; prints as one line each, shows itself in a notebook as a table."""

    __slots__ = ()

    def __str__(self) -> str:
        return "\n".join(str(moment) for moment in self)

    def lines(self) -> Iterator[dict[str, Any]]:
        """One JSON object a moment: `date`, `told`, `fact`."""
        for moment in self:
            yield {"date": moment.date, "told": moment.told, "fact": fact_line(moment.fact)}

    def _repr_html_(self) -> str:
        header = ("date", "told", "subject", "relation", "object", "status", "sentence")
        return table(header, (_row(moment) for moment in self))


def timeline(
    graph: "KnowledgeGraph",
    *names: str,
    since: str | None = None,
    until: str | None = None,
    statuses: Statuses = tuple(Status),
    open: bool = False,
) -> Timeline:
    """The facts about the named (all facts without names), in order; `since` and `until` are ISO days, inclusive.

    What has neither a date with a year nor a dated article comes last, and falls away when `since` or `until` is
    given. Raises `InvalidName` for a name that the graph does not know.
    """
    wanted, about = chosen(statuses), ids_of(graph, names)
    facts = (fact for fact in graph.facts(open=open) if fact.status in wanted and (not names or touches(fact, about)))
    moments = (moment for moment in (_moment(graph, fact) for fact in facts) if _within(moment, since, until))
    return Timeline(sorted(moments, key=_order))


def ids_of(graph: "KnowledgeGraph", names: Iterable[str]) -> frozenset[str]:
    known = Names(graph)
    found: set[str] = set()
    for name in names:
        entities = known.entities(name) or [known.entity(name)]
        found.update(entity.id for entity in entities)
    return frozenset(found)


def touches(fact: Fact, ids: frozenset[str]) -> bool:
    """Whether one of them is an end of the fact or says it."""
    ends = (fact.subject, fact.object, fact.attributed_to)
    return any(isinstance(end, Entity) and end.id in ids for end in ends)


def _moment(graph: "KnowledgeGraph", fact: Fact) -> Moment:
    published = (graph.articles[id].published for id in fact.articles)
    days = sorted(day[:10] for day in published if day)
    return Moment(date=fact.date, told=days[0] if days else None, fact=fact)


def _within(moment: Moment, since: str | None, until: str | None) -> bool:
    if since is None and until is None:
        return True
    days = first_and_last_day(moment.date) if moment.date else None
    first, last = days or (moment.told, moment.told)
    if first is None or last is None:
        return False
    return (since is None or last >= since) and (until is None or first <= until)


def _order(moment: Moment) -> tuple[bool, str, str, str]:
    return moment.day is None, moment.day or "", moment.date or "", sentence(moment.fact)


def _row(moment: Moment) -> tuple[str, ...]:
    fact = moment.fact
    return (
        safe(moment.date),
        safe(moment.told),
        safe(fact.subject.label),
        safe(fact.relation),
        safe(end_label(fact.object)),
        status_mark(str(fact.status)),
        fact.statements[0].marked_quote if fact.statements else "",
    )

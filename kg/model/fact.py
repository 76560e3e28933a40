"""What all articles together say."""

from dataclasses import dataclass

from kg.model.linkage import Entity
from kg.model.markup import safe
from kg.model.statement import Statement, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Literal:
    """A value as an object: a date ("2013-12-10", type Date) or an amount ("US$52.5 million", type Quantity)."""

    value: str
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Ada Lind visits the United States, planned for --04-10: everything that says exactly this, together.

    One fact per (subject, relation, object, status, date, attributed_to). `relation` is the id of a relation of the
    ontology or, when `open`, the sentence's words. A fact joins two things: a statement without an object gives none.
    """

    subject: Entity
    relation: str
    open: bool
    object: Entity | Literal
    status: Status
    date: str | None
    attributed_to: Entity | None
    confidence: float
    statements: tuple[Statement, ...]

    @property
    def articles(self) -> tuple[str, ...]:
        """The ids of the articles that say it, sorted."""
        return tuple(sorted({statement.article for statement in self.statements}))

    def _repr_html_(self) -> str:
        end = self.object.label if isinstance(self.object, Entity) else self.object.value if self.object else ""
        details = ", ".join([str(self.status), *([self.date] if self.date else []), f"{self.confidence:.2f}"])
        head = f"<p>{' '.join(map(safe, (self.subject.label, self.relation, end)))} <small>{safe(details)}</small></p>"
        return head + "".join(
            f"<blockquote>{statement.marked_quote} <small>{safe(statement.article)}</small></blockquote>"
            for statement in self.statements[:3]
        )

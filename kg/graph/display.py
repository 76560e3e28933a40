"""How facts, entities, statements and graphs look in a notebook: plain tables, no script, nothing fetched."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import islice
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any, SupportsIndex, overload

from kg import plugins
from kg.errors import MissingPackage
from kg.graph.characters import clean
from kg.model import Entity, Fact, Literal
from kg.model.markup import safe

if TYPE_CHECKING:
    import pandas as pd

    from kg.graph.graph import KnowledgeGraph

SHOWN_FACTS = 20
_COLOURS = {
    "asserted": "#15803d",
    "planned": "#1d4ed8",
    "reported": "#a16207",
    "possible": "#7e22ce",
    "denied": "#b91c1c",
}


class Facts(tuple[Fact, ...]):
    """A tuple of facts that shows itself as a table, and turns into a `pandas.DataFrame`."""

    __slots__ = ()

    @overload
    def __getitem__(self, index: SupportsIndex, /) -> Fact: ...
    @overload
    def __getitem__(self, index: slice, /) -> "Facts": ...
    def __getitem__(self, index: SupportsIndex | slice, /) -> "Fact | Facts":
        found = super().__getitem__(index)
        return Facts(found) if isinstance(found, tuple) else found

    def to_pandas(self) -> "pd.DataFrame":
        """One row a fact: subject, relation, object, their types, status, date, speaker, confidence, first sentence.

        Raises `MissingPackage` without pandas (`pip install newskg[pandas]`).
        """
        try:
            import pandas as pd
        except ImportError as error:
            raise MissingPackage("a table needs pandas; try: pip install 'newskg[pandas]'") from error
        return pd.DataFrame([_cells(fact) for fact in self], columns=list(COLUMNS))

    def _repr_html_(self) -> str:
        return facts_table(self)

    def __repr__(self) -> str:
        shown = "\n".join(f"  {sentence(fact)}" for fact in islice(self, SHOWN_FACTS))
        rest = f"\n  … {len(self) - SHOWN_FACTS} more" if len(self) > SHOWN_FACTS else ""
        return f"{count(len(self), 'fact')}{':' if self else ''}\n{shown}{rest}".rstrip()


COLUMNS = (
    "subject",
    "subject_type",
    "relation",
    "object",
    "object_type",
    "status",
    "date",
    "attributed_to",
    "confidence",
    "articles",
    "quote",
    "open",
)


def _cells(fact: Fact) -> dict[str, Any]:
    return {
        "subject": fact.subject.label,
        "subject_type": fact.subject.type,
        "relation": fact.relation,
        "object": end_label(fact.object),
        "object_type": fact.object.type,
        "status": str(fact.status),
        "date": fact.date,
        "attributed_to": fact.attributed_to.label if fact.attributed_to else None,
        "confidence": fact.confidence,
        "articles": len(fact.articles),
        "quote": fact.statements[0].evidence.quote if fact.statements else None,
        "open": fact.open,
    }


def count(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun.

    >>> count(1, "fact"), count(2, "entity", "entities")
    ('1 fact', '2 entities')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def end_label(end: Entity | Literal | None) -> str:
    """What stands at the end of a fact: a label, a value, or nothing."""
    if end is None:
        return ""
    return end.label if isinstance(end, Entity) else end.value


def sentence(fact: Fact, *, date: bool = True) -> str:
    """A fact in one line: "Ann Lee —visits→ Japan (planned, 2024-04-10)"."""
    details = [str(fact.status), *([fact.date] if fact.date and date else [])]
    if fact.attributed_to:
        details.append(f"says {fact.attributed_to.label}")
    words = f"{fact.subject.label} —{fact.relation}→ {end_label(fact.object)}".rstrip()
    return clean(f"{words} ({', '.join(details)})")


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """An HTML table; the cells are already HTML."""
    head = "".join(f'<th style="text-align:left">{escape(name)}</th>' for name in header)
    body = "".join(
        "<tr>" + "".join(f'<td style="text-align:left">{cell}</td>' for cell in cells) + "</tr>" for cells in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def status_mark(status: str) -> str:
    """The status in its colour; the word itself carries the meaning."""
    return f'<span style="color:{_COLOURS[status]};font-weight:600">{escape(status)}</span>'


def facts_table(facts: Sequence[Fact], *, limit: int = SHOWN_FACTS) -> str:
    """The first facts as a table with status, date and sentence."""
    header = ("subject", "relation", "object", "status", "date", "confidence", "sentence")
    rest = f"<p>… {len(facts) - limit:,} more</p>" if len(facts) > limit else ""
    body = table(header, (_fact_row(fact) for fact in islice(facts, limit)))
    return f"<p>{count(len(facts), 'fact')}</p>{body if facts else ''}{rest}"


def _fact_row(fact: Fact) -> tuple[str, ...]:
    return (
        safe(fact.subject.label),
        safe(fact.relation),
        safe(end_label(fact.object)),
        status_mark(str(fact.status)),
        safe(fact.date),
        f"{fact.confidence:.2f}",
        fact.statements[0].marked_quote if fact.statements else "",
    )


def graph_card(facts: Sequence[Fact], *, entities: int, articles: int) -> str:
    """A graph as HTML: its counts, then its surest facts, the most told first."""
    told = sorted(facts, key=lambda fact: (-len(fact.articles), -fact.confidence, sentence(fact)))
    counts = (
        f"{count(len(facts), 'fact')} about {count(entities, 'entity', 'entities')} from {count(articles, 'article')}"
    )
    return f"<p><b>{counts}</b></p>{facts_table(told) if told else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The explorer as a notebook shows it: the whole page in a frame that reaches neither the notebook nor the net."""

    html: str = field(repr=False)
    height: int = 640

    def _repr_html_(self) -> str:
        return (
            f'<iframe srcdoc="{escape(self.html)}" sandbox="allow-scripts allow-downloads allow-popups" '
            f'style="width:100%;height:{self.height}px;border:1px solid #ddd"></iframe>'
        )


def show(graph: "KnowledgeGraph", *, height: int = 640, **options: Any) -> Page:
    """The explorer: inline in a notebook (`height` in pixels), elsewhere a page that the browser opens."""
    file = Path(mkdtemp(prefix="kg-")) / "graph.html"
    plugins.load("exporters", "html")(graph, file, **options)
    if not _in_notebook():
        import webbrowser

        webbrowser.open(file.as_uri())
    return Page(html=file.read_text(encoding="utf-8"), height=height)


def _in_notebook() -> bool:
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return getattr(shell, "kernel", None) is not None

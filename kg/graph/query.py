"""Asks the graph in SPARQL, in this process or in one that can be killed."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from kg.errors import InvalidQuery
from kg.graph import gate
from kg.shipped import shipped

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.graph.graph import KnowledgeGraph

MEMORY = 1_000_000_000  # bytes that the process of an answer may write to
MOST_ROWS = 100_000
_LARGEST_HERE = 1_000  # words and signs of a query; the engine's stack ends somewhere above ten times as many


@dataclass(frozen=True, slots=True)
class Term:
    """A term of an answer: an IRI, a blank node or a literal. `text` is its value; `label` what a person calls it."""

    kind: str
    text: str
    datatype: str | None = None
    language: str | None = None
    label: str | None = None

    def __str__(self) -> str:
        return self.label or self.text

    @property
    def n3(self) -> str:
        """The term as Turtle and N-Triples write it."""
        from pyoxigraph import BlankNode, Literal, NamedNode

        if self.kind == "uri":
            return str(NamedNode(self.text))
        if self.kind == "bnode":
            return str(BlankNode(self.text))
        if self.language:
            return str(Literal(self.text, language=self.language))
        return str(Literal(self.text, datatype=NamedNode(self.datatype)) if self.datatype else Literal(self.text))


type Row = tuple[Term | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Result:
    """The answer to a query. `kind` is "select", "ask" or "construct".

    A SELECT has `variables` and `rows`, in the order of the engine (sorted when the query says ORDER BY, else by their
    terms, so that the same question gets the same answer). An ASK has `answer`. A CONSTRUCT has rows of three terms.
    """

    kind: str
    variables: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    answer: bool | None = None

    def __iter__(self) -> Iterator[Mapping[str, Term | None]]:
        return (dict(zip(self.variables, row, strict=True)) for row in self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __bool__(self) -> bool:
        return bool(self.rows) if self.answer is None else self.answer

    def __str__(self) -> str:
        if self.answer is not None:
            return "yes" if self.answer else "no"
        lines = ("\t".join("" if term is None else str(term) for term in row) for row in self.rows)
        return "\n".join(("\t".join(self.variables), *lines))

    __repr__ = __str__

    def _repr_html_(self) -> str:
        from kg.graph.display import table
        from kg.model.markup import safe

        if self.answer is not None:
            return f"<p><b>{self}</b></p>"
        return table(self.variables, ([safe(str(term)) if term else "" for term in row] for row in self.rows))


def query(graph: "KnowledgeGraph", sparql: str, *, timeout: float | None = None) -> Result:
    """Answers a query. Raises `InvalidQuery` when it is malformed, refused, too large, or takes too long.

    Without `timeout` this process answers, which nothing can interrupt; with it (seconds) a process of its own that
    may not reach the network, write, or take more than `MEMORY`, and that is killed when time is up. A very long query
    is always answered by such a process.
    """
    from kg.graph.rdf import PREFIXES

    size = gate.check(sparql, PREFIXES)
    if timeout is None and size <= _LARGEST_HERE:
        answer = _result(lines(graph.store, sparql, PREFIXES), _ordered(sparql))
    else:
        answer = _apart(graph, sparql, timeout)
    return _labelled(answer, graph.store)


def _ordered(sparql: str) -> bool:
    return "order" in sparql.casefold()


# In the process that answers


def lines(store: "Store", sparql: str, prefixes: Mapping[str, str]) -> Iterator[Any]:
    """The answer as JSON values: a head, then rows. Raises `InvalidQuery`."""
    from pyoxigraph import QueryBoolean, QueryTriples

    try:
        answer = store.query(sparql, prefixes=dict(prefixes))
        if isinstance(answer, QueryBoolean):
            yield {"kind": "ask", "answer": bool(answer)}
        elif isinstance(answer, QueryTriples):
            yield {"kind": "construct", "variables": ["subject", "predicate", "object"]}
            for triple in answer:
                yield [_parts(triple.subject), _parts(triple.predicate), _parts(triple.object)]
        else:
            names = [variable.value for variable in answer.variables]
            yield {"kind": "select", "variables": names}
            for solution in answer:
                yield [_parts(solution[name]) for name in names]
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        raise InvalidQuery(f"the query cannot be answered: {error}") from error


def _parts(term: Any) -> list[str | None] | None:
    from pyoxigraph import BlankNode, Literal, NamedNode

    if term is None:
        return None
    if isinstance(term, NamedNode):
        return ["uri", term.value, None, None]
    if isinstance(term, BlankNode):
        return ["bnode", term.value, None, None]
    if isinstance(term, Literal):
        return ["literal", term.value, None if term.language else term.datatype.value, term.language]
    return ["triple", str(term), None, None]


def _result(answer: Iterable[Any], ordered: bool) -> Result:
    stream = iter(answer)
    head = next(stream)
    rows: list[Row] = []
    for row in stream:
        if len(rows) == MOST_ROWS:
            raise InvalidQuery(f"more than {MOST_ROWS:,} rows; add LIMIT, or ask for less")
        rows.append(tuple(None if parts is None else Term(*parts) for parts in row))
    if not ordered:
        rows.sort(key=lambda row: [("", "", "", "") if term is None else _sortable(term) for term in row])
    variables = tuple(head.get("variables", ()))
    return Result(kind=head["kind"], variables=variables, rows=tuple(rows), answer=head.get("answer"))


def _sortable(term: Term) -> tuple[str, str, str, str]:
    return term.kind, term.text, term.datatype or "", term.language or ""


def _labelled(answer: Result, store: "Store") -> Result:
    """The answer with what a person calls each entity, relation, class and article."""
    from kg.graph.rdf import KG, RDFS, SCHEMA

    cache: dict[str, str | None] = {}

    def label(iri: str) -> str | None:
        from pyoxigraph import NamedNode

        if iri not in cache:
            names = (
                getattr(quad.object, "value", "")
                for predicate in (RDFS + "label", SCHEMA + "headline")
                for quad in store.quads_for_pattern(NamedNode(iri), NamedNode(predicate), None, None)
            )
            cache[iri] = min(names, default=None)
            if cache[iri] is None and iri.startswith(KG):
                cache[iri] = iri.removeprefix(KG)
        return cache[iri]

    def labelled(term: Term | None) -> Term | None:
        if term is None or term.kind != "uri":
            return term
        return Term("uri", term.text, label=label(term.text))

    rows = tuple(tuple(labelled(term) for term in row) for row in answer.rows)
    return Result(kind=answer.kind, variables=answer.variables, rows=rows, answer=answer.answer)


# Apart


def _apart(graph: "KnowledgeGraph", sparql: str, timeout: float | None) -> Result:
    """Asks a process of its own, which opens the store read-only."""
    if graph.directory is not None and graph.directory.store_is_current:
        return _ask(graph.directory.store, sparql, timeout)
    from pyoxigraph import Store

    with TemporaryDirectory(prefix="kg-") as folder:
        path = Path(folder) / "store"
        copy = Store(str(path))
        copy.bulk_extend(iter(graph.store))
        copy.flush()
        del copy
        return _ask(path, sparql, timeout)


def _ask(store: Path, sparql: str, timeout: float | None) -> Result:
    task = json.dumps({"store": str(store), "query": sparql, "memory": MEMORY, "rows": MOST_ROWS})
    process = subprocess.Popen(
        [sys.executable, "-m", "kg.graph.query_worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        start_new_session=True,
    )
    try:
        answer, _ = process.communicate(task.encode(), timeout=timeout)
    except subprocess.TimeoutExpired as error:
        raise InvalidQuery(f"no answer within {timeout:g} s; ask for less, or give a longer timeout") from error
    finally:
        _end(process)
    return _read_answer(answer, _ordered(sparql))


def _end(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        process.kill()
        process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            stream.close()


def _read_answer(answer: bytes, ordered: bool) -> Result:
    found = [json.loads(line) for line in answer.splitlines()]
    if not found or found[-1] != {"end": True}:
        last = found[-1] if found and isinstance(found[-1], dict) else {}
        message = last.get("error") or "answering it took too much memory or ended the process; ask for less"
        raise InvalidQuery(message)
    return _result(found[:-1], ordered)


# The shipped questions


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question that comes with the program: `name` is its file's, `title` its first line, `sparql` all of it."""

    name: str
    title: str
    sparql: str


def questions() -> tuple[Question, ...]:
    """The shipped questions, sorted by name."""
    files = sorted(shipped("ontology", "questions").glob("*.rq"))
    return tuple(_question(file) for file in files)


def question(name: str) -> Question:
    """The shipped question of this name. Raises `InvalidQuery` with the names there are."""
    for known in questions():
        if known.name == name.removesuffix(".rq"):
            return known
    names = ", ".join(known.name for known in questions())
    raise InvalidQuery(f"no question is called “{name}”; there are: {names}")


def _question(file: Path) -> Question:
    sparql = file.read_text(encoding="utf-8")
    return Question(name=file.stem, title=sparql.splitlines()[0].lstrip("# ").strip(), sparql=sparql)

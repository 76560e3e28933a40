"""The Neo4j folder: its tables in an embedded property graph, its script in one that runs Cypher."""

import csv
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from kg.exporters import neo4j
from kg.graph.view import view
from tests.exporters.given import Given, awkward, entity, fact

ladybug = pytest.importorskip("ladybug")


def _columns(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as stream:
        return next(csv.reader(stream))


def test_headers_say_type_and_role(graph: Given, tmp_path: Path) -> None:
    neo4j.export(graph, tmp_path / "neo", open=True)
    nodes, edges = (_columns(tmp_path / "neo" / name) for name in (neo4j.NODES, neo4j.EDGES))
    assert nodes == [
        "id:ID",
        "label:string",
        "type:string",
        "aliases:string[]",
        "same_as:string[]",
        "facts:int",
        ":LABEL",
    ]
    assert edges[:4] == [":START_ID", ":END_ID", ":TYPE", "id"]
    assert {"confidence:double", "weight:int", "open:boolean", "quote:string"} <= set(edges)


def test_the_tables_load_into_a_property_graph(graph: Given, tmp_path: Path) -> None:
    """Every node and edge arrives: labels, types, parallel edges, loops."""
    neo4j.export(graph, tmp_path / "neo", open=True)
    database = _loaded(tmp_path)
    shown = view(graph, open=True)
    nodes = _rows(database, "MATCH (n:Thing) RETURN n.id, n.label, n.type, n.kinds, n.facts")
    assert nodes == Counter((n.id, n.label, n.type, _labels(n.type), n.facts) for n in shown.nodes)
    edges = _rows(database, "MATCH (a)-[r:Fact]->(b) RETURN a.id, r.kind, b.id, r.id, r.status, r.confidence, r.quote")
    assert edges == Counter(
        (e.source, neo4j.relationship(e), e.target, e.id, e.status, e.confidence, e.quote) for e in shown.edges
    )


def _labels(type: str) -> str:
    return neo4j.LIST_MARK.join(("Thing", type))


def _loaded(folder: Path) -> Any:
    database = ladybug.Connection(ladybug.Database(str(folder / "db")))
    database.execute(
        "CREATE NODE TABLE Thing(id STRING PRIMARY KEY, label STRING, type STRING, aliases STRING, same_as STRING, "
        "facts INT64, kinds STRING)"
    )
    database.execute(
        "CREATE REL TABLE Fact(FROM Thing TO Thing, kind STRING, id STRING, relation STRING, label STRING, "
        "open BOOLEAN, status STRING, date STRING, attributed_to STRING, confidence DOUBLE, weight INT64, "
        "first_said STRING, last_said STRING, article STRING, publisher STRING, quote STRING, rule STRING)"
    )
    # As neo4j-admin reads it: a quote is doubled, a backslash means itself. ladybug gives null for an empty cell.
    how = "(header=true, escape='\"', parallel=false, ignore_errors=false)"
    database.execute(f"COPY Thing FROM '{folder / 'neo' / neo4j.NODES}' {how}")
    database.execute(f"COPY Fact FROM '{folder / 'neo' / neo4j.EDGES}' {how}")
    return database


def _rows(database: Any, query: str) -> Counter[Any]:
    answer = database.execute(query)
    found: Counter[Any] = Counter()
    while answer.has_next():
        found[tuple("" if value is None else value for value in answer.get_next())] += 1
    return found


# The script

STRING = re.compile(r"'(?:[^'\\]|\\.)*'", re.DOTALL)


def test_the_script_runs_and_gives_the_same_graph(tmp_path: Path) -> None:
    kglite = pytest.importorskip("kglite")
    given = awkward()
    neo4j.export(given, tmp_path / "neo")
    database = kglite.KnowledgeGraph()
    for command in _commands((tmp_path / "neo" / neo4j.SCRIPT).read_text(encoding="utf-8")):
        if not command.startswith("CREATE CONSTRAINT"):
            database.cypher(command)
    shown = view(given)
    rows = database.cypher("MATCH (n) RETURN count(n) AS n").to_list()
    assert rows[0]["n"] == len(shown.nodes)
    rows = database.cypher("MATCH ()-[r]->() RETURN count(r) AS n").to_list()
    assert rows[0]["n"] == len(shown.edges)


def _commands(script: str) -> list[str]:
    """The script cut at the semicolons outside strings."""
    found, command, at = [], "", 0
    for match in re.finditer(r"'(?:[^'\\]|\\.)*'|;", script, re.DOTALL):
        command += script[at : match.start()]
        at = match.end()
        if match.group() == ";":
            found.append(command.strip())
            command = ""
        else:
            command += match.group()
    assert not script[at:].strip()
    return found


def test_what_an_article_says_is_never_code(graph: Given, tmp_path: Path) -> None:
    """With its strings taken out the script is the same, whatever the names."""
    tame = Given(
        facts_=[_tame(told) for told in graph.facts_],
        articles=graph.articles,
    )
    neo4j.export(graph, tmp_path / "hostile", open=True)
    neo4j.export(tame, tmp_path / "tame", open=True)
    one, other = ((tmp_path / name / neo4j.SCRIPT).read_text(encoding="utf-8") for name in ("hostile", "tame"))
    assert _bare(one) == _bare(other)


def _tame(told: Any) -> Any:
    from dataclasses import replace

    return replace(told, subject=replace(told.subject, label="A", aliases=("A",) * len(told.subject.aliases)))


def _bare(script: str) -> str:
    # A string cut in two before a u (see `quoted`) is one string.
    return re.sub(r"'' \+ ''|(?<=')' \+ '(?=')", "''", STRING.sub("''", script).replace("'' + ''", "''"))


@pytest.mark.parametrize(
    "text", ["O'Brien", "a\\", "a\\'", "x\\u0027", "\\\\u0027", "x\\U0027", "a\nb\r\t", "'", "\\", ""]
)
def test_a_quoted_string_means_what_it_was(text: str) -> None:
    """To a parser that reads escapes once, and to one that decodes \\u0027 before it looks for quotes."""
    for source in (neo4j.quoted(text), _decoded_early(neo4j.quoted(text))):
        parts = STRING.findall(source)
        assert " + ".join(parts) == source
        assert "".join(_unescaped(part[1:-1]) for part in parts) == text


def _decoded_early(source: str) -> str:
    return re.sub(r"\\[uU]+([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), source)


def _unescaped(text: str) -> str:
    plain = {"n": "\n", "r": "\r", "t": "\t"}
    return re.sub(r"\\(.)", lambda match: plain.get(match[1], match[1]), text, flags=re.DOTALL)


def test_the_cypher_of_the_corpus_changes_no_statement(tmp_path: Path) -> None:
    folder = Path(__file__).parents[3] / "shared" / "bad" / "own"
    if not folder.is_dir():
        pytest.skip("no ../shared/bad beside this checkout")
    for index, payload in enumerate(json.loads((folder / "cypher.json").read_text(encoding="utf-8"))):
        told = fact(entity(payload, payload), payload, entity("B", payload), open=True)
        path = tmp_path / str(index)
        neo4j.export(Given(facts_=[told], articles={}), path, open=True)
        script = (path / neo4j.SCRIPT).read_text(encoding="utf-8")
        names = set(re.findall(r"`([^`]*)`", STRING.sub("''", script)))
        assert names == {"Thing", "relatedTo"}
        assert len(_commands(script)) == 3

"""SPARQL: answers with labels, and nothing that reaches out, writes, hangs, or ends the process."""

import json
import socket
import threading
import time
from pathlib import Path

import pytest

from kg.errors import InvalidQuery
from kg.graph import gate, query
from kg.graph.rdf import PREFIXES
from tests.newsroom import article, graph

SHARED = Path(__file__).parents[2] / ".." / "shared"


@pytest.fixture(scope="module")
def news(tmp_path_factory):
    made = graph(article("a", "Ann Lee visits France. Bo Ek will visit Japan. Ann Lee meets Bo Ek."))
    return made.save(tmp_path_factory.mktemp("kept") / "out")


def test_a_row_has_terms_with_labels(news):
    """The table shows what a person calls an entity, the term stays at hand."""
    (row,) = news.query("SELECT ?who ?where { GRAPH kg:asserted { ?who kg:visits ?where } }")
    assert str(row["who"]) == "Ann Lee"
    assert row["who"].text.startswith("urn:newskg:entity:ann-lee-")
    assert row["who"].n3 == f"<{row['who'].text}>"


def test_ask_and_construct_answer_too(news):
    """ASK is a truth, CONSTRUCT triples."""
    assert news.query("ASK { ?who kg:visits ?where }")
    assert not news.query("ASK { ?who kg:acquires ?what }")
    built = news.query("CONSTRUCT { ?where kg:visitedBy ?who } WHERE { ?who kg:visits ?where }")
    assert (built.kind, len(built)) == ("construct", 2)


def test_without_order_by_rows_come_sorted(news):
    """The same question gets the same answer, whatever the engine's mood."""
    found = news.query("SELECT ?s ?p ?o { ?s ?p ?o }")
    keys = [[(term.kind, term.text, term.datatype or "", term.language or "") for term in row] for row in found.rows]
    assert keys == sorted(keys)


def test_order_by_is_kept(news):
    """What the question orders stays in that order."""
    rows = news.query("SELECT ?l { ?e rdfs:label ?l } ORDER BY DESC(?l)").rows
    assert [row[0].text for row in rows] == sorted((row[0].text for row in rows), reverse=True)


def test_a_malformed_query_says_where(news):
    """The engine's message comes through as an InvalidQuery."""
    with pytest.raises(InvalidQuery, match="cannot be answered"):
        news.query("SELECT ?who { ?who kg:visits }")


def test_the_answer_of_a_process_is_the_same(news):
    """With a timeout a process answers, and says the same."""
    asked = "SELECT ?who ?where { ?who kg:visits ?where }"
    assert news.query(asked, timeout=60) == news.query(asked)
    assert news.query("ASK { ?who kg:visits ?where }", timeout=60).answer is True


def test_a_graph_in_memory_can_be_asked_apart():
    """It is handed over in a folder of its own."""
    made = graph(article("a", "Ann Lee visits France."))
    assert len(made.query("SELECT ?who { ?who kg:visits ?where }", timeout=60)) == 1


def test_the_limit_of_memory_counts_what_is_used(news, monkeypatch):
    """Threads reserve much more address space than they use; that must not end a small question."""
    monkeypatch.setattr("kg.graph.query.MEMORY", 300_000_000)
    for _ in range(5):
        assert news.query("ASK { ?who kg:visits ?where }", timeout=60).answer is True


def test_a_question_that_takes_too_much_memory_is_ended(news, monkeypatch):
    """The process that answers is ended by its limit, and the message says what to do."""
    monkeypatch.setattr("kg.graph.query.MEMORY", 300_000_000)
    everything = "SELECT (COUNT(DISTINCT *) AS ?n) { GRAPH ?g { ?a ?b ?c } GRAPH ?h { ?d ?e ?f } }"
    with pytest.raises(InvalidQuery, match="memory"):
        news.query(everything, timeout=60)


REFUSED = [
    "SELECT * { SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
    "SELECT * { service silent <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
    "SELECT * { SeRvIcE ?g { ?s ?p ?o } VALUES ?g { <http://127.0.0.1:PORT/> } }",
    "SELECT * { SERVICE#x\n<http://127.0.0.1:PORT/> { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
    "SELECT * { \\U00000053ERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
    "PREFIX x: <http://127.0.0.1:PORT/> SELECT * { SERVICE x:y { ?s ?p ?o } }",
    "PREFIX : <http://127.0.0.1:PORT/> SELECT * { SERVICE:y { ?s ?p ?o } }",
    "BASE <http://127.0.0.1:PORT/> SELECT * { SERVICE <y> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1SERVICE<http://127.0.0.1:PORT/>{ ?a ?b ?c } }",
    "SELECT * { ?s ?p ?x FILTER(?x<1)SERVICE?g#>\n{ ?a ?b ?c } VALUES ?g { <http://127.0.0.1:PORT/> } }",
    'SELECT * { ?s ?p "\\u0022" . ?s <http://a\\u0041#> ?z SERVICE <http://127.0.0.1:PORT/> {} ?s ?p "\\u0022" }',
    "SELECT * { { SELECT * { GRAPH ?g { SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } } } } }",
    "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } } }",
    "SELECT * { ?s ?p '''x''' . SERVICE <http://127.0.0.1:PORT/> { ?s ?p '''y''' } }",
    "ASK { SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
    "CONSTRUCT { ?s ?p ?o } { SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
    "DESCRIBE ?s { SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
    "SELECT * FROM <http://127.0.0.1:PORT/d.ttl> { ?s ?p ?o }",
    "SELECT * FROM NAMED <http://127.0.0.1:PORT/d.ttl> { GRAPH ?g { ?s ?p ?o } }",
    "SELECT * from<http://127.0.0.1:PORT/d.ttl> { ?s ?p ?o }",
    "SELECT * FROM <file:///etc/hostname> { ?s ?p ?o }",
    "PREFIX f: <file:///etc/> SELECT * FROM f:hostname { ?s ?p ?o }",
    "PREFIX kg: <http://127.0.0.1:PORT/> SELECT * FROM kg:asserted { ?s ?p ?o }",
    "BASE <http://127.0.0.1:PORT/> SELECT * FROM <x> { ?s ?p ?o }",
    "LOAD <http://127.0.0.1:PORT/d.ttl>",
    "LOAD SILENT <file:///etc/hostname> INTO GRAPH <urn:x>",
    "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "DELETE WHERE { ?s ?p ?o }",
    "CLEAR ALL",
    "DROP GRAPH <urn:x>",
    "CREATE GRAPH <urn:x>",
]


@pytest.fixture(scope="module")
def canary():
    """A socket on loopback that counts who connects."""
    hits = []
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.1)
    stop = threading.Event()

    def listen():
        while not stop.is_set():
            try:
                connection, _ = server.accept()
            except TimeoutError:
                continue
            hits.append(connection)
            connection.close()

    thread = threading.Thread(target=listen)
    thread.start()
    yield server.getsockname()[1], hits
    stop.set()
    thread.join()
    server.close()


@pytest.mark.parametrize("sparql", REFUSED)
def test_what_reaches_out_or_writes_is_refused(news, canary, sparql):
    """SERVICE, LOAD, FROM of an address, and every update, in whatever spelling; nothing connects."""
    port, hits = canary
    size = len(news.store)
    with pytest.raises(InvalidQuery, match="refused"):
        news.query(sparql.replace("PORT", str(port)))
    assert not hits
    assert len(news.store) == size


def test_the_canary_hears_a_connection(canary):
    """The test above would see one."""
    port, hits = canary
    socket.create_connection(("127.0.0.1", port)).close()
    time.sleep(0.5)
    assert len(hits) == 1
    hits.clear()


def test_even_past_the_gate_a_process_reaches_no_network(news, canary, monkeypatch):
    """The process that answers lives in a network of its own, where the system allows it."""
    port, hits = canary
    if not _has_network_namespaces():
        pytest.skip("this system lets no process leave its network")
    monkeypatch.setattr(gate, "check", lambda sparql, prefixes: 1)
    with pytest.raises(InvalidQuery):
        news.query(f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}", timeout=60)
    assert not hits


def _has_network_namespaces():
    import subprocess
    import sys

    code = "import os; os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET)"
    return subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?service ?from { ?service kg:visits ?from }",
        "SELECT * { ?s rdfs:label 'SERVICE <http://x/> INSERT' }",
        "SELECT * { ?s rdfs:label ?l } # SERVICE <http://x/>",
        "SELECT * { ?s <http://example.org/service/load#from> ?o }",
        "SELECT * FROM kg:asserted { ?s ?p ?o }",
        "SELECT * FROM NAMED <urn:newskg:ontology#planned> { GRAPH ?g { ?s ?p ?o } }",
        "PREFIX a: <urn:newskg:article:> SELECT * FROM a:x { ?s ?p ?o }",
        "SELECT * { ?s kg:loadFactor ?o }",
    ],
)
def test_what_only_looks_alike_is_answered(news, sparql):
    """Words in strings, comments, names and addresses are nobody's business."""
    news.query(sparql)


def test_long_and_deep_queries_are_refused():
    """The engine's parser ends the process at a few thousand brackets."""
    with pytest.raises(InvalidQuery, match="64 KB"):
        gate.check("SELECT * { ?s ?p '" + "x" * 70_000 + "' }", PREFIXES)
    with pytest.raises(InvalidQuery, match="nests"):
        gate.check("SELECT * { FILTER" + "(" * 201 + "1" + ")" * 201 + "}", PREFIXES)
    with pytest.raises(InvalidQuery, match="nests"):
        gate.check("SELECT * { FILTER(" + "!" * 201 + "true) }", PREFIXES)


def test_a_very_long_chain_is_answered_apart(news):
    """Ten thousand alternatives end the process that reads them; it is not ours."""
    chain = " || ".join(["?o = 1"] * 8_000)
    with pytest.raises(InvalidQuery):
        news.query(f"SELECT * {{ ?s ?p ?o FILTER({chain}) }}")
    assert news.query("ASK { ?s ?p ?o }")


def test_an_answer_that_takes_too_long_is_given_up(news):
    """The engine cannot be interrupted; its process can be killed."""
    started = time.monotonic()
    with pytest.raises(InvalidQuery, match="within 1 s"):
        news.query("SELECT (COUNT(*) AS ?n) { GRAPH kg:ontology { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } }", timeout=1)
    assert time.monotonic() - started < 10
    assert news.query("ASK { ?s ?p ?o }", timeout=60)


def test_the_bombs_of_the_threats_page(news):
    """Every bomb is answered or refused in time, and the next query works."""
    file = SHARED / "bad" / "own" / "queries.rq.json"
    if not file.exists():
        pytest.skip(f"{file} is not here")
    for name in ("bind_doubling", "parens5000", "regex_nested", "update", "service_silent", "from_file"):
        started = time.monotonic()
        try:
            news.query(json.loads(file.read_text())[name], timeout=2)
        except InvalidQuery as error:
            assert str(error)
        assert time.monotonic() - started < 12, name
    assert news.query("ASK { ?s ?p ?o }", timeout=60)


@pytest.mark.parametrize("question", query.questions(), ids=lambda question: question.name)
def test_every_shipped_question_has_a_title_and_is_answered(news, question):
    """A first line that a person reads, variables, and an order, so that the answer never changes."""
    assert question.title.endswith("?")
    assert "ORDER BY" in question.sparql
    assert news.query(question.sparql).variables


def test_there_are_ten_questions_and_a_wrong_name_lists_them():
    """They come with the program."""
    assert len(query.questions()) == 10
    assert query.question("visits.rq").name == "visits"
    with pytest.raises(InvalidQuery, match="alliances"):
        query.question("nonsense")


def test_the_visits_question_tells_who_where_and_whether(news):
    """The first question of a journalist."""
    rows = news.query(query.question("visits").sparql).rows
    assert [[str(term) if term else None for term in row[:3]] for row in rows] == [
        ["Ann Lee", "France", "asserted"],
        ["Bo Ek", "Japan", "planned"],
    ]

"""Short forms of the programs in tests/bench, so that they still run when they are needed."""

import json
from argparse import Namespace
from dataclasses import replace

import pytest

from kg import language
from kg.pipeline import build
from kg.pipeline.stages import Reading
from tests import newsroom
from tests.bench import kill9, queries, scale
from tests.bench.articles import articles
from tests.bench.running import TEXT_EXPORTS


def test_generated_articles_differ_and_come_again():
    """The same seed gives the same articles, each another text."""
    assert list(articles(20)) == list(articles(20))
    assert len({article.digest for article in articles(300)}) == 300


@pytest.mark.slow
def test_kills_lose_nothing(tmp_path, capsys):
    """Four kills at random moments; the long form kills a hundred times."""
    given = Namespace(kills=4, articles=25, reader="pattern", longest=4.0, seed=3)
    assert kill9.experiment(given, tmp_path) == 0
    figures = json.loads(capsys.readouterr().out)
    assert (figures["kills"], figures["lost"], figures["same_bytes"]) == (4, 0, True)


def test_engines_agree_on_the_measured_questions(tmp_path, capsys):
    """Ours, plain pyoxigraph and rdflib find the same number of rows."""
    scale.load_and_ask(tmp_path / "graph", 9_000)
    _, *engines = map(json.loads, capsys.readouterr().out.splitlines())
    assert [figures["engine"] for figures in engines] == ["newskg", "pyoxigraph", "rdflib"]
    for question in scale.QUESTIONS:
        assert len({figures[question]["rows"] for figures in engines}) == 1, question


def test_bombs_end_in_time_and_nothing_connects(tmp_path, capsys):
    """Three bombs of our own; the long form takes those of a file."""
    made = newsroom.graph(newsroom.article("a", "Ann Lee visits France. Bo Ek meets Cy Day."))
    bombs = {
        "reaches out": "SELECT * { SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
        "multiplies": "SELECT (COUNT(*) AS ?n) { GRAPH kg:ontology { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } }",
        "nests": "SELECT * { FILTER" + "(" * 5_000 + "1" + ")" * 5_000 + " }",
    }
    assert queries.experiment(made.save(tmp_path / "out"), bombs, timeout=3.0) in (0, 1)
    figures = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert figures["connections"] == 0
    assert figures["bombs"] == 3


@pytest.mark.parametrize("name", TEXT_EXPORTS)
def test_every_text_export_has_the_same_bytes_in_any_order(tmp_path, monkeypatch, name):
    """Other order, other history, copies and all."""
    monkeypatch.setattr(Reading, "record", lambda self, article: newsroom.read(article, self.run))
    monkeypatch.setattr(language, "load", lambda: None)
    texts = (
        "Ann Lee visits France. Bo Ek meets Cy Day.",
        "Cy Day will visit Japan on 2024-05-01.",
        "Bo Ek praises Ann Lee.",
    )
    made = [newsroom.article(f"n{i}", text, title=f"T{i}", published="2024-05-01") for i, text in enumerate(texts)]
    made.append(replace(made[0], id="copy", source="Wire"))
    written = []
    for number, batches in enumerate(([made], [made[::-1]], [made[2:], made[:1], made])):
        for batch in batches:
            graph = build(batch, out=tmp_path / f"out{number}", jobs=0)
        graph.export(tmp_path / f"exports{number}" / f"graph.{name}")
        files = sorted((tmp_path / f"exports{number}").iterdir())
        written.append([(file.name, file.read_bytes()) for file in files])
    assert written[0] == written[1] == written[2]
    assert all(content for _, content in written[0])

"""The explorer page as a file: what it holds, that nothing can get in or out, that it is the same twice."""

import base64
import json
import os
import re
import subprocess
import sys
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from kg import plugins
from kg.errors import InvalidName
from kg.exporters import html
from kg.exporters.explorer import dates, labels
from kg.exporters.explorer.families import FAMILIES, family
from kg.exporters.explorer.page import HERE, SCRIPTS, STYLES, in_script
from kg.graph.graph import KnowledgeGraph
from kg.model import Linkage
from kg.ontology import read as read_ontology
from tests.exporters.sample_graphs import Says, Story, Thing, graph_of, large, news

FIXED, PER_FACT = 600_000, 1_300


class Elements(HTMLParser):
    """Every element with its attributes, and the text of scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if not self.elements or self.elements[-1][0] not in ("script", "style"):
            return
        tag, given = self.elements[-1]
        # The parser hands over long texts in pieces.
        before = self.texts.pop()[2] if self.texts and self.texts[-1][1] is given else ""
        self.texts.append((tag, given, before + data))


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    return news()


@pytest.fixture(scope="module")
def page(graph: KnowledgeGraph) -> str:
    return html.render(graph)


def content_of(page: str) -> dict[str, Any]:
    [data] = [text for tag, given, text in Elements(page).texts if given.get("type") == "application/json"]
    return dict(json.loads(data))


def test_the_exporter_is_found_by_its_suffix(graph: KnowledgeGraph, tmp_path: Path) -> None:
    """`kg export out -o graph.html` writes the explorer, through the same door as a stranger's format."""
    plugins.load("exporters", "html")(graph, tmp_path / "graph.html")
    assert (tmp_path / "graph.html").read_bytes().startswith(b"<!DOCTYPE html>")


def test_every_fact_is_in_the_page(graph: KnowledgeGraph, page: str) -> None:
    """Parallel lines are never lost: the lines hold each fact with an object exactly once."""
    content, facts = content_of(page), graph.facts(open=True)
    assert len(content["facts"]) == len(facts)
    drawn = sorted(place for line in content["lines"] for place in line["facts"])
    assert drawn == [place for place, fact in enumerate(facts) if fact.object is not None]


def test_every_piece_of_evidence_can_be_read(graph: KnowledgeGraph, page: str) -> None:
    """Each fact's places are sentences of an article, word for word, with subject and object where they stand."""
    content = content_of(page)
    for fact, written in zip(graph.facts(open=True), content["facts"], strict=True):
        for statement, at in zip(fact.statements, written["at"], strict=True):
            article, start, end = content["sentences"][at["in"]][:3]
            quote = content["articles"][article]["text"][start:end]
            assert quote == statement.evidence.quote
            assert quote[slice(*at["s"])] == statement.subject.text
            assert quote[slice(*at["t"])] == statement.evidence.trigger.of(graph.articles[statement.article].text)


def test_without_text_the_articles_stay_at_home(graph: KnowledgeGraph) -> None:
    """Only sentences that say something go with the page; they are quoted in full."""
    content = content_of(html.render(graph, with_text=False))
    assert not any("text" in article for article in content["articles"])
    quotes = {sentence[3] for sentence in content["sentences"]}
    assert quotes == {statement.evidence.quote for fact in graph.facts(open=True) for statement in fact.statements}


def test_the_policy_names_every_script_and_style(page: str) -> None:
    """A browser runs exactly what the policy has the hash of: the library, our script, our style."""
    elements = Elements(page)
    [policy] = [
        given["content"] or ""
        for tag, given in elements.elements
        if given.get("http-equiv") == "Content-Security-Policy"
    ]
    kinds = {
        # As a browser reads it: everything up to the first end tag (html.parser has other ideas about "<!--").
        tag: [f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'" for text in found]
        for tag in ("script", "style")
        for found in [re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)]
    }
    assert len(kinds["script"]) == 2 and len(kinds["style"]) == 1
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["default-src"] == "'none'"
    assert directives["script-src"].split() == kinds["script"]
    assert directives["style-src"].split() == kinds["style"]
    assert "unsafe" not in policy and "http" not in policy


def test_the_page_names_no_address_to_load(page: str) -> None:
    """No element of the page loads anything, and no attribute holds a script or a style."""
    for tag, given in Elements(page).elements:
        assert tag not in ("link", "img", "iframe", "object", "embed", "base", "form")
        assert not {"src", "srcset", "style", "action", "background"} & set(given)
        assert not any(name.startswith("on") for name in given)
        assert not (given.get("href") or "#").startswith(("http", "//", "javascript"))


def test_our_scripts_never_read_text_as_markup() -> None:
    """Article text becomes text nodes only; nothing evaluates a string, stores anything or asks the network."""
    forbidden = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|localStorage|sessionStorage"
    )
    forbidden += r"|indexedDB|document\.cookie|\bfetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|import\("
    for name in SCRIPTS:
        text = (HERE / "scripts" / f"{name}.js").read_text(encoding="utf-8")
        assert not re.search(forbidden, text), name


def test_all_parts_are_used() -> None:
    assert {path.stem for path in (HERE / "scripts").iterdir()} == set(SCRIPTS)
    assert {path.stem for path in (HERE / "styles").iterdir()} == set(STYLES)


def test_functions_of_the_scripts_are_short() -> None:
    """The limit of the house holds for scripts too: no function is longer than forty lines."""
    for name in SCRIPTS:
        text = (HERE / "scripts" / f"{name}.js").read_text(encoding="utf-8")
        for body in re.findall(r"^(?:async )?function [^\n]*\{\n(.*?)^\}", text, re.DOTALL | re.MULTILINE):
            assert body.count("\n") <= 40, f"{name}: {body[:80]}"


@pytest.mark.parametrize("seed", ["0", "1", "2"])
def test_the_same_graph_gives_the_same_bytes(page: str, seed: str) -> None:
    """Whatever order sets have in another process, the page is the same."""
    code = "import sys; from tests.exporters.sample_graphs import news; from kg.exporters import html; "
    code += "sys.stdout.buffer.write(html.render(news()).encode())"
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    written = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True).stdout
    assert sha256(written).hexdigest() == sha256(page.encode()).hexdigest()


def test_the_page_keeps_its_budget(graph: KnowledgeGraph, page: str) -> None:
    """600 KB and 1.3 KB a fact, texts apart."""
    texts = sum(len(article.text.encode()) for article in graph.articles.values())
    assert len(page.encode()) - texts <= FIXED + PER_FACT * len(graph.facts(open=True))


def test_a_large_page_keeps_its_budget_and_draws_the_most_connected() -> None:
    graph = large(1500, 3000)
    page = html.render(graph, limit=300)
    texts = sum(len(article.text.encode()) for article in graph.articles.values())
    assert len(page.encode()) - texts <= FIXED + PER_FACT * len(graph.facts(open=True))
    content = content_of(page)
    drawn = [node for node in content["nodes"] if node.get("drawn")]
    rest = [node for node in content["nodes"] if not node.get("drawn")]
    assert len(drawn) == 300
    assert min(node["size"] for node in drawn) >= max(node["size"] for node in rest) - 1
    assert sum(group["count"] for group in content["groups"]) == len(content["nodes"])


@pytest.mark.parametrize("size", [2, 15, 30, 60])
def test_no_two_names_overlap(size: int) -> None:
    """Up to sixty nodes, no box of symbol and name lies on another, however many components there are."""
    from kg.exporters.explorer.layout import positions
    from kg.exporters.explorer.sides import GAP, Box, Tie

    boxes = {
        node: Box(radius=13 + node % 9, width=60 + 17 * (node % 7), height=48 + node % 9 * 2) for node in range(size)
    }
    ties = [Tie(first=node, second=node // 3, label_width=70) for node in range(1, size) if node % 11]
    places = positions(boxes, ties)
    frames = []
    for node, place in places.items():
        box = boxes[node]
        name = box.height - 2 * box.radius
        rect = {
            "below": (-max(box.radius, box.width / 2), -box.radius, max(box.radius, box.width / 2), box.radius + name),
            "above": (-max(box.radius, box.width / 2), -box.radius - name, max(box.radius, box.width / 2), box.radius),
            "right": (-box.radius, -box.radius, box.radius + GAP + box.width, box.radius),
            "left": (-box.radius - GAP - box.width, -box.radius, box.radius, box.radius),
        }[place.side]
        frames.append((place.x + rect[0], place.y + rect[1], place.x + rect[2], place.y + rect[3]))
    for one in range(size):
        for other in range(one):
            a, b = frames[one], frames[other]
            assert a[0] >= b[2] or b[0] >= a[2] or a[1] >= b[3] or b[1] >= a[3], (one, other)


def test_focus_opens_the_page_at_an_entity(graph: KnowledgeGraph) -> None:
    """By name, by alias or by IRI; a name that nobody has is said to be unknown."""
    by_name = content_of(html.render(graph, focus="Halden Semiconductor"))
    assert by_name["nodes"][by_name["focus"]]["label"] == "Halden Semiconductor"
    by_alias = content_of(html.render(graph, focus="METI"))
    assert by_alias["nodes"][by_alias["focus"]]["label"] == "Ministry of Economy, Trade and Industry"
    with pytest.raises(InvalidName, match="Atlantis"):
        html.render(graph, focus="Atlantis")


def test_conflicting_claims_point_at_each_other(graph: KnowledgeGraph, page: str) -> None:
    """Two dates of one visit, and what one article denies and another says, are found from either side."""
    content = content_of(page)
    against = {(place, other) for place, fact in enumerate(content["facts"]) for other, _ in fact.get("against", ())}
    assert against and all((other, place) in against for place, other in against)
    why = {content["words"][word] for fact in content["facts"] for _, word in fact.get("against", ())}
    assert why == {"Another date for the same event", "One denies what the other says"}


def test_an_empty_graph_gives_a_page() -> None:
    empty = KnowledgeGraph.of(
        articles=[], statements=[], links={}, linkage=Linkage(entities=(), entity_of={}), ontology=read_ontology()
    )
    content = content_of(html.render(empty))
    assert content["nodes"] == content["facts"] == content["articles"] == []


def test_text_cannot_end_the_element_it_stands_in() -> None:
    """Whatever an article says, its JSON holds no angle bracket, and reads back the same."""
    hostile = "</script><script>alert(1)</script><!-- \u2028 & ]]>"
    written = in_script({"a": hostile})
    assert "<" not in written and ">" not in written and "&" not in written
    assert json.loads(written) == {"a": hostile}


def test_lone_surrogates_and_controls_do_not_break_the_page() -> None:
    """Characters that UTF-8 cannot hold are replaced one for one, so that offsets still fit."""
    bad = "Bell\x00\ud800Labs"
    thing = {bad: Thing(label=bad, type="Company"), "Oslo": Thing(label="Oslo", type="City")}
    says = Says(subject=bad, relation="locatedIn", object="Oslo", trigger="in")
    graph = graph_of([Story(id="x\ud800", title=bad, sentences=[(f"{bad} is in Oslo.", [says])])], thing)
    content = content_of(html.render(graph).encode("utf-8").decode("utf-8"))
    assert content["articles"][0]["text"] == "Bell\ufffd\ufffdLabs is in Oslo."
    assert "Bell\ufffd\ufffdLabs" in {node["label"] for node in content["nodes"]}


def test_every_class_of_the_ontology_has_a_family() -> None:
    ontology = read_ontology()
    assert {family(name, ontology.is_a) for name in ontology.classes} <= set(FAMILIES)
    assert family("Country", ontology.is_a) == "place" and family("Politician", ontology.is_a) == "person"
    assert family("Unheard", ontology.is_a) == "thing"


@pytest.mark.parametrize(
    ("date", "sentence", "words"),
    [
        ("2024-04-10", "It opens on April 10, 2024 in Rome.", "April 10, 2024"),
        ("2024-04-10", "It opens on 10 April.", "10 April"),
        ("2024-04-10", "It opens on Wednesday.", "Wednesday"),
        ("2024-04-09", "It opened yesterday.", "yesterday"),
        ("--04-10", "He is to visit on April 10.", "April 10"),
        ("2006", "Founded in 2006, it grew.", "2006"),
        ("2006-05", "It began in May 2006.", "May 2006"),
        ("2006-05", "It may begin.", None),
        (None, "It opened in 2006.", None),
        ("soon", "It opens soon.", None),
    ],
)
def test_the_words_of_a_date_are_found(date: str | None, sentence: str, words: str | None) -> None:
    found = dates.place(date, sentence)
    assert (sentence[slice(*found)] if found else None) == words


def test_long_names_take_two_lines() -> None:
    """A name never takes more than two lines nor more room than a label has; nothing is cut inside a character."""
    name = "A very long name of a committee that somebody thought necessary to set up in 1998"
    assert len(labels.wrapped(name, 13)) == 2 and labels.wrapped(name, 13)[1].endswith("…")
    assert labels.wrapped("経済産業省および関係する諸機関の長い名前がここに続く", 13)[0].startswith("経済産業省")
    family_emoji = "👩‍👩‍👧‍👦" * 12
    assert all(not line.startswith(("\u200d", "\ufe0f")) for line in labels.wrapped(family_emoji, 13))
    assert all(labels.width(line, 13) <= labels.LINE_WIDTH * 1.2 for line in labels.wrapped("x" * 500, 13))

"""What holds for every text, not only for the ones that we thought of."""

import re
from io import BytesIO
from xml.etree import ElementTree

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st
from srsly import yaml_loads

from kg.exporters import csv, neo4j, obsidian, xml
from kg.graph import jsonld
from kg.graph.characters import clean
from kg.graph.days import first_and_last_day, may_be_same
from tests.exporters.test_neo4j import STRING, _decoded_early, _unescaped

ANY = st.text(alphabet=st.characters())  # lone surrogates and controls included
TRICKY = st.text(
    alphabet=st.sampled_from(list("\\'\"`uU0027{}()$;/*=+-@\t\r\n <>&|[]#^%:.~\0\x1f\u2028\u202e\ufeffaéя岸"))
)
TEXTS = ANY | TRICKY
DATES = st.from_regex(r"\A(\d{4}|-)(-\d\d)?(-\d\d)?\Z")


@given(TEXTS)
def test_clean_text_keeps_its_length_and_is_clean(text: str) -> None:
    assert len(clean(text)) == len(text) and clean(clean(text)) == clean(text)
    clean(text).encode("utf-8")


@given(TEXTS)
def test_xml_gives_back_what_it_was_given(text: str) -> None:
    root = ElementTree.fromstring(f"{xml.tag('a', {'b': text})}{xml.content(text)}</a>")
    assert (root.get("b"), root.text or "") == (clean(text), clean(text))


@given(TEXTS)
def test_a_harmless_cell_begins_no_formula_and_hides_nothing(text: str) -> None:
    cell = csv.harmless(text)
    assert cell in (text, f"'{text}")
    assert not re.match(r"[\s\x00-\x1f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*[=+\-@＝＋－＠]", cell)


@given(TEXTS)
def test_a_cypher_string_is_a_string_and_nothing_else(text: str) -> None:
    for source in (neo4j.quoted(text), _decoded_early(neo4j.quoted(text))):
        parts = STRING.findall(source)
        assert " + ".join(parts) == source
        assert "".join(_unescaped(part[1:-1]) for part in parts) == text


@given(TEXTS)
def test_a_yaml_string_comes_back(text: str) -> None:
    assert yaml_loads(f"a: {obsidian.yaml(text)}\n") == {"a": clean(text)}


@given(TEXTS)
def test_a_file_name_is_one_name_everywhere(text: str) -> None:
    name = obsidian.file_name(text)
    assert name and name == name.strip() and not name.startswith(".") and not name.endswith(".")
    assert not re.search(r'[\\/:*?"<>|\x00-\x1f]', name) and len(name.encode()) <= 90
    assert not re.fullmatch(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?", name)


@given(st.lists(st.tuples(TEXTS, st.sampled_from(["label", "value", "type", "id", "x-y", "1", ""])), max_size=5))
def test_json_ld_reads_back(values: list[tuple[str, str]]) -> None:
    """Whatever the literals, and also where a predicate has the name of a keyword."""
    subject, graph = ox.NamedNode("urn:newskg:entity:a"), ox.NamedNode("urn:newskg:article:a")
    quads = {
        ox.Quad(subject, ox.NamedNode(f"urn:newskg:ontology#{name}"), ox.Literal(clean(text)), graph)
        for text, name in values
    }
    stream = BytesIO()
    jsonld.write(quads, stream)
    assert set(ox.parse(stream.getvalue(), format=ox.RdfFormat.JSON_LD)) == quads


@given(DATES, DATES)
def test_dates_agree_both_ways_and_with_themselves(one: str, other: str) -> None:
    assert may_be_same(one, one)
    assert may_be_same(one, other) == may_be_same(other, one)
    days = first_and_last_day(one)
    assert days is None or (days[0] <= days[1] and days[0][:4] == one[:4])

"""`kg check` finds what is broken, says where and what to do, and is silent when all is well."""

import json
import shutil
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from kg.errors import InvalidGraph
from kg.graph import records
from kg.graph.check import NOTE, check, same_as
from kg.graph.rdf import KG, NIF, PROV, RDF, RDFS
from kg.graph.store import Directory
from kg.model import Span
from tests.newsroom import article, graph, read

TEXT = "Ann Lee visits France, Bo Ek says. Ann Lee will visit Japan on 2024-05-01. Cy Day never visits Japan."
ARTICLES = [article("one", TEXT, title="One"), article("two", "Bo Ek meets Cy Day."), article("third", TEXT)]


def kg(name: str) -> NamedNode:
    return NamedNode(KG + name)


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    path = tmp_path_factory.mktemp("good") / "out"
    graph(*ARTICLES).save(path)
    return path


@pytest.fixture
def out(good, tmp_path):
    return Path(shutil.copytree(good, tmp_path / "out"))


def test_a_good_directory_has_no_findings(good):
    """No false alarm."""
    assert check(good) == []


@pytest.mark.parametrize("inferred", [True, False])
@pytest.mark.parametrize(
    "texts", [[""], ["Nothing here."], ["Ann Lee visits France."] * 3, ["\x00 Ann Lee leads 1999."]]
)
def test_odd_but_good_directories_have_no_findings(tmp_path, texts, inferred):
    """Empty articles, copies, controls, inferred triples: all well."""
    graph(*(article(str(i), text) for i, text in enumerate(texts)), inferred=inferred).save(tmp_path / "out")
    assert check(tmp_path / "out") == []


def test_no_graph_is_an_error(tmp_path):
    """There is nothing to check."""
    with pytest.raises(InvalidGraph, match="kg build"):
        check(tmp_path)


# Faults in files


def no_manifest(out):
    (out / "manifest.json").unlink()


def torn_manifest(out):
    (out / "manifest.json").write_text((out / "manifest.json").read_text()[:100])


def other_format(out):
    manifest = json.loads((out / "manifest.json").read_text())
    (out / "manifest.json").write_text(json.dumps({**manifest, "format": 0}))


def unfinished(out):
    manifest = json.loads((out / "manifest.json").read_text())
    (out / "manifest.json").write_text(json.dumps({**manifest, "complete": False}))


def missing_record(out):
    Directory(out).file_of("two").unlink()


def flipped_byte_in_record(out):
    file = Directory(out).file_of("one")
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def stray_record(out):
    (out / "articles" / "stray.jsonl").write_text("{}")


def torn_quarantine(out):
    (out / "quarantine.jsonl").write_text('{"where": ')


def broken_decision(out):
    (out / "identity.tsv").write_text("perhaps\tAnn\tBo\n")


def decision_not_applied(out):
    (out / "identity.tsv").write_text("same\tAnn Lee\tBo Ek\n")


def other_ontology(out):
    with (out / "ontology.ttl").open("a") as stream:
        stream.write("# changed\n")


def missing_ontology(out):
    (out / "ontology.ttl").unlink()


def missing_store(out):
    shutil.rmtree(out / "store")


def flipped_bytes_in_store(out):
    file = max((out / "store").glob("*.sst"), key=lambda file: file.stat().st_size)
    content = bytearray(file.read_bytes())
    for at in range(100, len(content), max(1, len(content) // 200)):
        content[at] ^= 0xFF
    file.write_bytes(content)


# Faults in the store


def edited(out, change):
    store = Store(str(out / "store"))
    change(store)
    store.flush()


def one(store, predicate, graph=None):
    return min(store.quads_for_pattern(None, NamedNode(predicate), None, graph), key=str)


def lost_plain_triple(out):
    edited(out, lambda store: store.remove(one(store, KG + "visits", DefaultGraph())))


def invented_plain_triple(out):
    ends = NamedNode("urn:newskg:entity:a"), kg("visits"), NamedNode("urn:newskg:entity:b")
    edited(out, lambda store: store.add(Quad(*ends, DefaultGraph())))


def denied_shown_as_true(out):
    def change(store):
        denied = next(store.quads_for_pattern(None, kg("status"), kg("denied"), None))
        parts = (
            next(store.quads_for_pattern(denied.subject, NamedNode(RDF + name), None, None)).object
            for name in ("subject", "predicate", "object")
        )
        store.add(Quad(*parts, DefaultGraph()))

    edited(out, change)


def lost_evidence(out):
    def change(store):
        statement = one(store, PROV + "wasDerivedFrom").subject
        for quad in store.quads_for_pattern(statement, NamedNode(PROV + "wasDerivedFrom"), None, None):
            store.remove(quad)

    edited(out, change)


def lost_article_graph(out):
    edited(out, lambda store: store.remove_graph(NamedNode("urn:newskg:article:two")))


def left_over_article_graph(out):
    name = NamedNode("urn:newskg:article:gone")
    edited(out, lambda store: store.add(Quad(name, NamedNode(RDF + "type"), kg("Article"), name)))


def dangling_entity(out):
    edited(out, lambda store: store.remove(one(store, RDFS + "label", DefaultGraph())))


def orphan_entity(out):
    nobody = NamedNode("urn:newskg:entity:nobody-0")
    edited(out, lambda store: store.add(Quad(nobody, NamedNode(RDFS + "label"), Literal("Nobody"), DefaultGraph())))


def moved_offset(out):
    def change(store):
        quad = one(store, NIF + "beginIndex")
        store.remove(quad)
        store.add(Quad(quad.subject, quad.predicate, Literal(99_999), quad.graph_name))

    edited(out, change)


def two_statuses(out):
    def change(store):
        quad = one(store, KG + "status")
        store.add(Quad(quad.subject, quad.predicate, kg("perhaps"), quad.graph_name))

    edited(out, change)


def wrong_confidence(out):
    def change(store):
        quad = one(store, KG + "confidence")
        store.remove(quad)
        store.add(Quad(quad.subject, quad.predicate, Literal(1.7), quad.graph_name))

    edited(out, change)


# Faults that a bad reader would make: written with right digests, and derived faithfully


def kept(path, change):
    record = read(ARTICLES[0])
    changed = replace(record, statements=tuple(map(change, record.statements)))
    directory = Directory(path)
    directory.file_of("one").write_bytes(records.dump(changed))
    content = directory.file_of("one").read_bytes()
    manifest = directory.manifest()
    entry = replace(manifest.articles["one"], sha256=sha256(content).hexdigest())
    manifest = replace(manifest, articles={**manifest.articles, "one": entry})
    directory.write_store(directory.graph(manifest=manifest))
    directory.write_manifest(manifest)


def wrong_quote(out):
    kept(out, lambda s: replace(s, evidence=replace(s.evidence, quote="Somebody else said so.")))


def shifted_sentence(out):
    def shift(statement):
        place = statement.evidence.sentence
        return replace(statement, evidence=replace(statement.evidence, sentence=Span(place.start + 1, place.end + 1)))

    kept(out, shift)


def place_beyond_the_text(out):
    kept(out, lambda s: replace(s, evidence=replace(s.evidence, trigger=Span(5_000, 5_005))))


def impossible_confidence(out):
    kept(out, lambda s: replace(s, confidence=1.5))


FAULTS = {
    no_manifest: "manifest",
    torn_manifest: "manifest",
    other_format: "manifest",
    unfinished: "manifest",
    missing_record: "record",
    flipped_byte_in_record: "digest",
    stray_record: "record",
    torn_quarantine: "quarantine",
    broken_decision: "identity",
    decision_not_applied: "identity",
    other_ontology: "ontology",
    missing_ontology: "ontology",
    missing_store: "store",
    flipped_bytes_in_store: "store",
    lost_plain_triple: "view",
    invented_plain_triple: "view",
    denied_shown_as_true: "view",
    lost_evidence: "shape",
    lost_article_graph: "view",
    left_over_article_graph: "view",
    dangling_entity: "dangling",
    orphan_entity: "orphan",
    moved_offset: "shape",
    two_statuses: "shape",
    wrong_confidence: "shape",
    wrong_quote: "evidence",
    shifted_sentence: "evidence",
    place_beyond_the_text: "evidence",
    impossible_confidence: "shape",
}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_every_injected_fault_is_found(out, fault):
    """Of the right kind, with a place, a message, and mostly a remedy."""
    fault(out)
    findings = check(out)
    assert FAULTS[fault] in {finding.kind for finding in findings}, findings
    assert all(finding.where and finding.message for finding in findings)
    assert str(findings[0]).startswith("error: ")


def test_ends_of_an_unexpected_class_are_notes(good, tmp_path):
    """Domains and ranges inform; they are no errors."""
    graph(article("a", "France meets Ann Lee. Ann Lee visits Bo Ek.")).save(tmp_path / "out")
    assert check(tmp_path / "out") == []
    notes = check(tmp_path / "out", notes=True)
    assert {finding.severity for finding in notes} == {NOTE}
    assert any("Bo Ek is a Person" in finding.message for finding in notes)


def test_same_as_tells_directories_apart(good, tmp_path):
    """Equal content is the same; another text, another set of articles, another option is not."""
    graph(*ARTICLES[::-1]).save(tmp_path / "alike")
    assert same_as(good, tmp_path / "alike") == []
    graph(*ARTICLES[:2]).save(tmp_path / "fewer")
    assert [finding.where for finding in same_as(good, tmp_path / "fewer")] == ["third"]
    graph(*ARTICLES[1:], article("one", "Ann Lee visits France.")).save(tmp_path / "other")
    assert "the texts differ" in {finding.message for finding in same_as(good, tmp_path / "other")}
    graph(*ARTICLES, inferred=True).save(tmp_path / "more")
    assert [finding.kind for finding in same_as(good, tmp_path / "more")] == ["inferred"]

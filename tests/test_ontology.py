"""The shipped ontology is whole, and somebody else's works too."""

from pathlib import Path

import pytest

from kg.errors import InvalidOntology
from kg.ontology import read
from tests.clock import cheapest

FARMING = """
@prefix kg: <urn:newskg:ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix my: <urn:example:farming#> .
my:Animal a owl:Class ; rdfs:label "animal" ; rdfs:subClassOf kg:Thing .
my:feeds a owl:ObjectProperty ; rdfs:label "nourrit"@fr, "feeds"@en ;
    rdfs:domain [ a owl:Class ; owl:unionOf ( kg:Person my:Animal ) ] ; rdfs:range my:Animal ;
    kg:verb "feed", "give fodder to" .
"""


def test_every_relation_has_what_readers_and_the_extractor_need() -> None:
    """Each relation has a label, a comment, a kind, words, a domain and a range of declared classes."""
    ontology = read()
    for relation in ontology.relations.values():
        assert relation.label and relation.comment and relation.has_words, relation.id
        assert relation.kind in ("event", "state"), relation.id
        assert relation.domain and relation.range, relation.id
        assert set(relation.domain + relation.range) <= set(ontology.classes), relation.id


def test_inverses_are_not_relations_of_their_own() -> None:
    """The way back of a relation is known by name and never extracted by itself."""
    ontology = read()
    assert ontology.relations["visits"].inverse == "visitedBy"
    assert "visitedBy" not in ontology.relations
    assert ontology.relations["meetsWith"].inverse == "meetsWith"


def test_ids_of_the_proposal_stay() -> None:
    """All seventy relations and thirty-seven classes that others rely on are there."""
    folder = Path(__file__).parents[1] / ".." / "shared" / "ontology"
    if not folder.is_dir():
        pytest.skip("the proposed ontology is not here")
    ontology = read()
    for name, known in (("relations.tsv", ontology.relations), ("classes.tsv", ontology.classes)):
        lines = (folder / name).read_text(encoding="utf-8").splitlines()[1:]
        assert {line.split("\t")[0] for line in lines} <= set(known)


def test_countries_act() -> None:
    """A country is a place and an agent; a person is no place."""
    ontology = read()
    assert ontology.is_a("Country", "Agent") and ontology.is_a("Country", "Place")
    assert ontology.fits("Software", ["Product"]) and ontology.fits("Person", [])
    assert not ontology.is_a("Person", "Place")


def test_a_foreign_ontology_keeps_our_classes_and_none_of_our_relations(tmp_path: Path) -> None:
    """Somebody else's file gives its own relations; unions and languages are understood."""
    path = tmp_path / "farming.ttl"
    path.write_text(FARMING)
    ontology = read(path)
    assert list(ontology.relations) == ["feeds"]
    feeds = ontology.relations["feeds"]
    assert feeds.domain == ("Person", "Animal") and feeds.range == ("Animal",)
    assert feeds.label == "feeds" and feeds.verbs == ("feed", "give fodder to")
    assert ontology.is_a("Animal", "Thing") and ontology.is_a("Company", "Organization")
    assert ontology.digest != read().digest


def test_a_foreign_ontology_may_import_ours(tmp_path: Path) -> None:
    """With owl:imports our relations stay, and words can be added to them."""
    path = tmp_path / "more.ttl"
    path.write_text(
        FARMING + '<urn:x> a owl:Ontology ; owl:imports <urn:newskg:ontology> .\nkg:visits kg:verb "pop over to" .\n'
    )
    ontology = read(path)
    assert {"feeds", "visits", "acquires"} <= set(ontology.relations)
    assert {"pop over to", "visit"} <= set(ontology.relations["visits"].verbs)


@pytest.mark.parametrize("text", ["kg:visits a", "", "<urn:a> <urn:b> <urn:c> ."])
def test_a_broken_or_empty_ontology_says_what_is_wrong(tmp_path: Path, text: str) -> None:
    """A malformed file, or one without relations, is named with what to do next."""
    path = tmp_path / "broken.ttl"
    path.write_text(text)
    with pytest.raises(InvalidOntology, match=r"broken\.ttl"):
        read(path)


def test_a_missing_ontology_says_so(tmp_path: Path) -> None:
    with pytest.raises(InvalidOntology, match=r"nowhere\.ttl"):
        read(tmp_path / "nowhere.ttl")


def test_reading_costs_little() -> None:
    """The shipped ontology is read in well below 0.3 s of CPU."""
    assert cheapest(read) < 0.3

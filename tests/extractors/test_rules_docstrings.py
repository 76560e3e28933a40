"""The sentences in the docstrings of the rules state what stands below them."""

import doctest
from functools import cache
from importlib import import_module

import pytest

from kg import extractors, language, mentions, ontology, text
from kg.model import Article

MODULES = sorted(
    {
        *("ages", "agreement", "attribution", "claims", "compounds", "contests", "dates", "owners", "places"),
        *("reciprocals", "relations", "renames", "repairs", "roles", "status", "vocabulary"),
    }
)


@cache
def _ontology() -> ontology.Ontology:
    return ontology.read()


def states(sentence: str) -> None:
    """Prints what the rules read in a sentence: subject, relation, object, and the speaker where there is one."""
    article = Article(id="example", text=sentence, published="2024-05-08")
    documents = mentions.find(language.parse([text.cut(article)]))
    for statement in extractors.extract(documents, ontology=_ontology(), names=["rules"]):
        if statement.relation is not None and statement.object is not None:
            speaker = f" @ {statement.attributed_to.text}" if statement.attributed_to else ""
            print(f"{statement.subject.text} | {statement.relation} | {statement.object.text}{speaker}")


@pytest.mark.parametrize("name", MODULES)
def test_docstrings_hold(name: str) -> None:
    """Each example in the module reads as it says."""
    module = import_module(f"kg.extractors.{name}")
    failed, _ = doctest.testmod(module, extraglobs={"states": states})
    assert not failed


def test_a_new_relation_needs_only_words_in_the_ontology(tmp_path) -> None:
    """A relation that the shipped ontology lacks is extracted as soon as a Turtle file gives it words."""
    path = tmp_path / "farming.ttl"
    path.write_text(
        """
        @prefix kg: <urn:newskg:ontology#> .
        @prefix owl: <http://www.w3.org/2002/07/owl#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix my: <urn:example:farming#> .
        <urn:example:farming> a owl:Ontology ; owl:imports <urn:newskg:ontology> .
        my:irrigates a owl:ObjectProperty ; rdfs:label "irrigates" ; rdfs:domain kg:Agent ; rdfs:range kg:Place ;
            kg:verb "irrigate", "bring water to" ; kg:noun "irrigation of" .
        """
    )
    sentence = "Israel irrigated the Negev. Egypt brought water to Sinai. Chile's irrigation of Atacama ended."
    article = Article(id="farming", text=sentence)

    def relations(which: ontology.Ontology) -> list[str | None]:
        documents = mentions.find(language.parse([text.cut(article)]))
        return [s.relation for s in extractors.extract(documents, ontology=which, names=["rules"])]

    assert relations(ontology.read(path)).count("irrigates") == 3
    assert "irrigates" not in relations(_ontology())


def test_two_runs_say_the_same() -> None:
    """Statements, their order and their ids do not depend on the run."""
    article = Article(id="a", text="Geely bought Volvo in 2010. Kenya and Oman signed a pact, Reuters said on Monday.")

    def run() -> list[str]:
        documents = mentions.find(language.parse([text.cut(article)]))
        return [s.id for s in extractors.extract(documents, ontology=_ontology(), names=["rules"])]

    assert run() == run()


def test_offsets_point_into_the_article() -> None:
    """The words of every mention, sentence, trigger and cue stand at their offsets, whatever stands before them."""
    body = "Ünïcode 🌍 first.\n\nGeely will buy Volvo, the Swedish carmaker, on Friday, said Li Shufu.\n"
    documents = mentions.find(language.parse([text.cut(Article(id="a", text=body))]))
    found = list(extractors.extract(documents, ontology=_ontology(), names=["rules"]))
    assert any(s.relation == "acquires" for s in found)
    for statement in found:
        for mention in (statement.subject, statement.object, statement.attributed_to):
            assert mention is None or mention.span.of(body) == mention.text
        evidence = statement.evidence
        assert evidence.sentence.of(body) == evidence.quote
        assert evidence.trigger is None or evidence.sentence.contains(evidence.trigger)
        assert all(evidence.sentence.contains(cue) for cue in evidence.cues)

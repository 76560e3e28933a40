"""Statements become facts: what is the same thing said twice, and what says nothing."""

from dataclasses import replace

import pytest

from kg import facts, ontology
from kg.model import Entity, Literal, Status
from tests.newsroom import article, graph, read


def said(text: str):
    return graph(article("a", text)).facts(open=True)


def test_one_fact_for_what_is_said_twice():
    """The same thing in two articles is one fact with two statements."""
    (fact,) = graph(article("a", "Ann Lee visits France."), article("b", "Today, Ann Lee visits France.")).facts()
    assert [s.article for s in fact.statements] == ["a", "b"]
    assert fact.articles == ("a", "b")


def test_two_articles_make_a_fact_surer_and_two_sentences_of_one_do_not():
    """Articles err apart, sentences of one article together."""
    (alone,) = said("Ann Lee visits France.")
    (twice,) = said("Ann Lee visits France. Again: Ann Lee visits France.")
    (both,) = graph(article("a", "Ann Lee visits France."), article("b", "So, Ann Lee visits France.")).facts()
    assert alone.confidence == twice.confidence == 0.8
    assert both.confidence == pytest.approx(0.96)


def test_a_copy_is_a_second_place_and_not_a_second_source():
    """A syndicated article adds a place to the evidence and nothing to the confidence."""
    text = "Ann Lee visits France."
    (fact,) = graph(article("a", text), article("z", text, source="Wire")).facts()
    assert fact.articles == ("a", "z")
    assert fact.confidence == 0.8
    assert {s.evidence.article for s in fact.statements} == {"a", "z"}
    assert all(s.subject.article == s.article for s in fact.statements)


@pytest.mark.parametrize(
    "other",
    [
        "Ann Lee will visit France.",
        "Ann Lee visits France on 2024-05-01.",
        "Ann Lee visits France, Bo Ek says.",
        "Ann Lee meets France.",
        "Ann Lee visits Japan.",
    ],
)
def test_status_date_speaker_relation_and_ends_keep_facts_apart(other):
    """One fact per subject, relation, object, status, date and speaker."""
    assert len(said(f"Ann Lee visits France. {other}")) == 2


def test_a_symmetric_relation_is_one_fact_in_either_direction():
    """ "A meets B" and "B meets A" are the same fact, read in the direction in which it was first written."""
    (fact,) = said("Ann Lee meets Bo Ek. Bo Ek meets Ann Lee.")
    assert (fact.subject.label, fact.object.label) == ("Ann Lee", "Bo Ek")
    assert len(fact.statements) == 2


def test_a_relation_that_is_not_symmetric_keeps_its_direction():
    """ "A visits B" is not "B visits A"."""
    assert len(said("France visits Japan. Japan visits France.")) == 2


def test_a_value_becomes_a_literal():
    """A date as an object is no entity."""
    (fact,) = said("Ann Lee leads 2024.")
    assert fact.object == Literal(value="2024", type="Date")


def test_an_open_statement_becomes_an_open_fact_with_its_words():
    """What the ontology does not know keeps the sentence's words."""
    (fact,) = said("Ann Lee praises Bo Ek.")
    assert (fact.open, fact.relation) == (True, "praises")


def test_the_speaker_is_an_entity():
    """Whoever said it is linked like everybody else."""
    (fact,) = said("Ann Lee visits France, Bo Ek says.")
    assert isinstance(fact.attributed_to, Entity)
    assert (fact.attributed_to.label, fact.status) == ("Bo Ek", Status.REPORTED)


def settled(text: str, **changes):
    record = read(article("a", text))
    linkage = graph(record.article).linkage
    statements = [replace(statement, **changes) for statement in record.statements]
    return facts.settle(statements, {"a": record.links}, linkage, ontology=ontology.read())


def test_a_pronoun_that_nobody_resolved_drops_the_statement_with_a_reason():
    """Nothing vanishes: what gives no fact is among the dropped, and says why."""
    outcome = settled("She visits France.")
    assert outcome.facts == ()
    assert "pronoun “She”" in outcome.dropped[0].reason


def test_a_statement_about_one_entity_only_is_dropped_with_a_reason():
    """After linking, subject and object may be the same: that says nothing."""
    outcome = settled("Ann Lee meets Ann Lee.")
    assert outcome.facts == ()
    assert "the same: Ann Lee" in outcome.dropped[0].reason


@pytest.mark.parametrize("relation", ["visits", None])
def test_a_statement_without_an_object_is_dropped_with_a_reason(relation):
    """A fact joins two things."""
    outcome = settled("Ann Lee visits France.", object=None, relation=relation)
    assert outcome.facts == ()
    assert "no object" in outcome.dropped[0].reason


def test_a_census_counts_what_merging_would_give():
    """Without keeping a statement."""
    records = [
        read(article("a", "Ann Lee meets Bo Ek. Bo Ek meets Ann Lee. Ann Lee praises Japan. Di Fox visits Japan."))
    ]
    linkage = graph(records[0].article).linkage
    resolver = facts.Resolver({"a": records[0].links}, linkage)
    census = facts.Census(ontology.read())
    for statement in records[0].statements:
        census.add(resolver.resolve(statement))
    assert (census.facts, census.entities) == (2, 4)


def test_every_statement_is_in_a_fact_or_among_the_dropped():
    """Settling loses nothing."""
    text = "Ann Lee visits France. She meets Bo Ek. Ann Lee meets Ann Lee. Bo Ek praises Japan. Ann Lee leads 1999."
    outcome = settled(text)
    told = {s.id for fact in outcome.facts for s in fact.statements} | {d.statement.id for d in outcome.dropped}
    assert told == {s.id for s in read(article("a", text)).statements}


def test_the_order_of_statements_changes_nothing():
    """Facts are a function of the set of statements."""
    record = read(article("a", "Ann Lee meets Bo Ek. Bo Ek meets Ann Lee. Cy Day visits Japan. Ann Lee visits France."))
    linkage = graph(record.article).linkage
    forwards = facts.merge(record.statements, {"a": record.links}, linkage, ontology=ontology.read())
    backwards = facts.merge(record.statements[::-1], {"a": record.links}, linkage, ontology=ontology.read())
    assert forwards == backwards

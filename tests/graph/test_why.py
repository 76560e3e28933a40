"""Why the graph says something, and why it does not; names as people write them."""

import pytest

from kg.errors import InvalidName
from tests.newsroom import article, graph

TEXT = (
    "Ann Lee will visit France on 2024-05-01, Bo Ek says. Ann Lee never visits Japan. She visits Japan. "
    "Ann Lee meets Bo Ek. Cy Day praises Ann Lee. Ann Lee greets Dora Fox."
)


@pytest.fixture(scope="module")
def news():
    return graph(
        article("one", TEXT, title="Travels", source="The Paper", published="2024-04-30", url="https://x.example/1"),
        article("two", TEXT),
        article("three", "Di Lee visits Japan. Ed Ray leads 1999."),
    )


@pytest.mark.parametrize("name", ["Ann Lee", "ann lee", "ANN  LEE", "Ann"])
def test_names_are_found_as_people_write_them(news, name):
    """Case, spaces and missing words don't matter."""
    assert news.facts(subject=name, relation="visits", object="France")


def test_an_identifier_is_a_name_too(news):
    """The IRI, or what follows its prefix."""
    iri = news.facts(subject="Ann Lee")[0].subject.id
    assert news.facts(subject=iri) == news.facts(subject="Ann Lee")
    assert news.facts(subject=iri.removeprefix("urn:newskg:entity:")) == news.facts(subject="Ann Lee")


def test_an_ambiguous_name_lists_whom_it_may_mean(news):
    """Two people called Lee: the message names both."""
    with pytest.raises(InvalidName, match=r"Ann Lee \(Person\).*Di Lee \(Person\)"):
        news.why("Lee", "visits", "Japan")


def test_an_unknown_name_says_so_and_suggests(news):
    """A typing error finds its neighbour."""
    with pytest.raises(InvalidName, match="did you mean Ann Lee"):
        news.facts(subject="Ann Leee")
    with pytest.raises(InvalidName, match="nobody"):
        news.facts(subject="Zork Blub")


def test_an_unknown_relation_says_so_and_suggests(news):
    """The ontology's words come back."""
    with pytest.raises(InvalidName, match=r"did you mean .*visits"):
        news.facts(relation="visit")


def test_a_relation_may_be_given_by_label_iri_or_words(news):
    """ "meets with", kg:meetsWith, or the words of an open fact."""
    for name in ("meetsWith", "meets with", "kg:meetsWith", "urn:newskg:ontology#meetsWith"):
        assert news.facts(relation=name)
    assert news.facts(relation="praises", open=True)


def test_a_symmetric_relation_is_found_from_either_end(news):
    """Ann met Bo, so Bo met Ann."""
    assert news.facts(subject="Bo Ek", relation="meetsWith", object="Ann Lee") == news.facts(
        subject="Ann Lee", relation="meetsWith"
    )


def test_a_value_is_a_name_for_an_object(news):
    """A year, as written."""
    assert news.facts(object="1999")


def test_why_shows_the_sentence_with_marks_and_everything_known(news):
    """Sentence, status, date, source, rule, and whom each name means and why."""
    (told,) = news.why("Ann Lee", "visits", "france")
    assert told.marked() == "[Ann Lee] [will visit] [France] on 2024-05-01, Bo Ek says."
    text = str(news.why("Ann Lee", "visits", "france"))
    for words in ("planned, 2024-05-01", "says Bo Ek", "Travels, The Paper, 2024-04-30", "https://x.example/1"):
        assert words in text
    for words in ("one, characters 0–52", "pattern: will visit", "subject “Ann Lee” is Ann Lee (same name", "two"):
        assert words in text
    assert told.copies == ("two",)


def test_why_of_what_is_not_said_is_empty(news):
    """No fact, no error: the answer is no."""
    assert not news.why("Bo Ek", "visits", "Japan")


def reasons(news, *asked):
    found = news.why_not(*asked)
    return found, {(reason.step, reason.text) for reason in found}


def test_why_not_says_that_it_is_said_only_as_denied(news):
    """Denied facts give no plain triple."""
    found, steps = reasons(news, "Ann Lee", "visits", "Japan")
    assert any(step == "status" and "denied" in text for step, text in steps)
    assert found.said


def test_why_not_names_the_pronoun_that_nobody_resolved(news):
    """The statement was read and lost in linking."""
    _, steps = reasons(news, "Ann Lee", "visits", "Japan")
    assert any(step == "linking" and "“She”" in text for step, text in steps)


def test_why_not_says_when_it_is_the_other_way_round(news):
    """Direction matters."""
    _, steps = reasons(news, "France", "visits", "Ann Lee")
    assert any(step == "direction" for step, _ in steps)


def test_why_not_shows_words_that_the_ontology_does_not_know(news):
    """An open fact joins the two."""
    _, steps = reasons(news, "Cy Day", "supports", "Ann Lee")
    assert any(step == "ontology" and "praises" in text for step, text in steps)


def test_why_not_says_where_an_unknown_name_stands_in_the_text(news):
    """The words are there and name nobody."""
    found, _ = reasons(news, "Dora Fox", "visits", "Japan")
    assert any(reason.step == "mentions" and "greets Dora Fox" in reason.quote for reason in found)


def test_why_not_says_when_no_article_names_both(news):
    """Nothing to read, nothing to say."""
    _, steps = reasons(news, "Di Lee", "visits", "France")
    assert ("articles", "no article names both") in steps


def test_why_not_says_when_the_relation_is_unknown(news):
    """The ontology is a step too."""
    _, steps = reasons(news, "Ann Lee", "befriends", "Bo Ek")
    assert any(step == "ontology" and "befriends" in text for step, text in steps)


def test_why_not_of_a_fact_says_that_it_is_there(news):
    """Nothing stands in the way."""
    found, steps = reasons(news, "Ann Lee", "meetsWith", "Bo Ek")
    assert found.said
    assert any("does say it" in text for _, text in steps)


def test_explanations_show_themselves_in_a_notebook(news):
    """HTML with the sentence marked and everything escaped."""
    html = news.why("Ann Lee", "visits", "France")._repr_html_()
    assert "<mark" in html
    assert news.why_not("Ann Lee", "visits", "Japan")._repr_html_().startswith("<p>")

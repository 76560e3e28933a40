"""Timeline, conflicts, diff and report, on graphs made by hand."""

import json
from xml.etree import ElementTree

import pytest

from kg.errors import InvalidName
from kg.graph import KnowledgeGraph
from kg.graph.conflicts import Kind
from kg.graph.diff import diff
from kg.graph.report import duplicates, report
from kg.model import Fact, Literal
from tests.exporters.given import Given, article, entity, fact, real

LEE, HOLM = entity("Ann Lee", "Person"), entity("Ben Holm", "Person")
JAPAN, OSAKA, PERU = entity("Japan", "Country"), entity("Osaka", "City"), entity("Peru", "Country")
ACME, BOLT = entity("Acme", "Company"), entity("Bolt", "Company")


def graph(*facts: Fact) -> KnowledgeGraph:
    articles = {
        "a": article("a", published="2024-03-01"),
        "b": article("b", published="2024-04-12T08:00:00Z"),
        "c": article("c"),
    }
    return real(Given(facts_=facts, articles=articles))


def year(value: str) -> Literal:
    return Literal(value=value, type="Date")


# Timeline


def test_a_timeline_goes_by_the_dates_of_facts_then_of_articles() -> None:
    """A date with a year counts; without one the day it was told does; what has neither comes last."""
    whole = graph(
        fact(LEE, "visits", PERU, articles=("c",)),
        fact(LEE, "visits", JAPAN, date="--04-10", status="planned", articles=("b",)),
        fact(LEE, "meetsWith", HOLM, date="2024-04-02", articles=("b",)),
        fact(LEE, "worksFor", ACME, date="2006", articles=("b",)),
        fact(LEE, "visits", OSAKA, articles=("a", "b")),
    )
    moments = whole.timeline()
    assert [(m.date, m.told) for m in moments] == [
        ("2006", "2024-04-12"),
        (None, "2024-03-01"),
        ("2024-04-02", "2024-04-12"),
        ("--04-10", "2024-04-12"),
        (None, None),
    ]
    assert str(moments[1]) == "told 2024-03-01  Ann Lee —visits→ Osaka (asserted)"
    assert str(moments[3]) == "--04-10, told 2024-04-12  Ann Lee —visits→ Japan (planned)"


def test_a_timeline_is_about_the_named_and_within_days() -> None:
    whole = graph(
        fact(LEE, "visits", JAPAN, date="2024-04"),
        fact(HOLM, "visits", PERU, date="2024-04-10", attributed_to=LEE),
        fact(HOLM, "visits", OSAKA, date="2024-04-10"),
    )
    assert len(whole.timeline("Ann Lee")) == 2
    assert len(whole.timeline("Holm", "Japan")) == 3
    assert len(whole.timeline(since="2024-04-30", until="2024-05-01")) == 1
    assert len(whole.timeline(until="2024-03-31")) == 0
    with pytest.raises(InvalidName, match="Nobody Known"):
        whole.timeline("Nobody Known")


def test_a_moment_has_a_line() -> None:
    (line,) = graph(fact(LEE, "visits", JAPAN)).timeline().lines()
    assert json.loads(json.dumps(line))["fact"]["subject"]["label"] == "Ann Lee"


# Conflicts


def test_two_values_of_a_functional_relation_conflict() -> None:
    whole = graph(fact(ACME, "foundedOn", year("1950"), articles=("a",)), fact(ACME, "foundedOn", year("1951")))
    (conflict,) = whole.conflicts()
    assert conflict.kind is Kind.VALUES
    assert conflict.about == "Acme founded on: 1950 or 1951"
    assert "“Acme foundedOn 1950”  a" in str(conflict) and "“Acme foundedOn 1951”  a" in str(conflict)


@pytest.mark.parametrize(
    "facts",
    [
        (fact(ACME, "foundedOn", year("1950")), fact(ACME, "foundedOn", year("1950-03"))),
        (fact(LEE, "bornIn", OSAKA), fact(LEE, "bornIn", JAPAN), fact(OSAKA, "locatedIn", JAPAN)),
        (fact(LEE, "ceoOf", ACME, date="2006"), fact(LEE, "ceoOf", BOLT, date="2013")),
        (fact(LEE, "visits", PERU), fact(LEE, "visits", JAPAN)),
        (fact(ACME, "foundedOn", year("1950")), fact(ACME, "foundedOn", year("1951"), status="denied")),
        (fact(LEE, "visits", JAPAN, date="2006-05-01"), fact(LEE, "visits", JAPAN, date="2013-05-01")),
        (fact(LEE, "visits", JAPAN, date="2006", status="denied"), fact(LEE, "visits", JAPAN, date="2013")),
        (fact(LEE, "visits", JAPAN, status="possible"), fact(LEE, "visits", JAPAN)),
    ],
)
def test_what_can_both_be_so_is_no_conflict(facts: tuple[Fact, ...]) -> None:
    """A year and a day in it, a city and its country, two posts in two years, two visits: all may be true."""
    assert graph(*facts).conflicts() == ()


def test_two_people_in_one_post_conflict() -> None:
    (conflict,) = graph(fact(LEE, "ceoOf", ACME), fact(HOLM, "ceoOf", ACME)).conflicts()
    assert conflict.about == "chief executive of Acme: Ann Lee or Ben Holm"


def test_two_near_dates_of_one_event_conflict() -> None:
    (conflict,) = graph(
        fact(LEE, "visits", JAPAN, date="2024-04-10"), fact(LEE, "visits", JAPAN, date="2024-04-12", articles=("b",))
    ).conflicts()
    assert (conflict.kind, conflict.about) == (Kind.DATES, "Ann Lee visits Japan: 2024-04-10 or 2024-04-12")


def test_denied_against_asserted_in_either_direction_of_a_symmetric_relation() -> None:
    whole = graph(fact(LEE, "meetsWith", HOLM), fact(HOLM, "meetsWith", LEE, status="denied", articles=("b",)))
    (conflict,) = whole.conflicts()
    assert conflict.kind is Kind.DENIED
    assert {conflict.one.status, conflict.other.status} == {"asserted", "denied"}
    assert whole.conflicts("Ann Lee") == (conflict,)
    assert json.dumps(list(whole.conflicts().lines()))
    assert whole.conflicts()._repr_html_().count("<mark") >= 4


@pytest.mark.parametrize(("told", "conflicting"), [("a", True), ("b", False), ("c", True)])
def test_a_plan_conflicts_with_a_denial_of_its_own_time(told: str, conflicting: bool) -> None:
    """A plan of April is no answer to a denial of the first of March; an article without a date may be of any time."""
    plan = fact(LEE, "visits", JAPAN, status="planned", articles=(told,))
    denial = fact(LEE, "visits", JAPAN, status="denied", articles=("a",))
    assert bool(graph(plan, denial).conflicts()) is conflicting


# Diff


def test_a_diff_finds_what_came_what_went_and_what_happened() -> None:
    old = graph(
        fact(LEE, "visits", JAPAN, status="planned", date="--04-10"),
        fact(HOLM, "visits", PERU),
        fact(ACME, "acquires", BOLT, status="possible"),
    )
    new = graph(
        fact(LEE, "visits", JAPAN, status="planned", date="--04-10"),
        fact(LEE, "visits", JAPAN, date="2024-04-10", articles=("b",)),
        fact(ACME, "acquires", BOLT, status="denied"),
        fact(LEE, "worksFor", ACME),
    )
    found = diff(old, new)
    assert [str(change) for change in found.changed] == [
        "Acme —acquires→ Bolt (denied)  [possible → denied]",
        "Ann Lee —visits→ Japan (asserted, 2024-04-10)  [planned → asserted, --04-10 → 2024-04-10]",
    ]
    assert [f.relation for f in found.added] == ["worksFor"]
    assert [f.subject.label for f in found.removed] == ["Ben Holm"]
    assert found.counts == "+ 1 fact, − 1 fact, ~ 2 facts"
    assert old.diff(new) == found


def test_a_graph_does_not_differ_from_itself() -> None:
    """Not even when a symmetric relation was written the other way round."""
    one, other = graph(fact(LEE, "meetsWith", HOLM)), graph(fact(HOLM, "meetsWith", LEE))
    assert not diff(one, one)
    assert not diff(one, other)
    assert str(diff(one, other)) == "+ 0 facts, − 0 facts, ~ 0 facts"


def test_a_plan_that_joins_a_fact_is_news_not_a_change() -> None:
    old = graph(fact(LEE, "visits", JAPAN, date="2006"))
    new = graph(fact(LEE, "visits", JAPAN, date="2006"), fact(LEE, "visits", JAPAN, date="2030", status="planned"))
    found = diff(old, new)
    assert (len(found.added), found.changed) == (1, ())


def test_a_fuller_name_is_no_news() -> None:
    """Yesterday "Lee", today "Ann Lee": the same person, the same fact."""
    short = entity("Lee", "Person")
    full = entity("Ann Lee", "Person", "Lee")
    found = diff(graph(fact(short, "visits", JAPAN)), graph(fact(full, "visits", JAPAN)))
    assert not found
    assert [(old.label, new.label) for old, new in found.renamed] == [("Lee", "Ann Lee")]


def test_a_diff_has_four_forms() -> None:
    """Text, Markdown, JSON, and a page in colour that runs nothing and fetches nothing."""
    hostile = entity("<script>alert(1)</script> *x*", "Person")
    found = diff(
        graph(fact(LEE, "visits", JAPAN, status="planned")),
        graph(fact(LEE, "visits", JAPAN), fact(hostile, "visits", PERU)),
    )
    assert "~ Ann Lee —visits→ Japan (asserted)  [planned → asserted]" in str(found)
    assert "**planned → asserted**" in found.to_markdown()
    assert "<script" not in found.to_markdown() and "\\*x\\*" in found.to_markdown()
    assert [len(json.loads(found.to_json())[key]) for key in ("added", "removed", "changed")] == [1, 0, 1]
    page = found.to_html()
    assert '<section class="added">' in page and "#dcfce7" in page
    assert "<script" not in page and "default-src 'none'" in page
    assert "http" not in page.replace("http-equiv", "")
    ElementTree.fromstring(found._repr_html_().join(("<div>", "</div>")))


# Report


def test_a_report_counts_what_it_says() -> None:
    whole = graph(
        fact(LEE, "visits", JAPAN),
        fact(LEE, "meetsWith", HOLM, status="planned"),
        fact(LEE, "sleeps in", JAPAN, open=True),
        fact(LEE, "Sleeps In", PERU, open=True),
        fact(ACME, "foundedOn", year("1950")),
        fact(ACME, "foundedOn", year("1951")),
        fact(LEE, "visits", LEE),
    )
    found = report(whole)
    assert (found.facts, found.open_facts, found.statements, found.proven) == (4, 2, 6, 6)
    assert found.coverage == 1.0
    assert dict(found.statuses) == {"asserted": 3, "planned": 1}
    assert found.open_relations == (("sleeps in", 2),)
    assert found.dropped == (("subject and object are the same", 1),)
    assert found.conflicts == 1
    assert found.silent == ("b", "c")
    page = found.to_markdown()
    assert "6 of 6 statements (100.0%) quote a sentence" in page
    assert "| sleeps in | 2 |" in page


def test_a_quote_that_is_not_in_the_article_is_counted() -> None:
    whole = graph(fact(LEE, "visits", JAPAN))
    from dataclasses import replace

    wrong = replace(whole.records["a"], article=replace(whole.records["a"].article, text="Something else entirely."))
    found = report(KnowledgeGraph({**whole.records, "a": wrong}, linkage=whole.linkage, ontology=whole.ontology))
    assert (found.proven, found.statements) == (0, 1)


@pytest.mark.parametrize(
    ("one", "other", "suspect"),
    [
        ("Ann Lee", "Lee", True),
        ("Acme Corp.", "Acme Corp", True),
        ("World Trade Organization", "WTO", True),
        ("Raymond Osei", "Raymund Osei", True),
        ("Ann Lee", "Ben Holm", False),
        ("North Korea", "South Korea", False),
        ("Bank of Japan", "Bank of Korea", False),
    ],
)
def test_names_that_may_be_one(one: str, other: str, suspect: bool) -> None:
    pair = [entity(one, "Organization"), entity(other, "Organization")]
    assert bool(list(duplicates(pair))) is suspect


def test_one_name_of_two_types_is_worth_a_look() -> None:
    pair = [entity("Halden", "Country"), entity("Halden", "Company")]
    assert [suspect.reason for suspect in duplicates(pair)] == ["the same name, of another type"]
    assert list(duplicates([entity("Halden", "Country"), entity("Halden Motors", "Company")])) == []


def test_two_with_a_fact_between_them_are_not_one() -> None:
    pair = [entity("Lee", "Person"), entity("Ann Lee", "Person")]
    assert list(duplicates(pair, [fact(pair[0], "meetsWith", pair[1])])) == []

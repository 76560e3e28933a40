"""What a notebook shows of facts, entities, evidence and graphs: everything that matters, and nothing that runs."""

from xml.etree import ElementTree

import pytest

from kg.graph.display import SHOWN_FACTS, Facts, Page, count
from kg.model import Literal, Span
from kg.model.markup import marked
from tests.exporters.given import Given, article, awkward, bad_strings, entity, fact, hostile, real

LEE, JAPAN = entity("Ann Lee", "Person", "Lee"), entity("Japan", "Country")


def parsed(html: str) -> ElementTree.Element:
    """The HTML, which has to be well-formed."""
    return ElementTree.fromstring(f"<div>{html}</div>")


def test_facts_show_their_sentences_with_the_words_marked() -> None:
    facts = Facts([fact(LEE, "visits", JAPAN, status="planned", date="--04-10")])
    html = parsed(facts._repr_html_())
    assert [mark.text for mark in html.iter("mark")] == ["Ann Lee", "visits", "Japan"]
    assert "planned" in "".join(html.itertext()) and "--04-10" in "".join(html.itertext())


def test_facts_print_as_lines() -> None:
    facts = Facts([fact(LEE, "visits", JAPAN)] * (SHOWN_FACTS + 3))
    lines = repr(facts).splitlines()
    assert lines[0] == "23 facts:" and lines[1] == "  Ann Lee —visits→ Japan (asserted)" and lines[-1] == "  … 3 more"
    assert repr(Facts()) == "0 facts"


def test_facts_are_a_tuple_also_when_sliced() -> None:
    facts = Facts([fact(LEE, "visits", JAPAN), fact(JAPAN, "visits", LEE)])
    assert isinstance(facts[:1], Facts) and facts[0] == facts[:1][0] and facts == (facts[0], facts[1])


def test_facts_to_pandas() -> None:
    pytest.importorskip("pandas")
    money = Literal(value="US$ 5", type="Quantity")
    facts = Facts([fact(LEE, "visits", JAPAN), fact(LEE, "hasValue", money, articles=("a", "b"))])
    frame = facts.to_pandas()
    assert list(frame["object"]) == ["Japan", "US$ 5"] and list(frame["articles"]) == [1, 2]
    assert list(frame["quote"]) == ["Ann Lee visits Japan", "Ann Lee hasValue US$ 5"]
    assert len(Facts().to_pandas()) == 0 and list(Facts().to_pandas().columns) == list(frame.columns)


@pytest.mark.parametrize("whole", ["awkward", "hostile"])
def test_nothing_from_an_article_runs(whole: str) -> None:
    """Facts, graph, entities, statements, evidence: well-formed, and every element is one of ours."""
    strings = bad_strings(300)
    if whole == "hostile" and not strings:
        pytest.skip("no ../shared/bad beside this checkout")
    given: Given = awkward() if whole == "awkward" else hostile(strings)
    graph = real(given)
    facts = graph.facts(open=True)
    shown = [facts, graph, *facts[:300], *(s for f in facts[:300] for s in f.statements)]
    shown += [*graph.entities.values(), *(s.evidence for f in facts[:300] for s in f.statements)]
    ours = {
        "div",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "p",
        "b",
        "bdi",
        "mark",
        "span",
        "br",
        "small",
        "blockquote",
    }
    for thing in shown:
        root = parsed(thing._repr_html_().replace("<br>", "<br/>"))
        assert {element.tag for element in root.iter()} <= ours
        assert {name for element in root.iter() for name in element.attrib} <= {"style"}


def test_a_mark_never_cuts_or_doubles_words() -> None:
    quote = "Ann Lee of Japan visits"
    html = marked(quote, Span(100, 123), [Span(100, 107), Span(104, 112), Span(111, 116), Span(90, 99)])
    assert "".join(parsed(html).itertext()) == quote
    assert html.count("<mark") == 2


def test_an_entity_shows_its_names() -> None:
    text = "".join(parsed(LEE._repr_html_().replace("<br>", "<br/>")).itertext())
    assert "Ann Lee" in text and "also Lee" in text and LEE.id in text


def test_a_page_is_framed_apart() -> None:
    """The explorer in a notebook may run its own script, but reaches neither the notebook nor a server."""
    frame = Page(html='<p title="x">"&</p>')._repr_html_()
    assert 'sandbox="allow-scripts ' in frame and "allow-same-origin" not in frame
    assert '<p title="x">' not in frame


def test_counts() -> None:
    graph = real(Given(facts_=[fact(LEE, "visits", JAPAN)], articles={"a": article("a")}))
    assert repr(graph) == "1 fact about 2 entities from 1 article"
    assert "<b>1 fact about 2 entities from 1 article</b>" in graph._repr_html_()
    assert count(1_234, "fact") == "1,234 facts"

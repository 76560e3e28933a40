"""Shipped weights read common states out of news sentences."""

import time
from pathlib import Path

import pytest

from kg import language, mentions, text
from kg.extractors import states
from kg.extractors.participants import participants
from kg.extractors.weights import Weights
from kg.model import Article, Document, Statement, Status
from kg.ontology import read


def parsed(words: str) -> Document:
    document = text.cut(Article(id="a", text=words))
    return next(iter(mentions.find(language.parse([document]))))


def said(words: str) -> list[Statement]:
    return list(states.extract([parsed(words)], ontology=read()))


def triples(words: str) -> set[tuple[str, str | None, str]]:
    return {(s.subject.text, s.relation, s.object.text if s.object else "") for s in said(words)}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Maria Keller was born in Hamburg in 1961.", ("Maria Keller", "bornIn", "Hamburg")),
        ("Maria Keller was born in Hamburg in 1961.", ("Maria Keller", "bornOn", "1961")),
        ("Tom Brandt and his wife, Helen Brandt, sold the farm.", ("Tom Brandt", "spouseOf", "Helen Brandt")),
        ("She studied physics at Cornell University.", ("She", "educatedAt", "Cornell University")),
        (
            "Novatek Systems, which is headquartered in Austin, cut jobs.",
            ("Novatek Systems", "headquarteredIn", "Austin"),
        ),
        ("Ada Moreno, chief executive of Novatek Systems, resigned.", ("Ada Moreno", "ceoOf", "Novatek Systems")),
        ("Novatek was founded by Ada Moreno in 1998.", ("Novatek", "foundedBy", "Ada Moreno")),
        ("Peter Lang, who died on 3 March 1999, was a painter.", ("Peter Lang", "diedOn", "3 March 1999")),
        ("Zenith Foods is a subsidiary of Orion Holdings.", ("Zenith Foods", "subsidiaryOf", "Orion Holdings")),
    ],
)
def test_a_state_is_read(words: str, expected: tuple[str, str, str]) -> None:
    """One sentence, one state, in the direction of the ontology."""
    assert expected in triples(words)


@pytest.mark.parametrize(
    "words",
    [
        "Officials discussed the weather for hours.",
        "Toyota sued Honda in Tokyo on Monday.",
        "Prices rose sharply in Berlin and Paris in May.",
    ],
)
def test_where_no_state_is_told_none_is_said(words: str) -> None:
    """Names side by side are not yet related."""
    assert not triples(words)


def test_what_is_denied_is_denied() -> None:
    """A learned state has a status like any other."""
    statuses = {s.relation: s.status for s in said("Maria Keller was not born in Hamburg.")}
    assert statuses.get("bornIn", Status.DENIED) is Status.DENIED


def test_a_statement_points_into_the_text() -> None:
    """Mentions, sentence and trigger are where they say they are, and confidence is a probability."""
    words = "It rained. Maria Keller was born in Hamburg."
    for statement in said(words):
        assert statement.object is not None
        assert statement.subject.span.of(words) == statement.subject.text
        assert statement.object.span.of(words) == statement.object.text
        assert statement.evidence.sentence.of(words) == statement.evidence.quote == "Maria Keller was born in Hamburg."
        assert statement.evidence.trigger is not None
        assert statement.evidence.sentence.contains(statement.evidence.trigger)
        assert 0 < statement.confidence <= 1


def test_two_runs_say_the_same() -> None:
    """Nothing depends on the order of sets."""
    words = "Maria Keller, chief executive of Novatek Systems, was born in Hamburg and lives in Oslo."
    assert said(words) == said(words)


def test_a_text_without_names_says_nothing() -> None:
    """Nor does an empty one."""
    assert not said("Rain fell.")
    assert not said("")


def test_a_list_does_not_explode() -> None:
    """A sentence of two hundred names is cut off, not multiplied out."""
    names = ", ".join(f"Maria Keller {i}" for i in range(200))
    started = time.process_time()
    said(f"Present were {names}.")
    assert time.process_time() - started < 20


def test_years_in_brackets_are_participants() -> None:
    """ "1840–1898" is two years, though one word for the parser."""
    found = [each.mention.text for each in participants(parsed("Karl Brandt (1840–1898) was an architect in Jena."))]
    assert {"1840", "1898"} <= set(found) or "1840–1898" in found


def test_the_shipped_weights_are_small_and_name_their_data() -> None:
    """Below 5 MB, read in well under a second, with a notice."""
    assert states.WEIGHTS.stat().st_size < 5_000_000
    started = time.process_time()
    weights = Weights.read(states.WEIGHTS)
    assert time.process_time() - started < 1
    assert "KnowledgeNet" in weights.about["notice"]
    assert "KnowledgeNet" in Path(states.WEIGHTS).with_name("NOTICE").read_text(encoding="utf-8")

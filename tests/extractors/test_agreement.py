"""What two extractors say of the same words becomes one statement."""

from dataclasses import replace

from kg import ontology
from kg.extractors.agreement import agreed
from kg.model import Evidence, Mention, Span, Statement, Status, Surface

ONTOLOGY = ontology.read()


def statement(
    relation: str | None,
    *,
    by: str = "rules",
    confidence: float = 0.9,
    status: Status = Status.ASSERTED,
    date: str | None = None,
    words: str = "buys",
) -> Statement:
    def mention(start: int, text: str) -> Mention:
        return Mention(article="a", span=Span(start, start + len(text)), text=text, type="Company")

    return Statement(
        article="a",
        subject=mention(0, "Geely"),
        relation=relation,
        object=mention(11, "Volvo"),
        surface=Surface(subject="Geely", relation=words, object="Volvo"),
        status=status,
        date=date,
        confidence=confidence,
        evidence=Evidence(article="a", sentence=Span(0, 17), quote="Geely buys Volvo.", extractor=by, rule=by),
    )


def test_the_surer_one_stays_and_takes_what_only_the_other_knows() -> None:
    """Confidence of the surer, date of the one who saw it."""
    (one,) = agreed(
        [statement("owns", confidence=0.8, date="2010"), statement("owns", by="other", confidence=0.9)], ONTOLOGY
    )
    assert (one.confidence, one.date, one.evidence.extractor) == (0.9, "2010", "other")


def test_a_hedge_outweighs_a_plain_assertion() -> None:
    """Who saw the "not" has read more."""
    denied = statement("owns", confidence=0.6, status=Status.DENIED)
    (one,) = agreed([statement("owns", by="other"), denied], ONTOLOGY)
    assert one.status is Status.DENIED


def test_what_is_learned_keeps_its_probability() -> None:
    """A learned state is as sure as its weights say, and what a rule confirms is told with the words of the rule."""
    (alone,) = agreed([statement("owns", by="states", confidence=0.9)], ONTOLOGY)
    assert alone.confidence == 0.9
    (both,) = agreed([statement("owns", by="states", confidence=0.95), statement("owns", confidence=0.8)], ONTOLOGY)
    assert both.confidence == 0.95 and both.evidence.extractor == "rules"


def test_a_class_that_does_not_fit_halves_what_is_learned() -> None:
    """A company is no alumnus."""
    (one,) = agreed([statement("educatedAt", by="states", confidence=0.9)], ONTOLOGY)
    assert one.confidence == 0.45


def test_an_open_statement_gives_way_to_a_typed_one_over_the_same_words() -> None:
    """The words of a clause are said once."""
    assert [s.relation for s in agreed([statement(None), statement("acquires")], ONTOLOGY)] == ["acquires"]
    assert len(list(agreed([statement(None, words="sells"), statement("acquires")], ONTOLOGY))) == 2


def test_order_does_not_matter() -> None:
    """The same statements in another order give the same result."""
    several = [statement("owns", date="2010"), statement("acquires"), statement(None), statement("owns", by="states")]
    assert list(agreed(several, ONTOLOGY)) == list(agreed(several[::-1], ONTOLOGY))


def test_what_a_rule_reads_the_other_way_round_halves_what_is_learned() -> None:
    """ "Google's parent Alphabet": Google is the subsidiary."""
    rule = statement("subsidiaryOf", confidence=0.7)
    learned = statement("subsidiaryOf", by="states", confidence=0.8)
    found = agreed([rule, replace(learned, subject=learned.object, object=learned.subject)], ONTOLOGY)
    assert [each.confidence for each in found] == [0.7, 0.4]


def test_a_broader_post_that_a_rule_reads_halves_what_is_learned() -> None:
    """ "The chief financial officer of Volvo" works for it, and need not run it."""
    rule, learned = statement("worksFor"), statement("ceoOf", by="states", confidence=0.8)
    person = replace(rule.subject, type="Person")
    found = agreed([replace(rule, subject=person), replace(learned, subject=person)], ONTOLOGY)
    assert sorted(each.confidence for each in found) == [0.4, 0.9]

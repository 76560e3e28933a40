"""A score says how much of what people marked is in a graph, how much of the graph is right, and what is not."""

import json
from pathlib import Path

import pytest

from kg import ontology, scoring
from kg.errors import InvalidMarks
from kg.model import Entity, Evidence, Fact, Literal, Mention, Span, Statement, Status, Surface

ADA = Entity(id="e:ada", label="Ada Moreno", type="Person", aliases=("Moreno",))
ORBIS = Entity(id="e:orbis", label="Orbis Air Ltd", type="Company")
LIMA = Entity(id="e:lima", label="Lima", type="City")
GOLD = {
    "article": "one",
    "entities": [
        {"id": "a", "name": "Ada Moreno", "type": "BusinessPerson", "aliases": []},
        {"id": "o", "name": "Orbis Air", "type": "Company", "aliases": ["Orbis"]},
        {"id": "l", "name": "Lima", "type": "City", "aliases": []},
    ],
    "facts": [
        {"subject": "a", "relation": "ceoOf", "object": "o", "status": "asserted", "level": "core",
         "also": ["worksFor"], "evidence": "Ada Moreno runs Orbis."},
        {"subject": "o", "relation": "headquarteredIn", "object": "l", "status": "planned", "level": "minor",
         "evidence": "Orbis is to move to Lima."},
        {"subject": "o", "relation": "foundedOn", "object": {"value": "1998-03", "type": "Date"}, "status": "asserted",
         "level": "core", "evidence": "Orbis was founded in March 1998."},
        {"subject": "a", "relation": "other", "verb": "adores", "object": "l", "status": "asserted", "level": "core"},
    ],
}  # fmt: skip


def fact(
    subject: Entity,
    relation: str,
    object_: Entity | Literal,
    *,
    status: Status = Status.ASSERTED,
    confidence: float = 0.9,
    article: str = "news/one",
) -> Fact:
    words = "Ada Moreno runs Orbis."
    mention = Mention(article=article, span=Span(0, 3), text="Ada", type="Person")
    evidence = Evidence(article=article, sentence=Span(0, len(words)), quote=words)
    statement = Statement(
        article=article,
        subject=mention,
        relation=relation,
        object=mention,
        surface=Surface(subject="", relation=""),
        evidence=evidence,
    )
    return Fact(
        subject=subject,
        relation=relation,
        open=False,
        object=object_,
        status=status,
        date=None,
        attributed_to=None,
        confidence=confidence,
        statements=(statement,),
    )


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(GOLD) + "\n", encoding="utf-8")
    return path


def scored(gold: Path, *facts: Fact) -> scoring.Score:
    return scoring.score_facts(scoring.read_gold(gold), facts, ontology.read())


def test_nothing_said_is_nothing_found(gold: Path) -> None:
    """An empty graph has recall 0, and each marked fact of a known relation is missed."""
    score = scored(gold)
    assert (score.all.gold, score.all.found, score.all.said, score.all.f1) == (3, 0, 0, 0.0)
    assert [mistake.kind for mistake in score.mistakes] == ["missed"] * 3


def test_a_fact_is_right_by_any_of_its_names(gold: Path) -> None:
    """Legal forms do not matter, and a relation that the marks accept is right, in the row of its own relation."""
    score = scored(gold, fact(ADA, "worksFor", ORBIS))
    assert (score.all.found, score.all.right, score.all.precision) == (1, 1, 1.0)
    assert score.relations["ceoOf"].found == 1
    assert score.relations["worksFor"].right == 1
    assert score.core.recall == 0.5


def test_a_wrong_direction_is_wrong(gold: Path) -> None:
    """A company is not the chief executive of a person."""
    score = scored(gold, fact(ORBIS, "ceoOf", ADA))
    assert (score.all.said, score.all.right) == (1, 0)
    assert [m.fact for m in score.mistakes if m.kind == "wrong"] == ["Orbis Air Ltd | ceoOf | Ada Moreno [asserted]"]


def test_a_partial_date_agrees_with_a_fuller_one(gold: Path) -> None:
    """1998 is what was marked as 1998-03; 1999 is not."""
    assert scored(gold, fact(ORBIS, "foundedOn", Literal(value="1998", type="Date"))).all.right == 1
    assert scored(gold, fact(ORBIS, "foundedOn", Literal(value="1999", type="Date"))).all.right == 0


def test_statuses_are_confused_in_the_open(gold: Path) -> None:
    """A plan told as done is found, and counted as a wrong status with its sentence."""
    score = scored(gold, fact(ORBIS, "headquarteredIn", LIMA))
    assert dict(score.statuses) == {("planned", "asserted"): 1}
    assert score.status_accuracy == 0
    assert any(m.kind == "status" and m.sentence for m in score.mistakes)


def test_articles_that_nobody_marked_are_left_out(gold: Path) -> None:
    """What another article says is neither right nor wrong."""
    assert scored(gold, fact(ADA, "ceoOf", ORBIS, article="two")).all.said == 0


def test_confidence_is_held_against_what_was_right(gold: Path) -> None:
    """Two facts said with .9, one of them right, are .4 away from calibrated."""
    score = scored(gold, fact(ADA, "ceoOf", ORBIS), fact(ORBIS, "ceoOf", ADA))
    last = score.reliability[-1]
    assert (last.count, last.right, round(last.mean, 2)) == (2, 1, 0.9)
    assert round(score.calibration_error, 2) == 0.4


def test_the_score_can_be_read_by_people_and_machines(gold: Path) -> None:
    """The text names relation, status and error; the dictionary is JSON."""
    score = scored(gold, fact(ORBIS, "ceoOf", ADA))
    text = score.text()
    assert "ceoOf" in text
    assert "Ada Moreno runs Orbis." in text
    assert "wrong" not in score.text(errors=False)
    assert json.loads(json.dumps(score.to_dict()))["all"]["said"] == 1


def test_names_agree_only_when_they_name_the_same() -> None:
    """ "Air France" is not "France", "North Korea" not "South Korea"; "Joe Biden" is "Biden"."""

    def end(name: str, type_: str = "") -> scoring.End:
        return scoring.End(label=name, names=frozenset({scoring.folded(name)}), person=type_ == "Person")

    assert not scoring.same_end(end("Air France"), end("France"))
    assert not scoring.same_end(end("North Korea"), end("South Korea"))
    assert scoring.same_end(end("Joe Biden", "Person"), end("Biden"))
    assert scoring.same_end(end("The European Central Bank"), end("European Central Bank"))


def test_broken_marks_name_their_line(tmp_path: Path) -> None:
    """What and where, not a traceback."""
    path = tmp_path / "gold.jsonl"
    path.write_text('{"article": "x"}\n', encoding="utf-8")
    with pytest.raises(InvalidMarks, match=r"gold\.jsonl:1"):
        scoring.read_gold(path)

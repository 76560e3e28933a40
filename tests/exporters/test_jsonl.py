"""facts.jsonl, as names.md promises it to other programs."""

import json
from pathlib import Path
from typing import Any

from kg.exporters import jsonl
from kg.model import Fact
from tests.exporters.given import Given, article, awkward, entity, fact

KEYS = ["subject", "relation", "open", "object", "status", "date", "attributed_to", "confidence", "evidence"]


def _lines(path: Path) -> list[dict[str, Any]]:
    text = path.read_bytes().decode("utf-8")
    assert text.endswith("\n") or not text
    return [json.loads(line) for line in text.split("\n")[:-1]]


def test_every_fact_is_a_line_and_comes_back(graph: Given, tmp_path: Path) -> None:
    """Open facts too; every name, sentence and status as it was, lone surrogates included."""
    jsonl.export(graph, tmp_path / "facts.jsonl")
    lines = _lines(tmp_path / "facts.jsonl")
    told = (
        [_subject(fact), fact.relation, str(fact.status), fact.date, fact.statements[0].evidence.quote]
        for fact in graph.facts(open=True)
    )
    assert sorted(map(json.dumps, map(_said, lines))) == sorted(map(json.dumps, told))


def _subject(fact: Fact) -> dict[str, object]:
    end = fact.subject
    return {"id": end.id, "label": end.label, "type": end.type, "aliases": list(end.aliases)}


def _said(line: dict[str, Any]) -> list[Any]:
    return [*(line[key] for key in ("subject", "relation", "status", "date")), line["evidence"][0]["quote"]]


def test_a_line_has_the_keys_that_others_rely_on(tmp_path: Path) -> None:
    lee, japan = entity("Ann Lee", "Person"), entity("Japan", "Country")
    told = fact(lee, "visits", japan, status="planned", date="--04-10", confidence=0.93, articles=("2024/tokyo",))
    given = Given(facts_=[told], articles={"2024/tokyo": article("2024/tokyo", source="Daily")})
    jsonl.export(given, tmp_path / "facts.jsonl")
    (line,) = _lines(tmp_path / "facts.jsonl")
    assert list(line) == KEYS
    assert line["object"] == {"id": japan.id, "label": "Japan", "type": "Country", "aliases": ["Japan"]}
    assert (line["open"], line["attributed_to"], line["confidence"]) == (False, None, 0.93)
    (evidence,) = line["evidence"]
    wanted = {"article": "2024/tokyo", "start": 0, "end": 20, "quote": "Ann Lee visits Japan", "source": "Daily"}
    wanted |= {"subject": [0, 7], "trigger": [8, 14], "object": [15, 20], "rule": "by hand"}
    assert {key: evidence[key] for key in wanted} == wanted


def test_lines_are_sorted_and_the_same_twice(graph: Given, tmp_path: Path) -> None:
    backwards = Given(facts_=list(reversed(graph.facts_)), articles=graph.articles)
    jsonl.export(graph, tmp_path / "one")
    jsonl.export(backwards, tmp_path / "two")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    lines = (tmp_path / "one").read_text(encoding="utf-8").split("\n")[:-1]
    assert lines == sorted(lines)


def test_without_open_only_what_the_ontology_knows(tmp_path: Path) -> None:
    jsonl.export(awkward(), tmp_path / "x", open=False)
    assert not any(line["open"] for line in _lines(tmp_path / "x"))

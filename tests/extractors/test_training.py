"""People teach the learned extractor relations of their own by marking text."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg import language, mentions, text
from kg.errors import InvalidMarks, InvalidWeights
from kg.extractors import states
from kg.extractors.marks import MarkedText, read_marked
from kg.extractors.training import Care, train
from kg.extractors.weights import Weights
from kg.model import Article, Statement
from kg.ontology import read

# Who insures whom: a relation that no shipped ontology or weights know. {0} insures {1}.
SENTENCES = [
    "{0} insures {1} against storms.",
    "{1} is insured by {0}.",
    "{0} insured {1} last year.",
    "{1}, insured by {0}, reported the loss.",
    "Since May {0} insures {1}.",
]
OTHER = [
    "{0} sued {1} over the storm.",
    "{1} is a rival of {0}.",
    "{0} met {1} in May.",
    "{1}, founded by {0}, reported a loss.",
    "{0} bought {1} last year.",
]
COMPANIES = [
    ("Hartwell Corp", "Delmar Shipping Inc"),
    ("Kestrel Insurance Ltd", "Orbis Airlines"),
    ("Norwood Group", "Castell Motors"),
    ("Allman Holdings", "Pemberton Foods Inc"),
]


def marked(number: int, sentence: str, pair: tuple[str, str], *, holds: bool) -> dict[str, Any]:
    words = sentence.format(*pair)
    ends = [{"start": words.index(name), "end": words.index(name) + len(name)} for name in pair]
    statements = [{"subject": ends[0], "relation": "insures", "object": ends[1]}] if holds else []
    return {"id": str(number), "text": words, "relations": ["insures"], "statements": statements}


@pytest.fixture(scope="module")
def marked_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = [
        marked(number, sentence, COMPANIES[(number + shift) % 4], holds=sentence in SENTENCES)
        for shift in (0, 2)
        for number, sentence in enumerate(SENTENCES + OTHER)
    ]
    path = tmp_path_factory.mktemp("marked") / "insures.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def weights(marked_path: Path) -> Path:
    out = marked_path.parent / "weights"
    learned = train([marked_path], out)
    assert (learned.texts, learned.examples, learned.relations) == (20, 10, ("insures",))
    return out


def found(weights: Path, *texts: str) -> list[Statement]:
    documents = [text.cut(Article(id=str(i), text=words)) for i, words in enumerate(texts)]
    return list(states.extract(mentions.find(language.parse(documents)), ontology=read(), weights=weights))


def test_a_relation_of_ones_own_is_found_in_new_text(weights: Path) -> None:
    """Twenty marked sentences are enough for the same words about other companies, in both voices."""
    said = found(weights, "Brackley Corp insures Winslow Motors.", "Winslow Motors is insured by Brackley Corp.")
    assert {(s.article, s.subject.text.rstrip("."), s.relation, s.object.text if s.object else "") for s in said} == {
        ("0", "Brackley Corp", "insures", "Winslow Motors"),
        ("1", "Brackley Corp", "insures", "Winslow Motors"),
    }


def test_what_was_not_marked_is_not_said(weights: Path) -> None:
    """A text that is fully marked teaches what the relation is not."""
    assert not found(weights, "Brackley Corp sued Winslow Motors.", "Brackley Corp met Winslow Motors in June.")


def test_the_same_marks_give_the_same_bytes(weights: Path, marked_path: Path) -> None:
    """Weights can be compared by digest."""
    again = weights.parent / "again"
    train(marked_path, again)
    assert again.read_bytes() == weights.read_bytes()


def test_care_says_less(weights: Path, marked_path: Path) -> None:
    """Nothing is said with less confidence than was asked for."""
    careful = weights.parent / "careful"
    train(marked_path, careful, care=Care(min_confidence=0.97))
    usual, strict = (
        found(path, "Brackley Corp insures Winslow Motors.", "Since June Brackley Corp insures the Winslow Group.")
        for path in (weights, careful)
    )
    assert len(strict) <= len(usual)
    assert all(statement.confidence >= 0.97 for statement in strict)


def test_weights_are_read_as_they_were_written(weights: Path, tmp_path: Path) -> None:
    """A round trip keeps every number."""
    copy = tmp_path / "copy"
    Weights.read(weights).write(copy)
    assert copy.read_bytes() == weights.read_bytes()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", r"marked\.jsonl:1"),
        ('{"text": "x", "statements": [{"subject": {"start": 0, "end": 9}}]}', r"marked\.jsonl:1"),
        (
            '{"text": "Ann", "statements": [{"subject": {"start": 0, "end": 9}, "relation": "r", '
            '"object": {"start": 0, "end": 1}}]}',
            "no place in a text of 3",
        ),
    ],
)
def test_broken_marks_name_their_line(line: str, message: str, tmp_path: Path) -> None:
    """Line number and what is wrong, not a traceback."""
    path = tmp_path / "marked.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(InvalidMarks, match=message):
        list(read_marked(path))


def test_too_few_marks_are_an_error(tmp_path: Path) -> None:
    """Three examples teach nothing, and training says so."""
    path = tmp_path / "marked.jsonl"
    rows = [marked(number, SENTENCES[0], COMPANIES[number], holds=True) for number in range(3)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with pytest.raises(InvalidMarks, match="marked 4 times"):
        train(path, tmp_path / "weights")


def test_a_text_without_marks_is_read(tmp_path: Path) -> None:
    """An empty list of statements is a text that states nothing of the relations it is marked for."""
    path = tmp_path / "marked.jsonl"
    path.write_text('{"id": "a", "text": "Ann saw Bo.", "relations": ["r"], "statements": []}\n', encoding="utf-8")
    assert list(read_marked(path)) == [MarkedText(id="a", text="Ann saw Bo.", relations=frozenset({"r"}), marks=())]


def test_weights_whose_parts_do_not_fit_are_refused(weights: Path, tmp_path: Path) -> None:
    """A damaged file is found when it is read, not when it is used."""
    damaged = tmp_path / "damaged"
    whole = Weights.read(weights)
    replace(whole, scale=whole.scale[:-1]).write(damaged)
    with pytest.raises(InvalidWeights, match="scale has the shape"):
        Weights.read(damaged)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"[1, 2]"])
def test_a_file_of_something_else_is_no_weights(content: bytes, tmp_path: Path) -> None:
    """The message says which file and what writes one."""
    path = tmp_path / "weights"
    path.write_bytes(content)
    with pytest.raises(InvalidWeights, match="kg train"):
        Weights.read(path)

"""Descriptions are typed by their noun and reach as far as they say what is meant."""

import pytest

from kg.model import MentionKind
from tests.mentions.reading import found, read


@pytest.mark.parametrize(
    ("text", "description", "class_id"),
    [
        ("The chipmaker hired a lawyer.", "The chipmaker", "Company"),
        ("Her husband is a lawyer.", "Her husband", "Person"),
        ("A number of airlines closed.", "A number of airlines", "Company"),
        ("The president of France spoke.", "The president of France", "Person"),
        ("They signed the peace treaty.", "the peace treaty", "Policy"),
        ("The idea was good.", "The idea", "Thing"),
        ("The Prime Minister resigned.", "The Prime Minister", "Person"),
        ("Acme chief executive Jane Doe left.", "Acme chief executive", "Person"),
        ("Acme chief executive Jane Doe left.", "Acme chief executive Jane Doe", "Person"),
    ],
)
def test_descriptions(text: str, description: str, class_id: str) -> None:
    """The head noun tells the class; a short "of" phrase belongs to the description."""
    assert found(text, MentionKind.NOMINAL)[description] == class_id


def test_a_clause_is_no_part_of_a_description() -> None:
    """What follows in a clause is said of the thing; it does not name it."""
    assert "the company" in found("It is the company that Jane Doe founded.", MentionKind.NOMINAL)


def test_pronouns() -> None:
    """Personal and relative pronouns are mentions; a question word and the word "that" before a clause are not."""
    text = "He said that the firm, which she runs, will close. Who knows its plans?"
    assert [m.text for m in read(text).mentions if m.kind is MentionKind.PRONOUN] == ["He", "which", "she", "its"]

"""What `kg link` writes: names, descriptions that say something, resolved pronouns, each once."""

from kg import linkers
from tests.mentions.reading import read


def lines(text: str) -> list[tuple[str, str]]:
    """Words and class of each line, in the order of the text."""
    links, clusters = linkers.link(read(text), (), every=True)
    linkage = linkers.resolve(clusters)
    found = sorted(linkers.mention_lines([links], linkage), key=lambda line: (line["start"], line["end"]))
    assert all(text[line["start"] : line["end"]] == line["text"] for line in found)
    assert all(line["entity"].startswith("urn:newskg:entity:") and line["reason"] for line in found)
    return [(line["text"], line["type"]) for line in found]


def test_one_line_for_each_thing_that_is_referred_to() -> None:
    """A nationality has none, a person's name has its own beside its phrase, a pronoun has the class of its entity."""
    assert lines("Japanese Prime Minister Taro Yamada thanked his friends.") == [
        ("Japanese Prime Minister", "Person"),
        ("Japanese Prime Minister Taro Yamada", "Person"),
        ("Taro Yamada", "Person"),
        ("his", "Person"),
        ("his friends", "Person"),
    ]


def test_a_phrase_around_a_thing_has_the_line() -> None:
    """ "its new iPhone" refers, so it has the line; an article alone adds nothing to a name."""
    found = [text for text, _ in lines("Apple sold its new iPhone in the United States.")]
    assert "its new iPhone" in found
    assert "iPhone" not in found
    assert "United States" in found
    assert "the United States" not in found


def test_what_nobody_can_meet_has_no_line() -> None:
    """A lone abstract noun refers to nothing that could come up again."""
    assert lines("There was great uncertainty.") == []

"""Names are found whole, without their trappings, and have the class that the text tells."""

from itertools import pairwise

import pytest

from kg import mentions
from kg.mentions.classes import compatible, family, narrower
from kg.model import MentionKind
from tests.mentions.reading import found, read

TYPED = [
    ("AI is changing how banks work.", {"AI": "Technology"}),
    ("The U.S. House of Representatives passed a bill.", {"U.S. House of Representatives": "GovernmentBody"}),
    ("Paris Hilton flew to Paris.", {"Paris Hilton": "Person", "Paris": "City"}),
    ("The Washington Post reported it from Washington.", {"Washington": "City"}),
    ("Apple opened a shop in Turkey. An apple fell from a tree.", {"Apple": "Company", "Turkey": "Country"}),
    ("The airline Foobar cancelled ten flights.", {"Foobar": "Company"}),
    ("Quuxor, a chipmaker, hired 200 people.", {"Quuxor": "Company"}),
    ("Norstad Corp. sued Belgrave Ltd. on Monday.", {"Norstad Corp.": "Company"}),
    ("Quuxor's chief executive resigned.", {"Quuxor": "Organization"}),
    ("Mrs Okonkwo thanked Mr Ferrand.", {"Okonkwo": "Person", "Ferrand": "Person"}),
    ("He bought an iPhone 4 and flew on an Airbus A380.", {"iPhone 4": "Product", "Airbus A380": "Product"}),
    ("The Technical University of Graz opened.", {"Technical University of Graz": "EducationalOrganization"}),
    ("Japanese officials met in Tokyo.", {"Japanese": "Country", "Tokyo": "City"}),
]


@pytest.mark.parametrize(("text", "expected"), TYPED, ids=[text for text, _ in TYPED])
def test_names_have_classes(text: str, expected: dict[str, str]) -> None:
    """The gazetteer, the words of a name, and what the text says of it decide its class."""
    names = found(text)
    assert {name: names.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    ("text", "not_there"),
    [
        ("The U.S. House of Representatives passed a bill.", "U.S."),
        ("An apple a day keeps the doctor away.", "apple"),
        ("They polish the furniture and china of the house.", "china"),
        ("The Prime Minister resigned.", "Prime Minister"),
        ("Let us meet.", "us"),
        ("The city sold 787 flags to Boeing 787 pilots.", "787"),
    ],
)
def test_what_is_no_name(text: str, not_there: str) -> None:
    """A piece of a longer name, a common word, a title and a count are no names."""
    assert not_there not in found(text)


def test_names_are_trimmed() -> None:
    """Articles, possessives and brackets around a name do not belong to it."""
    names = found("The European Union's leaders (EU) met. The Netherlands' king spoke with the Kremlin.")
    assert {"European Union", "EU"} <= set(names)
    assert not any(name.endswith(("'s", "'", "(", ")")) or name.startswith(("the ", "(")) for name in names)


def test_one_spelling_has_one_class() -> None:
    """What the text says once of a name holds for all its mentions in the article."""
    text = "Quuxor opened. Quuxor, an airline, flies to Oslo. Nobody knew Quuxor."
    classes = {m.type for m in read(text).mentions if m.text == "Quuxor"}
    assert classes == {"Company"}


def test_names_never_overlap() -> None:
    """Each token belongs to one name at most, and mentions come sorted by place."""
    text = (
        "Boeing 787 jets fly for Qatar Airways. The 787 is made in Everett, Washington, by Boeing Commercial Airplanes."
    )
    names = [m.span for m in read(text).mentions if m.kind is MentionKind.NAME]
    assert all(a.end <= b.start for a, b in pairwise(names))
    spans = [m.span for m in read(text).mentions]
    assert [s.start for s in spans] == sorted(s.start for s in spans)


def test_bare_model_numbers_after_the_full_name() -> None:
    """After "Boeing 787", "the 787" is that product."""
    assert found("Boeing 787 orders rose. The 787 is light.")["787"] == "Product"


def test_mentions_are_words_of_the_article() -> None:
    """Text and offsets of every mention agree, the head lies inside, and values carry their value."""
    text = "On April 10, 2024, Quuxor paid US$52.5 million for 30% of Belgrave Ltd., which it had sued."
    document = read(text)
    for mention in document.mentions:
        assert mention.span.of(text) == mention.text
        assert mention.head is not None
        assert mention.span.start <= mention.head.start < mention.span.end
    values = {m.text: m.value for m in document.mentions if m.kind is MentionKind.VALUE}
    assert values["April 10, 2024"] == "2024-04-10"
    assert values["US$52.5 million"] == "US$52.5 million"


def test_by_token_and_by_head() -> None:
    """A token leads to the shortest mention around it, a head to the name rather than the description."""
    document = read("Japanese Prime Minister Taro Yamada arrived.")
    tokens = {token.text: token.i for token in document.doc}
    by_token, by_head = mentions.by_token(document), mentions.by_head(document)
    assert by_token[tokens["Taro"]].text == "Taro Yamada"
    assert by_token[tokens["Japanese"]].type == "Country"
    assert by_head[tokens["Yamada"]].text == "Taro Yamada"
    assert by_head[tokens["Minister"]].text == "Japanese Prime Minister"


def test_an_empty_article_mentions_nothing() -> None:
    """Nothing in, nothing out."""
    assert read("").mentions == ()


def test_families() -> None:
    """A Company may be an Organization, never a Person; Thing may be anything."""
    assert compatible("Company", "Organization")
    assert compatible("Thing", "Person")
    assert not compatible("Person", "Company")
    assert not compatible("City", "Country")
    assert narrower("Organization", "Company") == narrower("Company", "Organization") == "Company"
    assert family("Politician") == "person"

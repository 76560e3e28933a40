"""Within an article: who is meant, why, and who is never taken for whom."""

from dataclasses import replace

import pytest

from kg import linkers
from kg.model import Evidence, Mention, MentionKind, Span, Statement, Surface
from tests.linkers.reading import cluster_of, link, reason_of, unlinked, who
from tests.mentions.reading import read

SAME = [
    # names
    ("The U.S. left. America returned. The United States stayed.", ("U.S.", "America", "United States")),
    ("Norstad Corp. grew. Norstad hired.", ("Norstad Corp.", "Norstad")),
    ("Tim Cook met Mr. Xu. Cook smiled.", ("Tim Cook", "Cook")),
    ("Bill Hartley spoke. William Hartley sat down.", ("Bill Hartley", "William Hartley")),
    ("The European Aviation Safety Agency (EASA) met. EASA voted.", ("European Aviation Safety Agency", "EASA")),
    ("The World Peach Growers Union met. WPGU voted.", ("World Peach Growers Union", "WPGU")),
    ("The US Air Force bought jets. The Air Force flew.", ("US Air Force", "Air Force")),
    ("Osama bin Laden hid. The search for bin Laden ended.", ("Osama bin Laden", "bin Laden")),
    ("Nouri al-Maliki spoke. Mr. Maliki was brief.", ("Nouri al-Maliki", "Maliki")),
    ("Gerald Ford was buried. Ford was remembered as honest.", ("Gerald Ford", "Ford")),
    ("Nick Saban won. Saban thanked his wife, Terry Saban. Saban smiled.", ("Nick Saban", "Saban")),
    ("Martin King, Jr. spoke. King was applauded.", ("Martin King, Jr.", "King")),
    ("The Miami Heat lost. The Heat had won twice.", ("Miami Heat", "Heat")),
    # descriptions
    ("Quuxor, a chipmaker, grew. The chipmaker hired.", ("Quuxor", "a chipmaker", "The chipmaker")),
    ("Finance minister Ana Reyes quit.", ("Ana Reyes", "Finance minister")),
    ("Ana Reyes, the finance minister, quit.", ("Ana Reyes", "the finance minister")),
    ("Ryanair is an airline.", ("Ryanair", "an airline")),
    ("They placed an order. The order was large.", ("an order", "The order")),
    ("Norstad Corp. won a contract. The company hired 200 people.", ("Norstad Corp.", "The company")),
    ("They signed a deal on Monday. The agreement ends a strike.", ("a deal", "The agreement")),
    ("Their partnership is new. This powerful alliance will last.", ("Their partnership", "This powerful alliance")),
    ("Quuxor, an airline, grew. The airline, which is small, hired.", ("Quuxor", "The airline")),
    (
        "Transport minister quits\nAna Reyes, the transport minister, quit on Monday.",
        ("Transport minister", "Ana Reyes"),
    ),
    ("He uses the iPad tablet. The iPad is thin.", ("the iPad tablet", "iPad")),
    # pronouns
    ("Anna Berg said she would run.", ("Anna Berg", "she")),
    ("Intel said it would appeal.", ("Intel", "it")),
    ("Tesla cut its prices.", ("Tesla", "its")),
    ("Voters were angry. They stayed at home.", ("Voters", "They")),
    ("She moved to Lima, where she died.", ("Lima", "where")),
    ("“Our company is glad,” said Norstad Corp. chief executive Jane Doe.", ("Norstad Corp.", "Our company")),
    ("Dr. Maria Lopez, who was born in Lima, works here.", ("Maria Lopez", "who")),
    ("“I am proud,” said Jane Doe.", ("Jane Doe", "I")),
    ("“We are glad,” said Norstad Corp. chief executive Jane Doe.", ("Norstad Corp.", "We")),
]


@pytest.mark.parametrize(("text", "together"), SAME, ids=[text for text, _ in SAME])
def test_who_is_one(text: str, together: tuple[str, ...]) -> None:
    """These words mean one person, place or thing."""
    assert any(set(together) <= several for several in who(text)), who(text)


APART = [
    ("Paris Hilton flew to Paris.", "Paris Hilton", "Paris"),
    ("The Washington Post is printed in Washington.", "The Washington Post", "Washington"),
    ("Georgia's president flew to Atlanta, Georgia. He saw Tbilisi.", "Atlanta", "Georgia"),
    ("John Smith sued Mary Smith. Smith won.", "John Smith", "Smith"),
    ("John Smith sued Mary Smith. Smith won.", "Mary Smith", "Smith"),
    ("John Smith met Mary Smith. He left.", "Mary Smith", "He"),
    ("Apple sued Apple Corps in London.", "Apple", "Apple Corps"),
    ("North Korea threatened South Korea.", "North Korea", "South Korea"),
    ("Harrison Ford drove a Ford.", "Harrison Ford", "Ford"),
    ("Ford recalled cars. Harrison Ford did not care. Ford apologised.", "Harrison Ford", "Ford"),
    ("Michael Jordan flew to Amman. Jordan's king met him in Jordan.", "Michael Jordan", "Jordan"),
    ("Boeing has a supplier. The Boeing supplier is small.", "Boeing", "The Boeing supplier"),
    ("A minister met another minister. The other minister left.", "A minister", "The other minister"),
    ("Intel sued AMD. Its rival denied it. The European firm did not.", "Intel", "The European firm"),
    ("The company met the other company.", "The company", "the other company"),
    ("Boeing sued its rival Airbus. The European company denied it.", "Boeing", "The European company"),
    ("Microsoft and Google met. Both said no.", "Microsoft", "Google"),
]


@pytest.mark.parametrize(("text", "one", "other"), APART, ids=[f"{t} {a}/{b}" for t, a, b in APART])
def test_who_is_two(text: str, one: str, other: str) -> None:
    """These words mean two, or nobody knows."""
    assert not any({one, other} <= several for several in who(text)), who(text)


def test_the_state_and_the_country() -> None:
    """After a city of the United States, Georgia is the state."""
    text = "Georgia's president flew to Atlanta, Georgia."
    keys = {cluster.key for cluster in link(text)[1]}
    assert {"country:GE", "region:Georgia, US"} <= keys


def test_two_smiths_and_a_title() -> None:
    """ "Mrs Smith" is the woman of the two; a bare "Smith" is neither."""
    text = "John Smith sued his wife Mary Smith. Mrs Smith declined to comment. Smith won."
    assert cluster_of(text, "Mary Smith").index == cluster_of(text, "Mrs Smith").index
    assert cluster_of(text, "Smith").index not in {cluster_of(text, n).index for n in ("John Smith", "Mary Smith")}


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Washington imposed sanctions on Beijing.", "Washington", "United States"),
        ("Washington imposed sanctions on Beijing.", "Beijing", "China"),
        ("The Kremlin said no.", "Kremlin", "Russia"),
        ("Talks between Moscow and Kyiv failed.", "Kyiv", "Ukraine"),
        ("There are concerns in London and Tokyo.", "Tokyo", "Japan"),
        ("Brussels proposed new tariffs.", "Brussels", "European Union"),
        ("He was born in Beijing.", "Beijing", "Beijing"),
        ("The two sides held talks in Geneva and Moscow.", "Moscow", "Moscow"),
        ("Japanese cars sell well.", "Japanese", "Japan"),
    ],
)
def test_metonyms_and_demonyms(text: str, name: str, label: str) -> None:
    """A capital is its government only where it acts or is dealt with; a nationality is its country."""
    assert cluster_of(text, name).names[0] == label


def test_countries_carry_their_item() -> None:
    """What the gazetteer knows has a key beyond the article, and a country its Wikidata item."""
    cluster = cluster_of("Japan agreed.", "Japan")
    assert cluster.key == "country:JP"
    assert cluster.same_as == ("http://www.wikidata.org/entity/Q17",)


@pytest.mark.parametrize(
    "text",
    [
        "It is likely that taxes will rise.",
        "It seems that nobody knows.",
        "It was raining.",
        "It took years.",
        "You know who did it.",
    ],
)
def test_it_that_stands_for_nothing(text: str) -> None:
    """Nobody is invented for a pronoun that stands for nothing, or that anybody may be."""
    assert set(unlinked(text)) & {"It", "it"}


def test_reasons_are_said_in_words() -> None:
    """Every link says why, so that a journalist can judge it."""
    text = "Tim Cook, Apple's chief executive, met officials. Cook said he was glad. Washington said no."
    assert reason_of(text, "Cook") == "surname of Tim Cook"
    assert reason_of(text, "he") == "pronoun: he is Tim Cook"
    assert reason_of(text, "Washington") == "capital for government: Washington for United States"
    assert reason_of(text, "Apple's chief executive") == "apposition: Tim Cook, Apple's chief executive"
    assert all(one.reason for one in link(text)[0])


def test_an_unnamed_thing_is_called_by_its_words() -> None:
    """The label of a thing without a name is its description without the article."""
    cluster = cluster_of("They built a research lab. The lab works.", "The lab")
    assert cluster.names == ("research lab", "lab")
    assert not cluster.named


def test_bodies_that_every_country_has() -> None:
    """ "Supreme Court" means one court only within its article."""
    assert not cluster_of("The Supreme Court ruled.", "Supreme Court").named
    assert cluster_of("The Bundestag voted.", "Bundestag").named


def _mention(text: str, part: str, kind: MentionKind, head: str) -> Mention:
    start = text.index(part)
    inside = start + part.index(head)
    return Mention(
        article="a",
        span=Span(start, start + len(part)),
        text=part,
        type="Thing",
        kind=kind,
        head=Span(inside, inside + len(head)),
    )


def test_every_end_of_a_statement_has_a_link() -> None:
    """Also an end that no mention finder saw: by its head it is what it contains, else a thing of its own."""
    text = "Japanese Prime Minister Taro Yamada praised something strange in Tokyo in 2013."
    subject = _mention(text, "Prime Minister Taro Yamada", MentionKind.NOMINAL, "Yamada")
    thing = _mention(text, "something strange", MentionKind.NOMINAL, "something")
    year = _mention(text, "2013", MentionKind.VALUE, "2013")
    evidence = Evidence(article="a", sentence=Span(0, len(text)), quote=text)
    words = Surface(subject=subject.text, relation="praised")
    statements = [
        Statement(article="a", subject=subject, relation=None, object=end, surface=words, evidence=evidence)
        for end in (thing, year)
    ]
    links, clusters = linkers.link(read(text), statements)
    by_span = {one.mention.span: clusters[one.cluster] for one in links}
    assert by_span[subject.span].names[0] == "Taro Yamada"
    assert by_span[thing.span].names == ("something strange",)
    assert year.span not in by_span


def test_an_office_is_not_who_holds_it() -> None:
    """That Ana Reyes holds the position of mayor joins two things, though "Mayor Ana Reyes" is one person."""
    text = "Mayor Ana Reyes smiled. She was tired."
    person = next(m for m in read(text).mentions if m.text == "Ana Reyes")
    office = replace(_mention(text, "Mayor", MentionKind.NAME, "Mayor"), type="Position")
    evidence = Evidence(article="a", sentence=Span(0, 23), quote=text[:23])
    words = Surface(subject="Ana Reyes", relation="Mayor")
    said = Statement(
        article="a", subject=person, relation="holdsPosition", object=office, surface=words, evidence=evidence
    )
    links, clusters = linkers.link(read(text), [said])
    by_type = {one.mention.type: clusters[one.cluster] for one in links if one.mention in (person, office)}
    assert by_type["Position"].names == ("Mayor",)
    assert by_type["Person"].names == ("Ana Reyes",)
    assert any(one.mention.text == "She" and clusters[one.cluster].names == ("Ana Reyes",) for one in links)


def test_every_description_on_request() -> None:
    """With `every`, a lone description has a link too, and no other cluster changes its index."""
    document = read("Intel hired a young engineer. Intel is glad.")
    links, clusters = linkers.link(document, ())
    more, all_clusters = linkers.link(document, (), every=True)
    assert all_clusters[: len(clusters)] == clusters
    assert set(links) < set(more)
    assert "young engineer" in {cluster.names[0] for cluster in all_clusters}


def test_an_unparsed_document_has_no_links() -> None:
    """An empty article links nobody."""
    assert linkers.link(read(""), ()) == ((), ())


def test_a_long_hostile_article_ends() -> None:
    """Ten thousand names and pronouns are linked in a bounded time, as every look back is bounded."""
    text = "John Smith met Mary Smith and it said that Acme Corp. of Paris sued them. " * 600
    links, _ = linkers.link(read(text), ())
    assert len(links) > 2000

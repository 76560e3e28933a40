"""What open statements say of ordinary sentences, and who they are about."""

import pytest

from kg import language
from kg.extractors import clauses
from kg.extractors.open import mentions_by_head, open_statement, open_statements
from kg.model import Article, Document, Line, Mention, MentionKind, Role, Span, Statement

WHOLE = {
    "Kenya signed the pact.": ["Kenya | signed | the pact"],
    "The mayor opened the bridge in May.": ["The mayor | opened | the bridge | in May"],
    "The bridge was built by Dutch engineers.": ["The bridge | was built by | Dutch engineers"],
    "The bridge was built in 1932 by engineers.": ["The bridge | was built by | engineers | in 1932"],
    "Lopez became president in 2019.": ["Lopez | became | president | in 2019"],
    "Lopez is the mayor of Springfield.": ["Lopez | is | the mayor of Springfield"],
    "Turkey plans to buy the jets.": ["Turkey | plans to buy | the jets"],
    "Ford is unlikely to sell the plant.": ["Ford | is unlikely to sell | the plant"],
    "Kenya did not sign the pact.": ["Kenya | did not sign | the pact"],
    "The minister said that prices fell.": ["The minister | said that | prices fell", "prices | fell | "],
    "Kim works for Merck.": ["Kim | works for | Merck"],
    "Kim relies heavily on Lee.": ["Kim | relies heavily on | Lee"],
    "Kim held talks with Lee.": ["Kim | held talks with | Lee"],
    "Kim is familiar with the plan.": ["Kim | is familiar with | the plan"],
    "Oslo is a city that grows.": ["Oslo | is | a city", "Oslo | grows | "],
    "Kim bought the shares and sold the bonds.": ["Kim | bought | the shares", "Kim | sold | the bonds"],
    "On Monday Kim bought the shares and sold the bonds.": [
        "Kim | bought | the shares | On Monday",
        "Kim | sold | the bonds | On Monday",
    ],
    "Kim and Lee met Park.": ["Kim and Lee | met | Park"],
    "Kim was re-elected in 2010.": ["Kim | was re-elected in | 2010"],
    "Kim co-founded Acme with Lee.": ["Kim | co-founded | Acme | with Lee"],
    "The firm gained weight by buying rivals.": [
        "The firm | gained | weight | by buying rivals",
        "The firm | gained weight by buying | rivals",
    ],
    "The canal was opened to carry coal.": ["The canal | was opened to carry | coal"],
    "Maria Lopez, the mayor, left.": ["Maria Lopez | left | ", "Maria Lopez | be | the mayor"],
    "Kim lives in Toulouse, France.": ["Kim | lives in | Toulouse | France", "Toulouse | is in | France"],
    "The painter Maria Lopez left.": ["The painter Maria Lopez | left | ", "Maria Lopez | be | The painter"],
    "Kim bought a bridge built by Lee.": [
        "Kim | bought | a bridge | built by Lee",
        "a bridge | be built by | Lee",
    ],
    "Unhappy with the deal, Kim left.": ["Kim | left | ", "Kim | be Unhappy with | the deal"],
    "Founded in 1999, the firm makes engines.": ["the firm | Founded in | 1999", "the firm | makes | engines"],
    "Mr. Lee left.": ["Mr. Lee | left | "],
    "The shop sold paper, ink and glue.": [
        "The shop | sold | paper",
        "The shop | sold | ink",
        "The shop | sold | glue",
    ],
}

PARTS = {
    "Kim met Lee in Oslo during the talks.": ["Kim | met Lee in | Oslo", "Kim | met Lee during | the talks"],
    "Lopez is the mayor of Springfield.": ["Lopez | is the mayor of | Springfield"],
    "Kim and Lee met Park.": ["Kim | met | Park", "Lee | met | Park"],
    "Kenya signed the pact.": [],
}

SILENT = ["", "Yes.", "Mr. Lee.", "The old bridge over the river."]


def read(text: str, *mentions: Mention) -> list[Statement]:
    doc = language.load()(text)
    line = Line(span=Span(0, len(text)), role=Role.BODY)
    document = Document(article=Article(id="a", text=text), lines=(line,), mentions=mentions, doc=doc)
    known = mentions_by_head(document)
    return [
        statement
        for sentence in doc.sents
        for clause in clauses.find(sentence)
        for statement in open_statements(clause, document, known)
        if clause.rule not in ("nominal event", "object event")
    ]


def shown(statement: Statement) -> str:
    surface = statement.surface
    return " | ".join((surface.subject, surface.relation, surface.object, *surface.args))


def is_part(statement: Statement) -> bool:
    return statement.evidence.rule.endswith(", in part")


@pytest.mark.parametrize(("text", "expected"), WHOLE.items(), ids=list(WHOLE))
def test_clauses_are_said_as_a_whole(text: str, expected: list[str]) -> None:
    assert [shown(s) for s in read(text) if not is_part(s)] == expected


@pytest.mark.parametrize(("text", "expected"), PARTS.items(), ids=list(PARTS))
def test_each_further_participant_is_said_in_part(text: str, expected: list[str]) -> None:
    assert [shown(s) for s in read(text) if is_part(s)] == expected


@pytest.mark.parametrize("text", SILENT)
def test_what_has_no_verb_says_nothing(text: str) -> None:
    assert read(text) == []


def test_a_part_is_less_sure_than_the_whole() -> None:
    whole, part = read("Kim met Lee in Oslo.")
    assert part.confidence < whole.confidence


def test_a_known_mention_is_taken_by_its_head() -> None:
    text = "President Kim met Lee."
    known = Mention(article="a", span=Span(0, 13), text="President Kim", type="Person", head=Span(10, 13))
    (statement,) = read(text, known)
    assert statement.subject == known
    assert statement.object is not None
    assert (statement.object.text, statement.object.type, statement.object.kind) == (
        "Lee",
        "Thing",
        MentionKind.NOMINAL,
    )


def test_a_pronoun_stays_a_pronoun() -> None:
    (statement,) = read("She left Oslo.")
    assert statement.subject.kind is MentionKind.PRONOUN


@pytest.mark.parametrize("text", ["Kim said that prices fell.", "Kim left quickly.", "The plan is good."])
def test_a_clause_an_adverb_or_an_adjective_is_no_entity(text: str) -> None:
    assert read(text)[0].object is None


def test_evidence_holds_the_sentence_and_the_words_of_the_relation() -> None:
    text = "It rained. Kenya has signed the pact."
    statement = read(text)[-1]
    assert statement.evidence.quote == "Kenya has signed the pact."
    assert statement.evidence.trigger is not None
    assert statement.evidence.trigger.of(text) == "has signed"
    assert statement.relation is None


def test_a_description_is_the_evidence_of_what_it_says() -> None:
    text = "Maria Lopez, the mayor, left."
    trigger = read(text)[-1].evidence.trigger
    assert trigger is not None
    assert trigger.of(text) == "mayor"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kim's visit to Lee ended.", ["Kim | visit to | Lee"]),
        ("The firm's offer to Lee ended.", ["The firm | offer to | Lee"]),
        ("The firm's offer to the city ended.", []),
        ("Kim's offer to the city ended.", []),
    ],
)
def test_a_noun_of_action_says_what_joins_to_a_name(text: str, expected: list[str]) -> None:
    doc = language.load()(text)
    names = [
        Mention(article="a", span=Span(at, at + 3), text=text[at : at + 3], type="Person")
        for at in (text.find("Kim"), text.find("Lee"))
        if at >= 0
    ]
    document = Document(article=Article(id="a", text=text), lines=(), mentions=tuple(names), doc=doc)
    found = [c for s in doc.sents for c in clauses.find(s) if c.rule == "nominal event"]
    assert [shown(s) for c in found for s in open_statements(c, document)] == expected


def test_two_names_side_by_side_say_nothing() -> None:
    doc = language.load()("Mr. Lee left.")
    document = Document(article=Article(id="a", text=doc.text), lines=(), doc=doc)
    titles = [c for s in doc.sents for c in clauses.find(s) if c.rule == "title"]
    assert [open_statement(title, document) for title in titles] == [None] * len(titles)


def test_what_is_said_within_what_is_said_is_less_sure() -> None:
    *_, said = read("Lee said that prices fell.")
    *_, said_by_another = read("Park wrote that Lee said that prices fell.")
    assert shown(said) == shown(said_by_another)
    assert said_by_another.confidence < said.confidence

"""Clauses and open statements of sentences that no grammar foresees: nothing raises, ends late, or leaves the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg import language
from kg.extractors import clauses
from kg.extractors.open import mentions_by_head, open_statements
from kg.model import Article, Document, Line, Role, Span, Statement
from tests.clock import cheapest

VOCAB = Vocab()
WORDS = [
    "Kim",
    "be",
    "is",
    "to",
    "who",
    "of",
    "by",
    ",",
    "``",
    "''",
    "re",
    "bought",
    "such",
    "as",
    "including",
    "talks",
]
DEPS = [
    "nsubj",
    "nsubjpass",
    "csubj",
    "expl",
    "dobj",
    "attr",
    "acomp",
    "oprd",
    "xcomp",
    "ccomp",
    "advcl",
    "relcl",
    "acl",
    "conj",
    "cc",
    "prep",
    "pobj",
    "pcomp",
    "agent",
    "dative",
    "appos",
    "compound",
    "poss",
    "case",
    "amod",
    "nmod",
    "aux",
    "auxpass",
    "neg",
    "prt",
    "mark",
    "advmod",
    "npadvmod",
    "det",
    "punct",
    "parataxis",
    "dep",
]
TAGS = [
    "NN",
    "NNP",
    "NNS",
    "VB",
    "VBD",
    "VBG",
    "VBN",
    "VBZ",
    "TO",
    "IN",
    "WDT",
    "WP",
    "WRB",
    "PRP",
    "DT",
    "JJ",
    "RB",
    "CD",
    ",",
    "``",
    "''",
    "POS",
    "MD",
    "HYPH",
]
PARTS = [
    "NOUN",
    "PROPN",
    "VERB",
    "AUX",
    "ADP",
    "SCONJ",
    "PRON",
    "DET",
    "ADJ",
    "ADV",
    "NUM",
    "PUNCT",
    "PART",
    "CCONJ",
    "SPACE",
]


@st.composite
def trees(draw: st.DrawFn) -> Doc:
    """A sentence with any words, each hanging on an earlier word on any dependency."""
    size = draw(st.integers(1, 30))
    choose = lambda values: draw(st.lists(st.sampled_from(values), min_size=size, max_size=size))  # noqa: E731
    heads = [0] + [draw(st.integers(0, i - 1)) for i in range(1, size)]
    deps = ["ROOT", *choose(DEPS)[1:]]
    words = choose(WORDS)
    return Doc(VOCAB, words=words, heads=heads, deps=deps, tags=choose(TAGS), pos=choose(PARTS), lemmas=words)


def statements(doc: Doc) -> list[Statement]:
    article = Article(id="a", text=doc.text)
    line = Line(span=Span(0, len(doc.text)), role=Role.BODY)
    document = Document(article=article, lines=(line,), doc=doc)
    known = mentions_by_head(document)
    found: list[Statement] = []
    for sentence in doc.sents:
        for clause in clauses.find(sentence):
            found += open_statements(clause, document, known)
    return found


def check(doc: Doc) -> None:
    words = set(doc.text.split())
    for statement in statements(doc):
        surface = statement.surface
        said = " ".join((surface.subject, surface.relation, surface.object, *surface.args)).split()
        assert all(word in words or word in doc.text for word in said)
        assert surface.subject and surface.relation
        assert 0 < statement.confidence <= 1
        for mention in (statement.subject, statement.object):
            if mention is not None:
                assert mention.span.of(doc.text) == mention.text
                assert mention.head is not None and mention.span.contains(mention.head)
        evidence = statement.evidence
        assert evidence.sentence.of(doc.text) == evidence.quote
        assert evidence.trigger is not None and evidence.sentence.contains(evidence.trigger)


@given(trees())
@settings(max_examples=300, deadline=None)
def test_any_tree_yields_statements_in_its_own_words(doc: Doc) -> None:
    check(doc)


ODD = [
    "",
    "?",
    "Buffalo buffalo Buffalo buffalo buffalo buffalo Buffalo buffalo.",
    "((((((((((((((((",
    "of of of of of in in in in at at to to to",
    "He said she said he said she said he said she said he left.",
    '"""" "" "\'\' `` `` "',
    "Kim, who, which, that, whose, what.",
    "2006-05-01 3.5 % $ 4 -- ; : ...",
    "日本は米国と会談した。",
    "re-re-re-elected co-co-founder",
    "To be or not to be, that is to say to be.",
]


@pytest.mark.parametrize("text", ODD)
def test_odd_text_yields_statements_in_its_own_words(text: str) -> None:
    check(language.load()(text))


LONG = [
    "Kim" + ", Lee" * 190 + " and Park met Cho" + ", Ahn" * 190 + " and Yoon in Oslo.",
    "Kim said " * 200 + "she left.",
    "The man " + "of the man " * 150 + "left.",
    "Kim " + "in a car " * 180 + "left.",
    "Kim " + "who met Lee " * 150 + "left.",
    "a " * 900,
    "Kim bought and sold " * 120,
]


@pytest.mark.parametrize("text", LONG, ids=range(len(LONG)))
def test_a_long_sentence_costs_little(text: str) -> None:
    doc = language.load()(text[: language.LONGEST_PIECE])
    assert cheapest(lambda: statements(doc)) < 0.5

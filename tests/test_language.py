"""A parse lies over its article character by character, whatever the article is."""

import json
from pathlib import Path

import pytest

from kg import language
from kg.model import Article, Document
from kg.text import cut

SHARED = Path(__file__).parents[1] / ".." / "shared" / "bad"
WRAPPED = (
    "Tea prices rise\n\nThe chief executive of the company, Mara\nLindqvist, said on Monday that Northwind\n"
    "Batteries would buy a mine in Chile. Nobody\nelse in the whole of Norway had made an offer\nfor it so far.\n"
)


def parsed(text: str) -> Document:
    (document,) = language.parse([cut(Article(id="a", text=text))])
    return document


def test_a_parse_is_as_long_as_its_article_and_tokens_point_into_it() -> None:
    text = "Tea prices rise\n\nShare\n\nThe king visited Oslo on Monday.\r\n\r\nHe met the queen.\n"
    doc = parsed(text).doc
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


def test_a_headline_never_glues_to_the_next_line() -> None:
    doc = parsed("Northwind buys Altamar\nNorway is a country. It is rich.").doc
    starts = {sentence.start_char for sentence in doc.sents}
    assert {0, 23} <= starts


def test_a_sentence_wrapped_at_a_width_is_one() -> None:
    doc = parsed(WRAPPED).doc
    assert len(doc.text) == len(WRAPPED)
    (sentence, _) = [s for s in language.sentences(doc) if len(s) > 8]
    assert sentence.text.endswith("mine in Chile.")
    assert "Northwind Batteries" in {entity.text for entity in doc.ents}


def test_a_parse_does_not_depend_on_what_else_is_parsed() -> None:
    """Incremental builds and builds at once must read the same: batches change nothing, not a head, not a name."""
    texts = [WRAPPED, "The king visited Oslo on Monday.", "Tea rises\n" + "The queen met the king in Oslo. " * 40] * 3
    documents = [cut(Article(id=str(number), text=text)) for number, text in enumerate(texts)]
    together = list(language.parse(documents))
    for document, alone in zip(together, (next(language.parse([d])) for d in documents), strict=True):
        assert [(t.text, t.head.i, t.tag_) for t in document.doc] == [(t.text, t.head.i, t.tag_) for t in alone.doc]
        assert [(e.text, e.label_) for e in document.doc.ents] == [(e.text, e.label_) for e in alone.doc.ents]


def test_sentences_leave_out_gaps_and_what_is_too_long() -> None:
    doc = parsed("Tea rises\n\nShare\n\nThe king visited Oslo.\n\n" + "tea and coffee and " * 100 + "cocoa rise").doc
    found = list(language.sentences(doc))
    assert [sentence.text for sentence in found][:2] == ["Tea rises", "The king visited Oslo."]
    assert all(len(sentence) <= language.LONGEST_SENTENCE for sentence in found)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 200_000,
        "😀" * 30_000 + " a",
        "(" * 30_000 + " a",
        "( a " * 5_000,
        "http://" * 3_000 + " x",
        "U.S." * 20_000,
        "word\x00word " * 500,
        "Z̷̡̢̛̛̗͇̻̥̟͚a̵l̶g̷o̴ " * 200,
        "大臣は火曜日に政府は計画を拒否すると述べた。" * 300,
        "وقال الوزير يوم الثلاثاء إن الحكومة سترفض الخطة " * 100,
        "\ufeff\u202e\u200b a \u2028 b \x85 c",
    ],
    ids=["letters", "emoji", "brackets", "spaced", "addresses", "dots", "nul", "zalgo", "japanese", "arabic", "marks"],
)
def test_what_made_the_tokenizer_slow_is_parsed_in_seconds(text: str) -> None:
    import time

    language.load()
    started = time.process_time()
    assert len(parsed(text).doc.text) == len(text)
    assert time.process_time() - started < 15


def test_naughty_strings_are_parsed_in_place() -> None:
    if not SHARED.is_dir():
        pytest.skip("../shared/bad is not here: the naughty strings were not parsed")
    strings = json.loads((SHARED / "blns" / "blns.json").read_text(encoding="utf-8"))
    strings += json.loads((SHARED / "own" / "strings.json").read_text(encoding="utf-8"))
    documents = [cut(Article(id=str(n), text=f"{s} said that the king visited {s}.")) for n, s in enumerate(strings)]
    for document in language.parse(documents):
        assert len(document.doc.text) == len(document.article.text)


def test_an_article_without_lines_has_an_empty_parse() -> None:
    assert len(parsed(" \n ").doc.text) == 3
    assert parsed("").doc.text == ""


def test_the_models_weights_are_the_pinned_ones() -> None:
    assert language.weights_differ() == []
    assert language.model_version().startswith("en_core_web_md 3.8")


def test_a_long_line_is_cut_between_sentences_and_not_behind_a_title() -> None:
    line = "The king visited Mr. Smith of the U.S. Army in Oslo on Monday with the queen and both of their sons. " * 60
    found = {sentence.text for sentence in language.sentences(parsed(line).doc)}
    assert found == {line[:100]}

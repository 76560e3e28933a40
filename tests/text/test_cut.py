"""An article cut into lines: every word in one line, no character changed, each line in its role."""

import textwrap
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Article, Role
from kg.readers import read
from kg.text import cut

ROOT = Path(__file__).parents[2]
SENTENCES = (
    "Northwind Batteries has agreed to buy the Chilean mining company Altamar Lithium for two billion dollars.",
    "The chief executive of Northwind, Mara Lindqvist, said on Monday in Oslo that the deal would close in May.",
    "Altamar's chairman denied the report and said that he had met nobody from Northwind since the summer.",
)


def roles(text: str, title: str | None = None) -> list[tuple[str, str]]:
    document = cut(Article(id="a", text=text, title=title))
    return [(str(line.role), line.span.of(text)) for line in document.lines]


def role_of(text: str, words: str) -> str:
    (found,) = {role for role, line in roles(text) if line == words}
    return found


_BREAKS = ("\n", "\r\n", "\n\n", " ", "\u2028", "\x0b", "\t", "\ufeff", "\u200b")
_LINES = ("Share", "By Jane Doe", "June 18, 2009", "OSLO, May 3 (AP) — ", "(Photo: X)", "Latest stories", "Tea rises")
_MARKS = ("- ", "*", "1. ", "FILE - ", "Image caption, ", "\x00", "😀", "e\u0301", "| Coast Wire", "( ", ")", "“", ".")
_PIECES = st.sampled_from((*_BREAKS, *_LINES, *_MARKS, *SENTENCES, "Tea rises in the whole of Kenya | Coast Wire"))
TEXTS = st.text() | st.lists(_PIECES, max_size=25).map("".join)


@settings(max_examples=400)
@given(TEXTS, st.none() | st.sampled_from(["Tea rises", "June 18, 2009"]))
def test_lines_are_in_order_disjoint_inside_and_hold_every_word(text: str, title: str | None) -> None:
    document = cut(Article(id="a", text=text, title=title))
    at = 0
    for line in document.lines:
        assert at <= line.span.start < line.span.end <= len(text)
        words = line.span.of(text)
        assert words == words.strip()
        assert not text[at : line.span.start].replace("\ufeff", "").strip()
        at = line.span.end
    assert not text[at:].replace("\ufeff", "").strip()
    assert document.article.text == text


@given(TEXTS)
def test_a_text_is_cut_the_same_way_twice(text: str) -> None:
    article = Article(id="a", text=text)
    assert cut(article) == cut(article)


def test_the_first_line_is_the_headline_and_its_repetition_is_not() -> None:
    text = f"Tea prices rise\n\nShare\nTea prices rise\n\n{SENTENCES[0]}\n\n{SENTENCES[1]}\n"
    assert roles(text) == [
        ("headline", "Tea prices rise"),
        ("boilerplate", "Share"),
        ("boilerplate", "Tea prices rise"),
        ("body", SENTENCES[0]),
        ("body", SENTENCES[1]),
    ]


def test_a_given_title_is_the_headline_wherever_it_stands_on_top() -> None:
    text = f"Coast Wire special report\nTea prices rise\n{SENTENCES[0]}"
    assert ("headline", "Tea prices rise") in roles(text, title="Tea prices rise")


@pytest.mark.parametrize(
    "sentence",
    [
        *SENTENCES,
        "He served as the first Prime Minister of Freedonia and became a founding justice of its High Court .",
        "`` This is an exceptional situation , '' Schaffrath explained .",
        "The reporter wrote by hand",
        "in 2013 he joined the board",
        "Paris",
    ],
)
def test_a_single_sentence_states_facts(sentence: str) -> None:
    """Benchmarks and people with one sentence get it parsed, whatever it looks like."""
    assert all(Role(role).states_facts for role, _ in roles(sentence))


def test_a_dateline_is_cut_off_its_sentence() -> None:
    text = f"Tea prices rise\n\nNAIROBI, May 3 (Coast Wire) — {SENTENCES[0]}\n"
    assert roles(text)[1:] == [("dateline", "NAIROBI, May 3 (Coast Wire) —"), ("body", SENTENCES[0])]


def test_a_credit_is_cut_off_its_caption() -> None:
    text = f"Tea rises\n{SENTENCES[0]}\nTwo ministers in Rome (Photo: Jane Doe/AP)\n{SENTENCES[1]}"
    assert ("caption", "Two ministers in Rome") in roles(text)
    assert ("boilerplate", "(Photo: Jane Doe/AP)") in roles(text)


def test_list_marks_are_cut_off() -> None:
    text = (
        f"Tea rises\n{SENTENCES[0]}\n- The canal costs $2 billion.\n2. It opens in 2030.\n# A new canal\n{SENTENCES[1]}"
    )
    assert ("body", "The canal costs $2 billion.") in roles(text)
    assert ("body", "It opens in 2030.") in roles(text)
    assert ("headline", "A new canal") in roles(text) or ("body", "A new canal") in roles(text)


def test_a_line_that_only_names_is_a_caption_and_one_with_a_verb_a_headline() -> None:
    text = "\n\n".join(
        [
            "Tea rises",
            SENTENCES[0],
            "Mara Lindqvist and Rafael Quintana",
            SENTENCES[1],
            "Rivals fear the deal",
            SENTENCES[2],
        ]
    )
    assert role_of(text, "Mara Lindqvist and Rafael Quintana") == "caption"
    assert role_of(text, "Rivals fear the deal") == "headline"


def test_lists_of_other_stories_are_not_the_article() -> None:
    text = "\n".join(["Tea rises", *SENTENCES, "Related stories", "Cocoa falls", "Ten ways to cook cod"])
    assert [role for role, _ in roles(text)][-3:] == ["boilerplate"] * 3


def test_an_article_goes_on_behind_a_teaser() -> None:
    text = "\n".join(["Tea rises", SENTENCES[0], "Read more: Cocoa falls", SENTENCES[1], SENTENCES[2]])
    assert [role for role, _ in roles(text)] == ["headline", "body", "boilerplate", "body", "body"]


def test_links_behind_the_last_sentence_are_not_the_article() -> None:
    text = "\n".join(["Tea rises", *SENTENCES, "Queen visits hospital", "Rain in Oslo"])
    assert [role for role, _ in roles(text)][-2:] == ["boilerplate", "boilerplate"]


def test_lines_of_symbols_are_never_parsed() -> None:
    for line in ("* * *", "----", "😀" * 1000, "( " * 1000, "===="):
        assert [role for role, _ in roles(f"Tea rises\n{SENTENCES[0]}\n{line}\n{SENTENCES[1]}")][2] == "boilerplate"


@pytest.mark.parametrize("width", [60, 72, 78, 90])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_paragraphs_wrapped_at_a_width_are_one_line_each(width: int, line_end: str) -> None:
    paragraphs = ["Tea prices rise", "June 18, 2009", " ".join(SENTENCES), " ".join(reversed(SENTENCES)), SENTENCES[0]]
    text = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in paragraphs).replace("\n", line_end)
    assert [" ".join(line.split()) for _, line in roles(text)] == paragraphs


def test_wrapped_paragraphs_may_begin_with_blanks_instead_of_an_empty_line() -> None:
    paragraphs = [" ".join(SENTENCES), " ".join(reversed(SENTENCES)), SENTENCES[0]]
    text = "\n".join(textwrap.fill(paragraph, 65, initial_indent="    ") for paragraph in paragraphs)
    assert [" ".join(line.split()) for _, line in roles(text)] == paragraphs


def test_a_sentence_a_line_is_no_wrapping() -> None:
    text = "\n".join(["Tea prices rise", "June 18, 2009", *SENTENCES])
    assert len(roles(text)) == 5


def test_short_lines_below_each_other_are_no_wrapping() -> None:
    text = "Tea rises\nBy Jane Doe\nMay 3, 2021\nShare\n" + "\n".join(SENTENCES)
    assert len(roles(text)) == 7


def test_one_long_line_is_one_line() -> None:
    text = " ".join(SENTENCES * 30)
    assert roles(text) == [("body", text)]


def test_the_samples_are_cut_as_they_were() -> None:
    """Golden: every line that is not body, of every sample article. After a wanted change, write the file anew:

    python -m tests.text.test_cut
    """
    assert samples() == (ROOT / "tests" / "golden" / "lines_of_samples.txt").read_text(encoding="utf-8")


def samples() -> str:
    lines = []
    for article in read(ROOT / "data" / "articles"):
        assert isinstance(article, Article)
        lines.append(f"{article.id} | {article.title} | {article.author} | {article.published} | {article.source}")
        for line in cut(article).lines:
            words = " ".join(line.span.of(article.text).split())
            lines.append(f"  {line.role:12}{words if line.role is not Role.BODY else words[:40]}")
    return "\n".join(lines) + "\n"


def test_the_seeds_are_cut_into_their_parts() -> None:
    folder = ROOT / ".." / "shared" / "seeds"
    if not folder.is_dir():
        pytest.skip("../shared/seeds is not here: the two seed articles were not cut")
    for article in read(folder):
        assert isinstance(article, Article)
        cut_roles = [line.role for line in cut(article).lines]
        assert cut_roles.count(Role.HEADLINE) in (1, 2)
        assert cut_roles.count(Role.BODY) >= 5
        assert cut_roles.count(Role.BOILERPLATE) >= 4
        assert cut_roles[0] is Role.HEADLINE
        assert cut_roles[-1] is Role.BOILERPLATE


def test_benchmark_sentences_state_facts() -> None:
    path = ROOT / ".." / "shared" / "bench" / "openie" / "carb_dev.txt"
    if not path.is_file():
        pytest.skip("../shared/bench is not here: the CaRB sentences were not cut")
    for sentence in path.read_text(encoding="utf-8").splitlines():
        assert all(Role(role).states_facts for role, _ in roles(sentence)), sentence


if __name__ == "__main__":
    (ROOT / "tests" / "golden" / "lines_of_samples.txt").write_text(samples(), encoding="utf-8")

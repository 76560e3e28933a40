"""What a line is by its looks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import layout
from kg.layout import boilerplate, bylines, datelines, dates, lines
from tests.clock import cheapest


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("June 18, 2009", "2009-06-18"),
        ("March 01, 2008", "2008-03-01"),
        ("Sept. 3, 2021", "2021-09-03"),
        ("18 June 2009", "2009-06-18"),
        ("Thu, 18 Jun 2009 10:00:00 GMT", "2009-06-18"),
        ("Mon 29 Jan 2024 10.15 GMT", "2024-01-29"),
        ("Published: 3 May 2021, 10:15 GMT", "2021-05-03"),
        ("Updated June 3, 2024 10:15 a.m. ET", "2024-06-03"),
        ("Updated 5:32 PM EST, Mon January 29, 2024", "2024-01-29"),
        ("2024-05-06T10:00:00Z", "2024-05-06"),
        ("First Published: January 05, 2024, 10:15 IST", "2024-01-05"),
        ("TNN | Jan 5, 2024, 10:15 IST", "2024-01-05"),
        ("By Jane Doe | 5 January 2024 | 3 min read", "2024-01-05"),
        ("10:15 PM GMT+1, January 5, 2024", "2024-01-05"),
    ],
)
def test_a_line_that_is_a_date_is_one(line: str, day: str) -> None:
    assert layout.date_line(line) == day


@pytest.mark.parametrize(
    "line",
    [
        "On June 18, 2009 the bank closed.",
        "June 18, 2009 was a Thursday",
        "May 2021",
        "18 June",
        "31 February 2020",
        "The plan of June 18, 2009",
        "2024",
        "10:15",
        "",
    ],
)
def test_a_line_that_holds_more_or_less_than_a_date_is_none(line: str) -> None:
    assert layout.date_line(line) is None


@pytest.mark.parametrize(
    ("line", "opening", "agency", "day"),
    [
        ("OSLO, April 5 (Reuters) — Norway said", "OSLO, April 5 (Reuters) —", "Reuters", None),
        ("BRASILIA, 5 April 2024 (AFP) - Brazil", "BRASILIA, 5 April 2024 (AFP) -", "AFP", "2024-04-05"),
        ("PARIS — France said", "PARIS —", None, None),
        ("WASHINGTON (AP) -- The", "WASHINGTON (AP) --", "AP", None),
        ("NEW YORK, N.Y. — A man", "NEW YORK, N.Y. —", None, None),
        ("TEL AVIV/GAZA (Coast Wire) - Is", "TEL AVIV/GAZA (Coast Wire) -", "Coast Wire", None),
        ("WASHINGTON, D.C., May 3, 2021 – Talks", "WASHINGTON, D.C., May 3, 2021 –", None, "2021-05-03"),
        ("GENEVA, May 3: The talks", "GENEVA, May 3:", None, None),
        ("(Reuters) - Norway said", "(Reuters) -", "Reuters", None),
        ("LOS ANGELES - The twin rovers", "LOS ANGELES -", None, None),
        ("NEW DELHI: The government", "NEW DELHI:", None, None),
        ("Jakarta, Indonesia (CNN) -- The", "Jakarta, Indonesia (CNN) --", "CNN", None),
        ("Paris, May 3, 2021 (AFP) – France", "Paris, May 3, 2021 (AFP) –", "AFP", "2021-05-03"),
    ],
)
def test_the_opening_of_a_dispatch_is_a_dateline(line: str, opening: str, agency: str | None, day: str | None) -> None:
    found = layout.dateline(line)
    assert found is not None
    assert (found.span.of(line), found.agency, found.published) == (opening, agency, day)


@pytest.mark.parametrize(
    "line",
    [
        "Paris - a city of light",
        "U.S. - China talks go on",
        "NATO — the alliance of the west",
        "US: nothing was agreed",
        "US - China talks",
        "GENEVA: nothing was agreed",
        "Acme (US) makes - and sells - tea",
        "Norway (AP) said - nothing",
        "",
    ],
)
def test_an_opening_that_is_part_of_the_sentence_is_no_dateline(line: str) -> None:
    assert layout.dateline(line) is None


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("By Jane Doe and John Roe", "Jane Doe and John Roe"),
        ("BY JANE DOE, Staff Writer", "JANE DOE"),
        ("By Jane Doe, CNN", "Jane Doe"),
        ("By Jane Doe, Business Editor, in Paris", "Jane Doe"),
        ("By Jane Doe | Coast Wire", "Jane Doe"),
        ("by Ludwig van Doe (Coast Wire)", "Ludwig van Doe"),
        ("Written by Jane O'Doe-Smith", "Jane O'Doe-Smith"),
        ("Author: Jane Doe", "Jane Doe"),
    ],
)
def test_a_byline_names_its_author(line: str, author: str) -> None:
    assert layout.byline(line) == author


@pytest.mark.parametrize(
    "line",
    [
        "By Tuesday the water had gone.",
        "By Monday",
        "By the sea",
        "By Apple's count, it sold 3 million",
        "By Election Day, polls closed",
        "By then Jane Doe had left.",
        "Jane Doe",
        "The reporter said by",
    ],
)
def test_a_sentence_that_begins_with_by_names_nobody(line: str) -> None:
    assert layout.byline(line) is None


@pytest.mark.parametrize(
    "line",
    [
        *(
            "Share",
            "SHARE",
            "Tweet",
            "Share on Facebook",
            "Print | E-mail | Save",
            "Comments (5)",
            "12 comments",
            "Reply",
        ),
        *(
            "Advertisement",
            "Advertisement - scroll to continue",
            "Sponsored",
            "Read more",
            "Read more »",
            "Continue reading",
        ),
        *(
            "READ MORE: Five ministers who resigned",
            "Also Read | Ten ways to cook cod",
            "3 min read",
            "2 hours ago",
            "Updated",
        ),
        *(
            "This article is sponsored by Acme",
            "Sponsored content by Acme",
            "We use cookies to improve your experience.",
        ),
        *(
            "Accept all cookies",
            "Sign up for our newsletter",
            "Subscribe now for $1 a week",
            "Follow us on X",
            "© 2024 Acme",
        ),
        *("All rights reserved.", "Terms of Service | Privacy Policy", "Contact us", "Politics", "World news", "Live"),
        *("Home > News > World", "News | World", "Tags: tea, Kenya", "https://example.org/tea", "#tea #kenya", "@jane"),
        *(
            "Get our daily newsletter in your inbox",
            "Download our app",
            "Skip to content",
            "[+1234 chars]",
            "Image source",
        ),
        "This story has not been edited by our staff and is published from a syndicated feed.",
    ],
)
def test_what_pages_put_around_articles_is_boilerplate(line: str) -> None:
    assert layout.is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "Shares rise in Tokyo",
        "Share prices of Acme fell",
        "Live music returns to Oslo",
        "More than 40 people died.",
        "Read the bill before you vote, senator says",
        "News Corp. buys Acme",
        "Sports minister resigns",
        "Technology company sues Kenya",
        "Follow the money",
        "Like our parent company, Acme is based in Oslo.",
        "Explained | Why Kenya wants a canal",
        "Sign language is taught in Oslo.",
        "Get well soon, minister tells king",
        "Update on the war: ceasefire holds",
        "Terms of the treaty were not published",
        "Contact with the ship was lost",
        "X buys Y",
    ],
)
def test_what_an_article_says_is_not(line: str) -> None:
    assert not layout.is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    ["Latest stories", "Related articles:", "More from Europe", "Explore more topics:", "Most read", "Follow us on X"],
)
def test_lists_of_other_stories_are_announced(line: str) -> None:
    assert layout.opens_tail(line)


@pytest.mark.parametrize(
    "line", ["More money for schools", "Related party sues Acme", "The latest story of the king", "Most people stay"]
)
def test_headlines_announce_no_list(line: str) -> None:
    assert not layout.opens_tail(line)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Two ministers in Rome (Photo: Jane Doe/AP)", "Two ministers in Rome"),
        ("Two ministers in Rome (Image via Getty Images)", "Two ministers in Rome"),
        ("Two ministers in Rome. [File photo]", "Two ministers in Rome."),
        ("Workers dig in 2019. REUTERS/Jane Doe/File Photo", "Workers dig in 2019. "),
        ("Two ministers in Rome. Photo: Jane Doe", "Two ministers in Rome. "),
        ("Photo by Jane Doe", ""),
        ("Photo: Jane Doe/Coast Wire", ""),
        ("Image source, Reuters", ""),
    ],
)
def test_the_credit_of_a_picture_is_found_behind_its_caption(line: str, words: str) -> None:
    assert line[: layout.credit(line)] == words


@pytest.mark.parametrize(
    "line", ["He released a video from the crash", "A photo by her son won (she said)", "Source of the river found"]
)
def test_a_sentence_about_pictures_has_no_credit(line: str) -> None:
    assert layout.credit(line) is None


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        ("He left.", True),
        ("He said: “We won.”", True),
        ("Did he leave?", True),
        ("We won. ''", True),
        ('Unfortunately, that day has come. "', True),
        ("He left the U.S.", False),
        ("Cisco sues Apple Inc.", False),
        ("Tea prices rise", False),
        ("He said,", False),
        ("", False),
    ],
)
def test_sentences_end_and_abbreviations_do_not(line: str, ends: bool) -> None:
    assert layout.ends_sentence(line) is ends


def test_the_name_of_a_site_behind_a_headline_is_found() -> None:
    headline = "Tea prices rise in Kenya | Coast Wire"
    assert headline[: layout.site_name(headline)] == "Tea prices rise in Kenya "
    assert layout.site_name("Explained | Why Kenya wants a canal") is None


HOSTILE = [
    "share " * 80,
    "share 1" * 60,
    "By " + "Aa, " * 40,
    "By " + "A " * 70,
    "a > " * 100,
    "a | " * 100,
    "(" * 400,
    "(photo " * 60,
    "photo: " * 70,
    "PARIS, " * 60,
    "A" * 499,
    "A-" * 240,
    "A " * 240,
    "10:10 " * 16,
    "1 " * 240,
    "January " * 12,
    ". ''" * 100,
    "©" * 400,
    "get our " + "a " * 200,
    "x" * 500 + " | y",
    "\u202e" * 300,
]
LOOKS = (
    boilerplate.is_boilerplate,
    boilerplate.opens_tail,
    boilerplate.credit,
    bylines.byline,
    bylines.credits_line,
    datelines.dateline,
    dates.date_line,
    dates.iso_date,
    lines.ends_sentence,
    lines.is_headline,
    lines.site_name,
)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.__name__)
def test_no_line_makes_a_look_slow(look: object) -> None:
    """Every look is quick at its worst: a page of a thousand such lines takes no more than seconds."""
    assert callable(look)
    for line in HOSTILE:
        lines = [line[:length] + end for length in (60, 95, 140, 160, len(line)) for end in ("", "!")]
        assert cheapest(lambda lines=lines: [look(each) for each in lines]) < 0.2, line[:60]


@given(st.text())
def test_looks_take_any_text(line: str) -> None:
    for look in LOOKS:
        look(line)
    layout.head(line)

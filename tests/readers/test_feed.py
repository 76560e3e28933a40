"""Saved feeds: an article an entry, and no entity ever grows."""

import time
from io import BytesIO
from pathlib import Path

import pytest

from kg.errors import InvalidArticle
from kg.model import Article, Rejected
from kg.readers import feed, read

SHARED = Path(__file__).parents[2] / ".." / "shared" / "bad"

RSS = b"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Coast Wire</title><link>https://coastwire.example/</link>
<item><title>Tea prices rise</title><link>https://coastwire.example/tea</link><guid>tea-1</guid>
<pubDate>Fri, 18 Jun 2021 08:00:00 GMT</pubDate><dc:creator>Jane Doe</dc:creator>
<description>Short.</description>
<content:encoded>
<![CDATA[<p>Tea rose on Friday &amp; fell on <b>Monday</b>.</p><p hidden>Never seen.</p>
<p>Kenya sells tea.</p>]]></content:encoded>
</item>
<item><title>Nothing</title><guid>none</guid></item>
</channel></rss>"""

ATOM = b"""<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Coast Wire</title>
<entry><title type="html">Tea &lt;b&gt;prices&lt;/b&gt; rise</title><id>tag:1</id>
<link rel="self" href="https://coastwire.example/self"/><link href="https://coastwire.example/tea"/>
<updated>2021-06-18T08:00:00Z</updated><author><name>Jane Doe</name><email>j@example</email></author>
<content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>Tea rose on Friday.</p><p>Kenya sells tea.</p></div></content>
</entry></feed>"""

RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel><title>Coast Wire</title></channel>
<item><title>Tea prices rise</title><link>https://coastwire.example/tea</link>
<description>Tea rose on Friday.</description></item>
</rdf:RDF>"""


def read_all(data: bytes) -> list[Article | Rejected]:
    return list(feed.read(BytesIO(data), id="feed", where="feed.rss"))


def test_rss_gives_an_article_for_each_entry_with_text() -> None:
    article, empty = read_all(RSS)
    assert isinstance(article, Article)
    assert article.text == "Tea prices rise\n\nTea rose on Friday & fell on Monday.\nKenya sells tea."
    assert (article.title, article.author, article.published) == ("Tea prices rise", "Jane Doe", "2021-06-18")
    assert (article.url, article.source) == ("https://coastwire.example/tea", "Coast Wire")
    assert article.id.startswith("feed/")
    assert isinstance(empty, Rejected)
    assert (empty.reason, empty.where) == ("empty", "feed.rss:2")


def test_atom_gives_the_same() -> None:
    (article,) = read_all(ATOM)
    assert isinstance(article, Article)
    assert article.text == "Tea prices rise\n\nTea rose on Friday.\nKenya sells tea."
    assert (article.author, article.published) == ("Jane Doe", "2021-06-18")
    assert article.url == "https://coastwire.example/tea"


def test_old_rss_gives_the_same() -> None:
    (article,) = read_all(RDF)
    assert isinstance(article, Article)
    assert article.text.endswith("Tea rose on Friday.")


def test_an_entry_keeps_its_id_when_the_feed_moves_on() -> None:
    before = read_all(RSS)[0]
    after = read_all(
        RSS.replace(b"<item>", b"<item><title>New</title><description>News.</description></item><item>", 1)
    )[1]
    assert isinstance(before, Article)
    assert isinstance(after, Article)
    assert before.id == after.id


@pytest.mark.parametrize(
    "prolog",
    [
        b'<!DOCTYPE r [<!ENTITY a "x">]>',
        b'<?xml version="1.0"?><!-- hi --><!DOCTYPE r SYSTEM "file:///etc/passwd">',
        b"\xef\xbb\xbf<!doctype rss>",
        b'<?xml version="1.0"?>\n<!ENTITY a "x">',
    ],
)
def test_a_document_type_is_refused_before_any_parser_sees_it(prolog: bytes) -> None:
    with pytest.raises(InvalidArticle) as refused:
        read_all(prolog + b"<rss><channel><item><title>&a;</title></item></channel></rss>")
    assert refused.value.reason == "document_type"


def test_a_document_type_is_refused_in_another_encoding_too() -> None:
    markup = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE r [<!ENTITY a "x">]><rss>&a;</rss>'
    for encoding in ("utf-16", "utf-16-le", "utf-32"):
        with pytest.raises(InvalidArticle):
            read_all(markup.encode(encoding))


def test_a_bomb_is_refused_within_a_second() -> None:
    if not SHARED.is_dir():
        pytest.skip("../shared/bad is not here: the billion laughs were not tried")
    started = time.process_time()
    results = list(read(SHARED / "own" / "lol.rss"))
    assert [r.reason for r in results if isinstance(r, Rejected)] == ["document_type"]
    assert time.process_time() - started < 1


def test_a_page_under_the_name_of_a_feed_is_read_as_a_page(tmp_path: Path) -> None:
    path = tmp_path / "tea.xml"
    path.write_text(
        "<!DOCTYPE html><html><body><article><h1>Tea</h1>"
        "<p>Tea rose by a third in Mombasa on Friday.</p></article></body></html>"
    )
    (article,) = read(path)
    assert isinstance(article, Article)


@pytest.mark.parametrize("half", ["&#xD800;", "&#55296;", "&#xdfff", "&#x000DABC;"])
def test_half_a_surrogate_pair_is_replaced(half: str) -> None:
    (article, _) = read_all(RSS.replace(b"Tea prices rise", f"Tea {half} rise".encode()))
    assert isinstance(article, Article)
    article.text.encode("utf-8")
    assert "rise" in article.text


def test_markup_that_is_no_feed_is_refused() -> None:
    with pytest.raises(InvalidArticle, match="no feed"):
        read_all(b"<svg><path/></svg>")


def test_feeds_of_the_feedparser_tests_never_stop_the_reader() -> None:
    if not SHARED.is_dir():
        pytest.skip("../shared/bad is not here: the feedparser feeds were not read")
    files = sorted((SHARED / "feedparser" / "encoding").glob("*.xml"))
    assert len(files) > 60
    results = list(read(*files))
    assert len(results) >= len(files)
    assert {r.reason for r in results if isinstance(r, Rejected)} <= {
        *("no_article", "broken_xml", "document_type", "empty", "binary", "same_id", "not_english", "unknown_encoding"),
    }

"""Our own plug-ins keep the promises that we ask of others, and a plug-in that breaks one is told which."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg import plugins, testing
from kg.errors import InvalidArticle
from kg.model import Article, Span

SAMPLES = {
    "txt": b"A headline\n\nAda Lind praised Ben Holm on Tuesday.\n",
    "jsonl": b'{"id": "one", "text": "Ada Lind praised Ben Holm."}\n',
    "json": b'[{"id": "one", "text": "Ada Lind praised Ben Holm."}]\n',
    "html": b"<html><body><article><p>Ada Lind praised Ben Holm on Tuesday, in a long speech about paper mills "
    b"that nobody had expected to hear from her.</p></article></body></html>",
    "rss": b'<rss version="2.0"><channel><item><guid>one</guid><title>Praise</title>'
    b"<description>Ada Lind praised Ben Holm.</description></item></channel></rss>",
}
SAME = {"text": "txt", "md": "txt", "ndjson": "jsonl", "htm": "html", "xhtml": "html", "atom": "rss", "xml": "rss"}


def _ours(group: str) -> list[str]:
    return [plugin.name for plugin in plugins.installed(group) if plugin.distribution == "newskg"]


@pytest.mark.parametrize("name", _ours("readers"))
def test_our_readers(name: str) -> None:
    import gzip

    content = gzip.compress(SAMPLES["txt"]) if name == "gz" else SAMPLES[SAME.get(name, name)]
    found = testing.check_reader(plugins.load("readers", name), content)
    assert any(isinstance(item, Article) and "Ada Lind praised Ben Holm" in item.text for item in found)


@pytest.mark.parametrize("name", [name for name in _ours("extractors") if name != "llm"])
def test_our_extractors(name: str) -> None:
    """(The one that asks a language model has a server of its own to ask, in extractors/test_llm.py.)"""
    born = "Mary Ellis Brown was born in Boston in 1950 and is married to the painter John Brown."
    assert testing.check_extractor(plugins.load("extractors", name), testing.SAMPLE_TEXT, born)


@pytest.mark.parametrize("name", _ours("linkers"))
def test_our_linkers(name: str) -> None:
    links, clusters = testing.check_linker(plugins.load("linkers", name))
    assert links and clusters


@pytest.mark.parametrize("name", _ours("exporters"))
def test_our_exporters(name: str, tmp_path: Path) -> None:
    testing.check_exporter(plugins.load("exporters", name), tmp_path / f"graph.{name}")


# Broken promises


def _reader(stream: Any, *, id: str, where: str) -> Iterator[Article]:
    yield Article(id=id, text=stream.read().decode("utf-8"))


def test_a_reader_that_trips_over_damage_is_found_out() -> None:
    """It may raise InvalidArticle, nothing else."""
    with pytest.raises(AssertionError, match="has no text"):
        testing.check_reader(_reader, b" ")
    with pytest.raises(UnicodeDecodeError):
        testing.check_reader(_reader, b"good to begin with")

    def careful(stream: Any, *, id: str, where: str) -> Iterator[Article]:
        try:
            text = stream.read().decode("utf-8")
        except UnicodeDecodeError as error:
            raise InvalidArticle("encoding", "not UTF-8") from error
        if not text.strip():
            raise InvalidArticle("empty", "nothing in it")
        yield Article(id=id, text=text)

    testing.check_reader(careful, b"good to begin with")


@pytest.mark.parametrize(
    ("change", "promise"),
    [
        (lambda s: replace(s, relation="adores"), "no relation of the ontology is “adores”"),
        (lambda s: replace(s, object=None), "a statement with a relation has an object"),
        (lambda s: replace(s, date="last Tuesday"), "is not ISO"),
        (lambda s: replace(s, confidence=0.0), "is not in"),
        (lambda s: replace(s, article="elsewhere"), "none of the articles"),
        (lambda s: replace(s, subject=replace(s.subject, text="Somebody")), "does not stand at its place"),
        (lambda s: replace(s, evidence=replace(s.evidence, quote="No such words.")), "quote does not stand"),
        (lambda s: replace(s, evidence=replace(s.evidence, trigger=Span(5, 5))), "is no place in it"),
        (lambda s: replace(s, evidence=replace(s.evidence, rule="")), "no name of extractor and rule"),
    ],
)
def test_an_extractor_that_says_what_is_not_there_is_found_out(change: Any, promise: str) -> None:
    rules = plugins.load("extractors", "rules")

    def wrong(documents: Any, *, ontology: Any) -> Iterator[Any]:
        for statement in rules(documents, ontology=ontology):
            yield change(statement) if statement.relation else statement

    with pytest.raises(AssertionError, match=promise):
        testing.check_extractor(wrong)


def test_a_linker_without_reasons_is_found_out() -> None:
    sieve = plugins.load("linkers", "sieve")

    def silent(document: Any, statements: Any) -> Any:
        links, clusters = sieve(document, statements)
        return [replace(link, reason="") for link in links], clusters

    with pytest.raises(AssertionError, match="gives no reason"):
        testing.check_linker(silent)


def test_exporters_that_litter_or_waver_are_found_out(tmp_path: Path) -> None:
    calls = iter(range(100))

    def wavers(graph: Any, path: Path) -> None:
        path.write_text(str(next(calls)))

    def litters(graph: Any, path: Path) -> None:
        path.write_text("x")
        path.with_name("lib.js").write_text("x")

    def forgets(graph: Any, path: Path) -> None:
        pass

    for wrong, promise in ((wavers, "same bytes"), (litters, "nothing else"), (forgets, "to the path")):
        folder = tmp_path / wrong.__name__
        folder.mkdir()
        with pytest.raises(AssertionError, match=promise):
            testing.check_exporter(wrong, folder / "x.xyz")

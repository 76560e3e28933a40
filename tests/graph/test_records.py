"""A record is written and read back without loss, and the same bytes every time."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph import records
from kg.graph.records import Run
from kg.model import Article, Mention, MentionKind, Span
from tests.newsroom import article, read

TEXT = "Ann Lee visits France on 2024-05-01, Bo Ek says. She meets Cy Day. Ann Lee leads 1999. Bo Ek praises Japan."


def test_a_record_reads_back_equal():
    """Statements, links, clusters, run: all of it."""
    record = read(article("day/one", TEXT, title="T", url="https://x.example", published="2024-05-01"))
    assert records.load(records.dump(record)) == record


def test_equal_records_give_equal_bytes():
    """No order of sets, no clock."""
    assert records.dump(read(article("a", TEXT))) == records.dump(read(article("a", TEXT)))


@given(st.text(min_size=1, max_size=40), st.text(max_size=40))
def test_any_text_is_kept(id, title):
    """Line breaks, controls, lone surrogates: a record is plain ASCII and loses nothing."""
    record = read(Article(id=id, text=title + "\nAnn Lee visits France.", title=title))
    content = records.dump(record)
    assert content.isascii()
    assert records.load(content) == record


def test_mentions_that_differ_only_in_head_or_value_stay_apart():
    """A record names mentions by index; equal places don't make equal mentions."""
    record = read(article("a", TEXT))
    first = record.links[0]
    mentions = [
        Mention(article="a", span=Span(0, 7), text="Ann Lee", type="Person", kind=kind, head=head, value=value)
        for kind in (MentionKind.NAME, MentionKind.NOMINAL)
        for head in (None, Span(4, 7))
        for value in (None, "x")
    ]
    links = tuple(replace(first, mention=mention) for mention in mentions)
    varied = replace(record, links=links)
    assert set(records.load(records.dump(varied)).links) == set(links)


def test_the_head_alone_gives_article_and_clusters():
    """What a build needs of every record stands in its first two lines."""
    record = read(article("a", TEXT))
    lines = records.dump(record).splitlines(keepends=True)
    assert records.load_article(lines[:1]) == record.article
    assert records.load_clusters(lines[:2]) == record.clusters


def test_a_copy_says_the_same_in_its_own_name():
    """Every place of the copy is in the copy, the publisher its own."""
    record = read(article("a", TEXT, source="One"))
    copy = records.copied(record, article("b", TEXT, source="Two"))
    assert {s.article for s in copy.statements} == {"b"}
    assert {s.evidence.source for s in copy.statements} == {"Two"}
    assert {link.mention.article for link in copy.links} == {"b"}
    assert records.load(records.dump(copy)) == copy


@pytest.mark.parametrize(
    "other", [{"text": "Ann."}, {"title": "T"}, {"published": "2024"}, {"url": "https://x.example"}, {"id": "b"}]
)
def test_the_key_changes_with_the_article(other):
    """Another text or other metadata is another version."""
    one = article("a", TEXT)
    assert records.key(one, Run()) != records.key(replace(one, **other), Run())


@pytest.mark.parametrize("field", ["kg", "model", "ontology", "options"])
def test_the_key_changes_with_the_run(field):
    """Another program, model, ontology or option reads everything anew."""
    one = article("a", TEXT)
    assert records.key(one, Run()) != records.key(one, Run(**{field: "other"}))

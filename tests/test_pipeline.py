"""Any history of builds ends in the graph of one fresh build, and nothing vanishes on the way."""

import errno
import json
import os
import random
import shutil
import subprocess
import sys
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kg
from kg import language
from kg.errors import GraphBusy, InvalidArticle, InvalidGraph, InvalidName
from kg.graph import rdf
from kg.graph.check import check, same_as
from kg.graph.store import Directory
from kg.linkers.judgements import Judgement, add
from kg.model import Article, Rejected
from kg.pipeline import build, remove
from kg.pipeline.stages import Reading
from tests import newsroom
from tests.newsroom import article

TEXTS = [
    "Ann Lee visits France. Bo Ek will visit Japan.",
    "Ann Lee meets Bo Ek. Cy Day leads Bo Ek.",
    "Cy Day visits France, Ann Lee says.",
    "Ann Lee never visits France. Di Fox visits Japan on 2024-05-01.",
    "Di Fox meets Ed Ray. Ed Ray partners with Flo Kay.",
]


@pytest.fixture
def reads(monkeypatch):
    """Articles are read by pattern, in this process; the list fills with the ids of what was read."""
    done = []

    def record(self, article):
        done.append(article.id)
        if "BROKEN" in article.text:
            raise InvalidArticle("broken", "it says BROKEN", remedy="mend it")
        return newsroom.read(article, self.run)

    monkeypatch.setattr(Reading, "record", record)
    monkeypatch.setattr(language, "load", lambda: None)
    return done


def some(*numbers):
    return [article(f"n{i}", TEXTS[i % len(TEXTS)] + f" Number {i}.", title=f"T{i}") for i in numbers]


def made(out, articles, **options):
    return build(articles, out=out, jobs=0, **options)


def exported(graph):
    stream = BytesIO()
    rdf.write(graph, stream, "nq")
    return stream.getvalue()


def fresh(tmp_path, articles, name="fresh", **options):
    shutil.rmtree(tmp_path / name, ignore_errors=True)
    return exported(made(tmp_path / name, articles, **options))


# Counting


def test_what_comes_in_is_built_unchanged_a_duplicate_or_quarantined(tmp_path, reads):
    """in = built + unchanged + duplicates + quarantined, always."""
    rejected = Rejected(where="x.bin", reason="binary", message="no text")
    first = made(tmp_path / "out", [*some(0, 1), replace(some(0)[0], id="copy"), rejected, article("bad", "BROKEN")])
    report = first.report
    assert (report.built, report.unchanged, report.duplicates, report.quarantined) == (2, 0, 1, 2)
    assert report.read == 5
    again = made(tmp_path / "out", [*some(0, 1, 2), replace(some(0)[0], id="copy"), rejected]).report
    assert (again.built, again.unchanged, again.duplicates, again.quarantined) == (1, 3, 0, 1)


def test_an_unchanged_article_is_not_read_again(tmp_path, reads):
    """Same text, metadata, ontology, model, program: nothing to do."""
    made(tmp_path / "out", some(0, 1, 2))
    reads.clear()
    assert made(tmp_path / "out", some(0, 1, 2)).report.unchanged == 3
    assert reads == []


@pytest.mark.parametrize("change", [{"text": "Ann Lee visits Japan."}, {"published": "2024-01-01"}, {"title": "New"}])
def test_a_changed_article_is_replaced(tmp_path, reads, change):
    """A corrected article takes the place of its old version, whatever was corrected."""
    made(tmp_path / "out", some(0, 1))
    changed = replace(some(0)[0], **change)
    graph = made(tmp_path / "out", [changed])
    assert (graph.report.built, graph.report.replaced) == (1, 1)
    assert exported(graph) == fresh(tmp_path, [changed, *some(1)])


def test_a_build_never_removes_but_mirror_does(tmp_path, reads):
    """What left the folder leaves the graph with --mirror only."""
    made(tmp_path / "out", some(0, 1, 2))
    assert made(tmp_path / "out", some(0)).report.articles == 3
    graph = made(tmp_path / "out", some(0), mirror=True)
    assert graph.report.removed == ("n1", "n2")
    assert exported(graph) == fresh(tmp_path, some(0))


def test_remove_takes_an_article_with_exactly_what_only_it_supported(tmp_path, reads):
    """Facts, names and entities that another article supports stay."""
    made(tmp_path / "out", some(0, 1, 2, 3))
    assert remove(tmp_path / "out", ["n3"]).removed == ("n3",)
    assert exported(kg.load(tmp_path / "out")) == fresh(tmp_path, some(0, 1, 2))
    assert not check(tmp_path / "out")


@pytest.mark.parametrize("name", ["day/one", "news/day/one.txt", "/some/where/news/day/one.html"])
def test_remove_takes_a_path_as_well_as_an_id(tmp_path, reads, name):
    """Whoever types the file name is understood."""
    made(tmp_path / "out", [article("day/one", TEXTS[0]), *some(1)])
    assert remove(tmp_path / "out", [name]).removed == ("day/one",)


def test_remove_of_what_is_not_there_removes_nothing(tmp_path, reads):
    """One wrong name among right ones stops it all."""
    made(tmp_path / "out", some(0, 1))
    with pytest.raises(InvalidName, match="nonsense"):
        remove(tmp_path / "out", ["n0", "nonsense"])
    assert set(kg.load(tmp_path / "out").articles) == {"n0", "n1"}


# Histories


STEPS = st.lists(
    st.tuples(st.sampled_from(["add", "change", "remove", "mirror", "copy"]), st.integers(0, 5), st.integers(0, 2)),
    min_size=1,
    max_size=6,
)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_any_history_equals_one_fresh_build(tmp_path, reads, steps):
    """Adding, correcting, withdrawing, mirroring, in any order: the exported bytes are those of one build."""
    out = tmp_path / "history"
    shutil.rmtree(out, ignore_errors=True)
    held = {item.id: item for item in some(0)}
    made(out, held.values())
    for step, which, version in steps:
        id = f"n{which}"
        if step == "remove":
            if id in held and len(held) > 1:
                del held[id]
                remove(out, [id])
            continue
        new = article(id, TEXTS[(which + version) % len(TEXTS)], title=f"T{version}")
        if step == "copy":
            new = replace(held[min(held)], id=f"c{which}", source=f"Wire {version}")
        if step == "mirror":
            held = {new.id: new, **{key: held[key] for key in sorted(held)[:2] if key != new.id}}
            made(out, held.values(), mirror=True)
        else:
            held[new.id] = new
            made(out, [new])
    assert exported(kg.load(out)) == fresh(tmp_path, sorted(held.values(), key=lambda item: item.id))
    assert not same_as(out, tmp_path / "fresh")


def test_the_order_of_articles_changes_nothing(tmp_path, reads):
    """Copies, clashes and all: the same set, the same bytes."""
    articles = [
        *some(0, 1, 2, 3),
        replace(some(0)[0], id="a-copy", source="Wire"),
        replace(some(1)[0], id="z-copy", title="Other"),
        article("n2", "Another article under the same id. Ann Lee visits Japan."),
        article("bad", "BROKEN"),
    ]
    seen = set()
    for seed in range(6):
        random.Random(seed).shuffle(articles)
        graph = made(tmp_path / "out", iter(articles))
        report = graph.report
        assert report.read == len(articles)
        seen.add((exported(graph), report.built, report.duplicates, report.quarantined))
        shutil.rmtree(tmp_path / "out")
    assert len(seen) == 1
    assert {counts[1:] for counts in seen} == {(4, 2, 2)}


# Identity


def test_when_only_identity_changed_nothing_is_read_again(tmp_path, reads):
    """A line in identity.tsv, and the next build joins two entities without reading."""
    out = tmp_path / "out"
    before = made(out, some(0, 1, 2))
    count = len(before.entities)
    add(out / "identity.tsv", Judgement(same=True, one="Ann Lee", other="Cy Day"))
    reads.clear()
    graph = made(out, some(0, 1, 2))
    assert reads == []
    assert len(graph.entities) == count - 1
    assert not check(out)


def test_a_reader_sees_a_changed_identity_before_the_next_build(tmp_path, reads):
    """The store lags, the answer does not."""
    out = tmp_path / "out"
    made(out, some(0, 1, 2))
    add(out / "identity.tsv", Judgement(same=True, one="Ann Lee", other="Cy Day"))
    graph = kg.load(out)
    assert (
        len(graph.query("SELECT ?e { ?e rdfs:label 'Ann Lee' }"))
        + len(graph.query("SELECT ?e { ?e rdfs:label 'Cy Day' }"))
        == 1
    )


# Copies


def test_a_copy_is_a_second_place_and_not_a_second_source(tmp_path, reads):
    """One reading, two places, the confidence of one."""
    one = article("a", "Ann Lee visits France.", source="Wire")
    graph = made(tmp_path / "out", [one, replace(one, id="b", url="https://x.example")])
    assert graph.report.duplicates == 1
    assert reads == ["a"]
    (fact,) = graph.facts()
    assert (fact.articles, fact.confidence) == (("a", "b"), 0.8)


def test_when_the_first_of_two_copies_leaves_the_other_speaks(tmp_path, reads):
    """The copy was kept whole: nothing is read again."""
    one = article("a", "Ann Lee visits France.")
    made(tmp_path / "out", [one, replace(one, id="b")])
    reads.clear()
    remove(tmp_path / "out", ["a"])
    (fact,) = kg.load(tmp_path / "out").facts()
    assert fact.articles == ("b",)
    assert reads == []


def test_near_duplicates_are_marked_and_kept(tmp_path, reads):
    """Most of the words are the same: both stay, and say so."""
    long = " ".join(f"Person{i} visits Place{i}." for i in range(60))
    graph = made(tmp_path / "out", [article("a", long), article("b", long + " Ann Lee visits France.")])
    assert graph.report.near_duplicates == 1
    assert (graph.near_duplicates[0].article, graph.near_duplicates[0].other) == ("a", "b")
    assert graph.query("ASK { GRAPH ?g { <urn:newskg:article:a> kg:nearDuplicateOf <urn:newskg:article:b> } }")
    assert kg.load(tmp_path / "out").near_duplicates == graph.near_duplicates


# Quarantine


def test_the_quarantine_names_file_reason_and_remedy(tmp_path, reads):
    """One line an article, for people and machines."""
    rejected = Rejected(where="x.bin", reason="binary", message="no text", remedy="give text")
    made(tmp_path / "out", [rejected, article("bad", "BROKEN"), *some(0)])
    lines = [json.loads(line) for line in (tmp_path / "out" / "quarantine.jsonl").read_text().splitlines()]
    assert lines == [
        {"where": "bad", "reason": "broken", "message": "it says BROKEN", "remedy": "mend it"},
        {"where": "x.bin", "reason": "binary", "message": "no text", "remedy": "give text"},
    ]


def test_what_failed_is_not_tried_again_in_vain(tmp_path, reads):
    """The same article with the same deadline fails the same way; with a longer one it gets its chance."""
    bad = article("bad", "BROKEN")
    made(tmp_path / "out", [bad, *some(0)])
    reads.clear()
    report = made(tmp_path / "out", [bad, *some(0)]).report
    assert (reads, report.quarantined, report.unchanged) == ([], 1, 1)
    made(tmp_path / "out", [bad], deadline=60)
    assert reads == ["bad"]


def test_an_article_that_turns_bad_leaves_the_graph_and_comes_back_mended(tmp_path, reads):
    """Its old version is no longer what it says; once mended it leaves the quarantine."""
    made(tmp_path / "out", some(0, 1))
    graph = made(tmp_path / "out", [article("n1", "BROKEN")])
    assert exported(graph) == fresh(tmp_path, some(0))
    graph = made(tmp_path / "out", some(1))
    assert exported(graph) == fresh(tmp_path, some(0, 1))
    assert (tmp_path / "out" / "quarantine.jsonl").read_text() == ""


def test_of_two_articles_with_one_id_one_is_quarantined(tmp_path, reads):
    """Whichever came first, the same one stays."""
    one, two = article("a", "Ann Lee visits France."), article("a", "Ann Lee visits Japan.")
    results = [made(tmp_path / str(i), order) for i, order in enumerate(([one, two], [two, one]))]
    assert [g.report.quarantined for g in results] == [1, 1]
    assert exported(results[0]) == exported(results[1])


# Faults


class Stop(Exception):
    pass


@pytest.mark.parametrize("after", range(4))
def test_an_interrupted_build_goes_on(tmp_path, reads, monkeypatch, after):
    """What was acknowledged is kept and not read again; readers see it meanwhile."""
    out = tmp_path / "out"

    def stream():
        for count, item in enumerate(some(0, 1, 2, 3)):
            if count == after:
                raise KeyboardInterrupt
            yield item

    with pytest.raises(KeyboardInterrupt):
        made(out, stream())
    kept = set(reads[:after])
    assert set(kg.load(out).articles) == kept
    assert len(kg.load(out).query("SELECT ?a { GRAPH ?a { ?a a kg:Article } }")) == len(kept)
    assert check(out)
    reads.clear()
    graph = made(out, some(0, 1, 2, 3))
    assert not kept & set(reads)
    assert exported(graph) == fresh(tmp_path, some(0, 1, 2, 3))
    assert not check(out)


@pytest.mark.parametrize("after", [0, 3, 6, 9, 12])
def test_a_full_disk_leaves_nothing_half_and_the_next_build_completes(tmp_path, reads, monkeypatch, after):
    """A clear message, no draft left, no record torn."""
    out = tmp_path / "out"
    calls = []
    real = os.fsync

    def full(handle):
        calls.append(handle)
        if len(calls) > after:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InvalidGraph, match="disk is full"):
        made(out, some(0, 1, 2, 3))
    assert not list(out.rglob(".new-*"))
    monkeypatch.setattr(os, "fsync", real)
    graph = made(out, some(0, 1, 2, 3))
    assert exported(graph) == fresh(tmp_path, some(0, 1, 2, 3))
    assert not check(out)


def test_a_second_writer_is_told_who_holds_the_directory(tmp_path, reads):
    """Exit code 75 and the process; the first one is not disturbed."""
    out = tmp_path / "out"
    made(out, some(0))
    code = (
        "import sys, pathlib; from kg.graph.store import Directory\n"
        f"with Directory(pathlib.Path({str(out)!r})).lock(): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(GraphBusy, match=str(other.pid)) as raised:
            made(out, some(1))
        assert raised.value.exit_code == 75
        assert len(kg.load(out).facts()) == 2
        other.kill()
    assert made(out, some(1)).report.built == 1


def test_a_killed_writer_leaves_no_lock(tmp_path, reads):
    """The lock goes with the process."""
    with Directory(tmp_path / "out").lock():
        pass
    assert made(tmp_path / "out", some(0)).report.built == 1


def test_another_format_version_gives_a_clear_message(tmp_path, reads):
    """No crash, no guess: which format, and what to do."""
    out = tmp_path / "out"
    made(out, some(0))
    manifest = json.loads((out / "manifest.json").read_text())
    (out / "manifest.json").write_text(json.dumps({**manifest, "format": 99}))
    for act in (lambda: kg.load(out), lambda: made(out, some(1)), lambda: remove(out, ["n0"])):
        with pytest.raises(InvalidGraph, match=r"format 99.*kg build"):
            act()


def test_a_folder_of_other_things_is_no_place_for_a_graph(tmp_path, reads):
    """Nobody's files are touched."""
    (tmp_path / "letter.txt").write_text("Dear")
    with pytest.raises(InvalidGraph, match="other files"):
        made(tmp_path, some(0))
    assert [file.name for file in tmp_path.iterdir()] == ["letter.txt"]
    with pytest.raises(InvalidGraph, match="is a file"):
        made(tmp_path / "letter.txt", some(0))
    with pytest.raises(InvalidGraph, match="no graph"):
        kg.load(tmp_path / "nowhere")


# Options


def test_inferred_triples_can_be_had_and_given_up_without_reading(tmp_path, reads):
    """An option of the graph, kept until another is given."""
    out = tmp_path / "out"
    asked = "ASK { GRAPH kg:inferred { ?s ?p ?o } }"
    assert not made(out, some(0)).query(asked)
    reads.clear()
    assert made(out, some(0), inferred=True).query(asked)
    assert made(out, some(0)).query(asked)
    assert not made(out, some(0), inferred=False).query(asked)
    assert reads == []
    assert not check(out)


FOREIGN = """@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix kg: <urn:newskg:ontology#> .
kg:visits a owl:ObjectProperty ; rdfs:label "drops in on" ; kg:verb "visit" .
"""


def test_another_ontology_reads_everything_anew_and_is_kept(tmp_path, reads):
    """A graph has one ontology; it lies in the directory, and later builds keep to it."""
    out, other = tmp_path / "out", tmp_path / "other.ttl"
    other.write_text(FOREIGN)
    made(out, some(0, 1))
    reads.clear()
    graph = made(out, some(2), ontology=other)
    assert sorted(reads) == ["n0", "n1", "n2"]
    assert (graph.report.built, graph.report.refreshed) == (1, 2)
    other.unlink()
    reads.clear()
    again = made(out, some(3))
    assert reads == ["n3"]
    assert again.ontology.relations["visits"].label == "drops in on"
    assert not check(out)


def test_a_graph_in_memory_equals_the_one_that_is_kept(tmp_path, reads):
    """`kg.build` without a place, saved and loaded: the same facts."""
    memory = build(some(0, 1, 2), jobs=0)
    assert memory.report.built == 3
    kept = made(tmp_path / "out", some(0, 1, 2))
    assert memory == kept
    assert memory.save(tmp_path / "saved") == kept
    assert exported(kg.load(tmp_path / "saved")) == exported(memory) == exported(kept)
    assert not check(tmp_path / "saved")
    with pytest.raises(InvalidGraph, match="already"):
        memory.save(tmp_path / "saved")


def test_progress_is_told_article_by_article(tmp_path, reads):
    """Done counts up to the total, which is known for a list and not for a stream."""
    told = []
    made(tmp_path / "out", some(0, 1, 2), on_progress=told.append)
    assert [at.done for at in told if at.step == "reading"] == [1, 2, 3, 3][: len(told) - 1] or told[-1].done == 3
    assert {at.total for at in told} == {3}
    made(tmp_path / "out", iter(some(0, 1, 2)), on_progress=told.append)
    assert told[-1].total is None


def test_the_manifest_holds_no_clock_and_no_path(tmp_path, reads):
    """Two directories made alike are alike to the byte, the store apart."""
    for name in ("one", "two"):
        made(tmp_path / name, some(0, 1, 2))
    for file in ("manifest.json", "quarantine.jsonl", "ontology.ttl"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()
    assert str(tmp_path) not in (tmp_path / "one" / "manifest.json").read_text()


# With processes and the model


SEEDS = [
    Article(
        id=f"real{i}",
        text=f"Ann Lee of Acme Corp. visited Paris on {i + 1} May 2020. She will meet Emmanuel Macron in June.",
    )
    for i in range(4)
]


LONG = Article(id="long", text="\n".join(f"Ann Lee met Bo Ek {i} times in Paris and in Rome." for i in range(4000)))


@pytest.mark.slow
def test_one_process_or_two_give_the_same_bytes(tmp_path):
    """Who reads an article does not show."""
    one = build(SEEDS, out=tmp_path / "one", jobs=1)
    two = build(SEEDS[::-1], out=tmp_path / "two", jobs=2)
    assert one.report.built == two.report.built == 4
    assert one.facts()
    assert exported(one) == exported(two)
    assert not same_as(tmp_path / "one", tmp_path / "two")
    timings = one.report.timings
    assert timings["parse"] > 0
    assert timings["articles"] == 4


@pytest.mark.slow
def test_an_article_that_takes_too_long_is_quarantined_and_the_next_is_read(tmp_path):
    """The process is killed, the build is not."""
    graph = build([LONG, SEEDS[1]], out=tmp_path / "out", deadline=4)
    assert (graph.report.built, graph.report.quarantined) == (1, 1)
    assert graph.report.rejected[0].reason == "deadline"


@pytest.mark.slow
def test_an_article_that_takes_too_much_memory_is_quarantined(tmp_path):
    """Within its bound or not at all."""
    graph = build([LONG, SEEDS[1]], out=tmp_path / "out", memory=30_000_000, deadline=120)
    assert (graph.report.built, graph.report.quarantined) == (1, 1)
    assert graph.report.rejected[0].reason in ("memory", "crashed", "failed")

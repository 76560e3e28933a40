"""Ids are the same for the same thing, differ for different things, and are IRIs whatever the name."""

import re

import pyoxigraph
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.linkers import resolve
from kg.linkers.identifiers import PREFIX, canonical, entity_id, folded, slug_of
from kg.model import Cluster

NAMES = st.text(min_size=1, max_size=300)


def id_of(name: str, type: str = "Person") -> str:
    linkage = resolve([Cluster(article="a", index=0, type=type, names=(name,))])
    return linkage.entities[0].id


@given(NAMES)
@settings(max_examples=300, deadline=None)
def test_any_name_makes_a_valid_iri(name: str) -> None:
    """Whatever stands in an article, the id is short ASCII that rdflib and pyoxigraph take."""
    found = id_of(name)
    assert re.fullmatch(re.escape(PREFIX) + r"[a-z0-9-]*[0-9a-f]{12}", found)
    assert len(found.encode()) <= 200
    assert rdflib.URIRef(found).n3() == f"<{found}>"
    assert pyoxigraph.NamedNode(found).value == found


@given(NAMES)
@settings(max_examples=300, deadline=None)
def test_canonical_is_stable(name: str) -> None:
    """Canonical and folded forms are their own canonical and folded forms."""
    assert canonical(canonical(name)) == canonical(name)
    assert folded(folded(name)) == folded(name)


def test_ten_thousand_hostile_names() -> None:
    """No two of ten thousand nasty names share an id."""
    pieces = [
        "C++",
        "C#",
        "岸田",
        "文雄",
        "<b>",
        '"',
        "\\",
        "é",
        "ß",
        "%20",
        "../",
        "😀",
        "ا",
        "a b",
        "-",
        "_",
        "’",
        "{}",
    ]
    names = {f"{a}{b}{c}{n}" for a in pieces for b in pieces for c in pieces[:9] for n in range(4)}
    names = {folded(name) for name in names}
    assert len(names) > 10_000
    ids = {entity_id("person", name, name) for name in names}
    assert len(ids) == len(names)


def test_classes_make_other_ids() -> None:
    """A person and a place of one name are two; an organisation that turns out to be a company stays what it is."""
    assert id_of("Paris", "Person") != id_of("Paris", "City")
    assert id_of("Acme", "Organization") == id_of("Acme", "Company")


def test_names_that_look_alike() -> None:
    """C++ is not C#, one kanji name not the other; composed, decomposed and with a zero-width space is one name."""
    assert len({id_of(name) for name in ("C++", "C#", "C", "岸田", "文雄")}) == 5
    assert len({id_of(name) for name in ("José", "Jose\u0301", "Jo\u200bsé", " José ")}) == 1


def test_slugs() -> None:
    """The readable part is plain, cut where it grows long, and may be empty."""
    assert slug_of("São Paulo") == "sao-paulo"
    assert slug_of("岸田") == ""
    assert len(slug_of("very " * 100)) <= 60
    assert id_of("岸田").removeprefix(PREFIX).isalnum()

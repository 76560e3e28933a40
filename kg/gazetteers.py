"""What a journalist knows without looking it up: countries, capitals, metonyms, bodies, role nouns, given names.

The tables are `data/gazetteers/*.csv`; `data/README.md` says where each row comes
from. A table is read once, on first use.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from kg.shipped import shipped

WIKIDATA = "http://www.wikidata.org/entity/"
LEGAL_FORM = re.compile(
    r",?\s+(?:inc|corp|corporation|co|ltd|llc|plc|ag|s\.?a|se|n\.?v|limited|gmbh|s\.?p\.?a|incorporated|oyj|asa|ab)\.?,?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A thing that the gazetteer knows by name: "U.S." is the country with the key "country:US".

    `label` is the form that a graph shows, `type` a class id of the ontology, `key` unique over all tables.
    """

    key: str
    label: str
    type: str
    same_as: tuple[str, ...] = ()
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Metonym:
    """A place that stands for those who govern there: "the Kremlin" for Russia.

    `always` tells that the name is hardly ever the place itself (the Kremlin), not only when it acts (Washington).
    """

    name: str
    stands_for: Entry
    always: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """What a common noun says of the thing that it describes: a chipmaker is a Company, a widow a female Person.

    `employs` tells that the owner of such a person ("its spokesman") is an organisation.
    """

    word: str
    type: str
    gender: str | None = None
    employs: bool = False


def _rows(table: str) -> Iterator[dict[str, str]]:
    with shipped("data", "gazetteers", f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


@cache
def countries() -> Mapping[str, Entry]:
    """Countries and territories by ISO 3166 code ("JP"), each with its Wikidata item."""
    found = {}
    for row in _rows("countries"):
        item = (WIKIDATA + row["wikidata"],) if row["wikidata"] else ()
        key = f"country:{row['code']}"
        found[row["code"]] = Entry(key=key, label=row["name"], type="Country", same_as=item, country=row["code"])
    return MappingProxyType(found)


@cache
def demonyms() -> Mapping[str, Entry]:
    """The country or region that a demonym or adjective of nationality names: "Japanese", "Danes", "European"."""
    by_code = countries()
    found = {d: by_code[row["code"]] for row in _rows("countries") for d in _several(row["demonyms"])}
    for row in _rows("places"):
        for demonym in _several(row["demonyms"]):
            found.setdefault(demonym, _place(row))
    return MappingProxyType(found)


@cache
def capitals() -> Mapping[str, Entry]:
    """The country whose capital a city is: "Tokyo" gives Japan."""
    by_code = countries()
    return MappingProxyType({c: by_code[row["code"]] for row in _rows("countries") for c in _several(row["capitals"])})


@cache
def names() -> Mapping[str, Entry]:
    """Every name form, as it is written, and what it names; of several things with one name, the best known."""
    return MappingProxyType({name: several[0] for name, several in senses().items()})


@lru_cache(maxsize=50_000)
def known(name: str) -> Entry | None:
    """What a name form names, also a shouted place ("HOUSTON") or a firm with its legal form ("Intel Corp.")."""
    entry = names().get(name) or shouted().get(name)
    if entry is None and LEGAL_FORM.search(name):
        plain = names().get(LEGAL_FORM.sub("", name))
        return plain if plain is not None and plain.type == "Company" else None
    return entry


@cache
def shouted() -> Mapping[str, Entry]:
    """Places in capitals: "NEW YORK"; short ones are left out, as they may be anything."""
    places = {name: entry for name, entry in names().items() if entry.type in ("City", "Country", "Region")}
    found = {name.upper(): entry for name, entry in sorted(places.items()) if len(name) > 3 and not name.isupper()}
    return MappingProxyType({name: entry for name, entry in found.items() if name not in names()})


@cache
def senses() -> Mapping[str, tuple[Entry, ...]]:
    """All things that a name form may name, the best known first: "Georgia" is a country and a state."""
    found: dict[str, list[Entry]] = {}
    for names_of, entry in _entries():
        for name in names_of:
            if entry not in found.setdefault(name, []):
                found[name].append(entry)
    return MappingProxyType({name: tuple(several) for name, several in found.items()})


def _entries() -> Iterator[tuple[tuple[str, ...], Entry]]:
    by_code = countries()
    rows = list(_rows("countries"))
    for row in rows:
        yield _forms(row), by_code[row["code"]]
    for row in rows:
        spellings = _several(row["capitals"])
        if spellings:
            key = f"place:{spellings[0]}, {row['code']}"
            yield spellings, Entry(key=key, label=spellings[0], type="City", country=row["code"])
    for row in _rows("organizations"):
        yield _forms(row), Entry(key=f"org:{row['name']}", label=row["name"], type=row["type"])
    for row in _rows("technologies"):
        yield _forms(row), Entry(key=f"technology:{row['name']}", label=row["name"], type="Technology")
    for row in _rows("places"):
        yield _forms(row), _place(row)


def _forms(row: Mapping[str, str]) -> tuple[str, ...]:
    return (row["name"], *_several(row["alternatives"]))


def _place(row: Mapping[str, str]) -> Entry:
    where = f"{row['name']}, {row['country']}" if row["country"] else row["name"]
    kind = "region" if row["type"] == "Region" else "place"
    return Entry(key=f"{kind}:{where}", label=row["name"], type=row["type"], country=row["country"] or None)


@cache
def metonyms() -> Mapping[str, Metonym]:
    """Places and buildings that stand for a government or body, capitals included."""
    by_name, by_code = names(), countries()
    found = {name: Metonym(name=name, stands_for=entry, always=False) for name, entry in capitals().items()}
    for row in _rows("metonyms"):
        entry = by_code.get(row["stands_for"]) or by_name[row["stands_for"]]
        found[row["name"]] = Metonym(name=row["name"], stands_for=entry, always=row["always"] == "yes")
    return MappingProxyType(found)


@cache
def nouns() -> Mapping[str, Noun]:
    """Common nouns, in lower case, that tell the class of what they describe."""
    return MappingProxyType(
        {
            row["noun"]: Noun(
                word=row["noun"], type=row["class"], gender=row["gender"] or None, employs=row["employs"] == "yes"
            )
            for row in _rows("nouns")
        }
    )


@cache
def kin() -> Mapping[str, frozenset[str]]:
    """For a noun, the nouns by which writers call the same thing in turn: a deal, an agreement, a contract."""
    groups: dict[str, set[str]] = {}
    for row in _rows("kin"):
        groups.setdefault(row["group"], set()).add(row["noun"])
    found: dict[str, set[str]] = {}
    for nouns_of in groups.values():
        for noun in nouns_of:
            found.setdefault(noun, set()).update(nouns_of)
    return MappingProxyType({noun: frozenset(several) for noun, several in found.items()})


@cache
def words(name: str) -> frozenset[str]:
    """A plain list of words in lower case: "acting", "dealings", "generic", "policies", "relations", "speaking"."""
    return frozenset(row["word"] for row in _rows("words") if row["list"] == name)


@cache
def name_words() -> Mapping[str, str]:
    """Words that give away the class of a name that ends with them: "Inc", "University", "Airport"."""
    return MappingProxyType({row["word"]: row["class"] for row in _rows("name_words")})


@cache
def titles() -> Mapping[str, str]:
    """Titles that stand before a person's name, in lower case without dots, and the gender they tell ("" for none)."""
    return MappingProxyType({row["title"]: row["gender"] for row in _rows("titles")})


@cache
def given_names() -> Mapping[str, str]:
    """Common given names and the gender ("m", "f", or "" for both) of those who bear them."""
    return MappingProxyType({row["name"]: row["gender"] for row in _rows("given_names")})


@cache
def nicknames() -> Mapping[str, frozenset[str]]:
    """The given names that a short form may stand for: "Bill" for William."""
    return MappingProxyType({row["short"]: frozenset(_several(row["full"])) for row in _rows("nicknames")})

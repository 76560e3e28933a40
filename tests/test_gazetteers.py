"""The tables hold what they promise, row by row."""

import csv
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from kg import gazetteers
from kg.mentions.classes import family
from kg.shipped import shipped

TABLES = sorted(shipped("data", "gazetteers").glob("*.csv"))


def rows(table: str) -> list[dict[str, str]]:
    with shipped("data", "gazetteers", f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_rows_are_sorted_unique_and_clean(path: Path) -> None:
    """A table diffs well: sorted, no row twice, no stray space, no empty first cell."""
    with path.open(encoding="utf-8", newline="") as lines:
        _header, *body = csv.reader(lines)
    assert body == sorted(body)
    assert len({tuple(row) for row in body}) == len(body)
    assert all(row[0] and cell == cell.strip() for row in body for cell in row)


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_the_readme_names_every_table(path: Path) -> None:
    """Nothing ships without a word about where it comes from."""
    assert f"`{path.name}`" in shipped("data", "README.md").read_text(encoding="utf-8")


def test_countries_have_codes_and_items() -> None:
    """Each country has its ISO codes once and, where the list gives one, a Wikidata item that no other has."""
    countries = rows("countries")
    assert len(countries) > 200
    for column in ("code", "code3", "name"):
        assert max(Counter(row[column] for row in countries).values()) == 1
    items = [row["wikidata"] for row in countries if row["wikidata"]]
    assert len(items) == len(set(items)) == len(countries) - 1
    assert all(re.fullmatch(r"Q\d+", item) for item in items)
    assert all(re.fullmatch(r"[A-Z]{2}", row["code"]) and re.fullmatch(r"[A-Z]{3}", row["code3"]) for row in countries)


def test_well_known_items() -> None:
    """Japan is Q17 and the United States Q30, as Wikidata has it."""
    countries = gazetteers.countries()
    assert countries["JP"].same_as == ("http://www.wikidata.org/entity/Q17",)
    assert countries["US"].same_as == ("http://www.wikidata.org/entity/Q30",)
    assert countries["NL"].same_as == ("http://www.wikidata.org/entity/Q55",)
    assert countries["XK"].same_as == ()


def test_many_forms_name_one_country() -> None:
    """ "U.S.", "USA" and "America" are the United States; so is what its demonym says."""
    names = gazetteers.names()
    assert {names[form].key for form in ("US", "U.S.", "USA", "America", "United States of America")} == {"country:US"}
    assert gazetteers.demonyms()["Japanese"].key == "country:JP"
    assert gazetteers.demonyms()["European"].key == "region:Europe"


def test_names_with_two_meanings_keep_both() -> None:
    """Georgia is a country first and a state second."""
    assert [entry.key for entry in gazetteers.senses()["Georgia"]] == ["country:GE", "region:Georgia, US"]


def test_metonyms_stand_for_governments() -> None:
    """Capitals stand for their country, buildings for who sits in them; the White House stays a body of its own."""
    metonyms = gazetteers.metonyms()
    assert metonyms["Tokyo"].stands_for.key == "country:JP"
    assert not metonyms["Tokyo"].always
    assert metonyms["Kremlin"].stands_for.key == "country:RU"
    assert metonyms["Kremlin"].always
    assert metonyms["Brussels"].stands_for.label == "European Union"
    assert gazetteers.names()["White House"].type == "GovernmentBody"


def test_classes_are_known() -> None:
    """Every class that a table names is one of the ontology's that mentions may have."""
    used = {row["class"] for row in rows("nouns")} | {row["class"] for row in rows("name_words")}
    used |= {row["type"] for row in rows("places")} | {row["type"] for row in rows("organizations")}
    assert {name for name in used if not family(name)} == set()


def test_ambiguous_bodies_have_no_row() -> None:
    """ "Supreme Court" and "Labour Party" mean something else in each country."""
    ambiguous = {"Supreme Court", "Parliament", "Labour Party", "Ministry of Defense", "Senate"}
    assert not ambiguous & set(gazetteers.names())


def test_keys_tell_things_apart() -> None:
    """No two labels share a key."""
    labels: dict[str, set[str]] = {}
    for entries in gazetteers.senses().values():
        for entry in entries:
            labels.setdefault(entry.key, set()).add(entry.label)
    assert all(len(several) == 1 for several in labels.values())


def test_loading_is_quick() -> None:
    """All tables together load in under a tenth of a second of a processor's time (50 ms on an idle machine)."""
    code = (
        "import time; from kg import gazetteers as g; t = time.process_time();"
        "g.names(), g.demonyms(), g.metonyms(), g.nouns(), g.name_words(), g.titles(), g.given_names(), g.nicknames(),"
        "g.words('acting'); print(time.process_time() - t)"
    )
    seconds = float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
    assert seconds < 0.1

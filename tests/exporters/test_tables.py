"""CSV and Parquet, read by pandas, pyarrow and LibreOffice."""

import csv
import json
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pyarrow.parquet as pq
import pytest

from kg.exporters import csv as tables
from kg.exporters import parquet
from kg.graph.view import EDGE_COLUMNS, view
from tests.exporters.conftest import absent
from tests.exporters.given import Given, awkward, bad_strings

# Comma, double quotes, UTF-8, special numbers detected, and every formula calculated, as a careless user would.
CALCULATING = "CSV:44,34,76,1,,0,false,true,false,false,false,0,true"
SHEET = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def test_csv_reads_back_in_pandas(graph: Given, tmp_path: Path) -> None:
    tables.export(graph, tmp_path / "x.csv", open=True, raw=True)
    nodes, edges = (pd.read_csv(path, keep_default_na=False) for path in tables.paths(tmp_path / "x.csv"))
    shown = view(graph, open=True)
    assert list(nodes["id"]) == [node.id for node in shown.nodes]
    assert list(nodes["label"]) == [node.label for node in shown.nodes]
    assert list(nodes["facts"]) == [node.facts for node in shown.nodes]
    assert list(edges["confidence"]) == [edge.confidence for edge in shown.edges]
    for name in ("id", "relation", "status", "date", "quote", "publisher"):
        assert list(edges[name].astype(str)) == [getattr(edge, name) for edge in shown.edges]
    labels = {node.id: node.label for node in shown.nodes}
    assert list(edges["object"]) == [labels[edge.target] for edge in shown.edges]


def test_no_cell_can_be_calculated(graph: Given, tmp_path: Path) -> None:
    """No cell begins, visibly or not, with a sign that a spreadsheet takes for a formula."""
    tables.export(graph, tmp_path / "x.csv", open=True)
    for path in tables.paths(tmp_path / "x.csv"):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            for cells in csv.reader(stream):
                assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r\n\0＝＋－＠")]


def test_harmless_cells_lose_nothing_but_the_apostrophe(graph: Given, tmp_path: Path) -> None:
    tables.export(graph, tmp_path / "safe.csv", open=True)
    tables.export(graph, tmp_path / "raw.csv", open=True, raw=True)
    changed = 0
    for safe, raw in zip(tables.paths(tmp_path / "safe.csv"), tables.paths(tmp_path / "raw.csv"), strict=True):
        with safe.open(encoding="utf-8-sig", newline="") as one, raw.open(encoding="utf-8-sig", newline="") as two:
            for safe_cells, raw_cells in zip(csv.reader(one), csv.reader(two), strict=True):
                for a, b in zip(safe_cells, raw_cells, strict=True):
                    assert a in (b, f"'{b}")
                    changed += a != b
    assert changed


def test_the_formulas_of_the_corpus_are_disarmed() -> None:
    folder = Path(__file__).parents[3] / "shared" / "bad" / "own"
    if not folder.is_dir():
        pytest.skip("no ../shared/bad beside this checkout")
    payloads = json.loads((folder / "csv_formula.json").read_text(encoding="utf-8"))
    assert len(payloads) == 13
    assert [payload for payload in payloads if tables.harmless(payload) == payload] == ["'=1"]


def test_libreoffice_finds_no_formula_and_every_row(graph: Given, tmp_path: Path) -> None:
    """LibreOffice itself opens both tables: no cell is a formula, and no row is lost or split."""
    if not shutil.which("soffice"):
        absent("LibreOffice")
    tables.export(graph, tmp_path / "x.csv", open=True)
    shown = view(graph, open=True)
    for path, things in zip(tables.paths(tmp_path / "x.csv"), (shown.nodes, shown.edges), strict=True):
        sheet = _opened_by_libreoffice(path, tmp_path)
        formulas = [cell for cell in sheet.iter(f"{SHEET}table-cell") if cell.get(f"{SHEET}formula")]
        assert formulas == []
        assert _first_cells(sheet) == ["id", *(thing.id for thing in things)]


def test_libreoffice_would_have_calculated(tmp_path: Path) -> None:
    """The same program, told the same, does calculate a raw table: the test above can fail."""
    if not shutil.which("soffice"):
        absent("LibreOffice")
    tables.export(awkward(), tmp_path / "x.csv", raw=True)
    sheet = _opened_by_libreoffice(tmp_path / "x.nodes.csv", tmp_path)
    assert [cell for cell in sheet.iter(f"{SHEET}table-cell") if cell.get(f"{SHEET}formula")]


def _opened_by_libreoffice(path: Path, folder: Path) -> ElementTree.Element:
    command = [
        "soffice",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        f"--infilter={CALCULATING}",
        "--convert-to",
        "fods",
        "--outdir",
        str(folder),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return ElementTree.parse(path.with_suffix(".fods")).getroot()


def _first_cells(sheet: ElementTree.Element) -> list[str]:
    rows = (row.find(f"{SHEET}table-cell") for row in sheet.iter(f"{SHEET}table-row"))
    texts = ("".join(cell.itertext()).strip() for cell in rows if cell is not None)
    return [text for text in texts if text]


def test_parquet_reads_back_in_pyarrow_and_pandas(graph: Given, tmp_path: Path) -> None:
    parquet.export(graph, tmp_path / "x.parquet", open=True)
    shown = view(graph, open=True)
    nodes = pq.read_table(tmp_path / "x.nodes.parquet")
    edges = pd.read_parquet(tmp_path / "x.edges.parquet")
    assert nodes["label"].to_pylist() == [node.label or None for node in shown.nodes]
    assert nodes["aliases"].to_pylist() == [list(node.aliases) for node in shown.nodes]
    assert Counter(zip(edges["source"], edges["relation"], edges["target"], strict=True)) == Counter(
        (edge.source, edge.relation, edge.target) for edge in shown.edges
    )
    assert [str(edges[name].dtype) for name in ("confidence", "weight", "open")] == ["float64", "int64", "bool"]
    for name, _ in EDGE_COLUMNS:
        assert [x for x in edges[name] if x == x and x is not None] == [
            x for x in (getattr(edge, name) for edge in shown.edges) if x != ""
        ]


def test_without_pyarrow_the_message_says_what_to_install(
    graph: Given, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    from kg.errors import MissingPackage

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingPackage, match=r"pip install 'newskg\[parquet\]'"):
        parquet.export(graph, tmp_path / "x.parquet", open=True)
    assert list(tmp_path.iterdir()) == []


def test_hostile_strings_are_really_there() -> None:
    """The corpora hold formulas, so that the tests above have something to disarm."""
    strings = bad_strings()
    if not strings:
        pytest.skip("no ../shared/bad beside this checkout")
    assert sum(text.startswith(("=", "+", "-", "@")) for text in strings) >= 10

"""Every notebook runs from top to bottom in the folder it lies in, and is committed without output."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[1] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
READING_SPEED = 200  # words a minute; code is read no faster


def _read(path: Path) -> nbformat.NotebookNode:
    notebook: nbformat.NotebookNode = nbformat.read(path, as_version=4)
    return notebook


def test_all_four_are_there() -> None:
    assert [path.stem for path in NOTEBOOKS] == [
        "01_first_graph",
        "02_ask_in_sparql",
        "03_networks_and_export",
        "04_your_own_ontology_and_extractor",
    ]
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert all(f"`{path.stem}`" in page for path in NOTEBOOKS)


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs(path: Path) -> None:
    """No cell fails, the last expression of each shows something, and nothing is written beside the notebook."""
    before = sorted(FOLDER.iterdir())
    notebook = _read(path)
    NotebookClient(notebook, timeout=240, resources={"metadata": {"path": str(FOLDER)}}).execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert not [output for output in outputs if output.output_type == "error"]
    assert any("text/html" in output.get("data", {}) for output in outputs)
    assert sorted(FOLDER.iterdir()) == before


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_is_committed_without_output(path: Path) -> None:
    code = [cell for cell in _read(path).cells if cell.cell_type == "code"]
    assert code
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_is_read_in_five_minutes(path: Path) -> None:
    words = sum(len(cell.source.split()) for cell in _read(path).cells)
    assert words <= 5 * READING_SPEED


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_names_no_place_of_one_machine(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not [word for word in ("/home/", "/root/", "/Users/", "C:\\\\", "site-packages") if word in text]

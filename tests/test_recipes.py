"""The recipes of CONTRIBUTING.md, followed word for word: a package with a reader, an extractor and an exporter."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg import plugins

ROOT = Path(__file__).parents[1]
FILE = re.compile(r"^`([\w./-]+)`\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def recipe() -> dict[str, str]:
    """The files that the page tells one to write, by name."""
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return dict(FILE.findall(page))


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The package of the recipe, installed where only the processes of these tests see it."""
    source, target = tmp_path_factory.mktemp("recipe"), tmp_path_factory.mktemp("site")
    files = recipe()
    assert {"pyproject.toml", "newskg_recipes.py"} <= set(files)
    for name, content in files.items():
        (source / name).write_text(content, encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-build-isolation", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--target", str(target), str(source)], check=True)
    return {**os.environ, "PYTHONPATH": f"{target}{os.pathsep}{ROOT}"}


def _run(command: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(command, env=environment, capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


def _kg(*words: str, environment: dict[str, str]) -> str:
    return _run([sys.executable, "-m", "kg", *words], environment)


def test_the_recipe_is_short() -> None:
    """Twenty lines a plug-in, or the door is not as wide as we say."""
    code = [line for line in recipe()["newskg_recipes.py"].splitlines() if line.strip()]
    assert len(code) <= 80


def test_kg_plugins_lists_them(installed: dict[str, str]) -> None:
    listed = _kg("plugins", environment=installed)
    for name in ("memo", "praise", "spelling", "pairs"):
        assert re.search(rf"{name}\s+newskg_recipes:\w+\s+newskg-recipes", listed)


def test_they_work_in_a_build(installed: dict[str, str], tmp_path: Path) -> None:
    """A memo is read, praise becomes a fact with its sentence, and the pairs are written."""
    (tmp_path / "one.memo").write_text("A memo\n\nAda Lind praised Ben Holm on Tuesday.\n", encoding="utf-8")
    out = tmp_path / "out"
    chosen = ("--extractor", "praise", "--linker", "spelling")
    _kg("build", str(tmp_path / "one.memo"), "-o", str(out), *chosen, environment=installed)
    facts = _kg("facts", str(out), "--json", environment=installed)
    assert '"supports"' in facts and '"rule": "praise"' in facts
    why = _kg("why", str(out), "Ada Lind", "supports", "Ben Holm", environment=installed)
    assert "same spelling" in why
    _kg("export", str(out), "-o", str(tmp_path / "x.pairs"), environment=installed)
    assert (tmp_path / "x.pairs").read_text(encoding="utf-8") == "Ada Lind\tBen Holm\n"


def test_an_extractor_reads_because_it_is_installed(installed: dict[str, str], tmp_path: Path) -> None:
    """Beside ours, without being named."""
    (tmp_path / "one.memo").write_text("A memo\n\nAda Lind praised Ben Holm on Tuesday.\n", encoding="utf-8")
    _kg("build", str(tmp_path / "one.memo"), "-o", str(tmp_path / "out"), environment=installed)
    assert "supports" in _kg("facts", str(tmp_path / "out"), environment=installed)


def test_they_keep_their_promises(installed: dict[str, str], tmp_path: Path) -> None:
    check = f"""
from pathlib import Path
import newskg_recipes as mine
from kg import testing
testing.check_reader(mine.read, "A memo\\n\\nAda Lind praised Ben Holm.".encode())
assert len(testing.check_extractor(mine.extract)) == 1
assert testing.check_linker(mine.link)[0]
testing.check_exporter(mine.export, Path({str(tmp_path)!r}) / "x.pairs")
"""
    _run([sys.executable, "-c", check], installed)


def test_the_recipe_for_a_relation(tmp_path: Path) -> None:
    """The Turtle of the page, in a file of one's own, and a sentence that says it."""
    import kg

    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"^```turtle\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    (relation,) = re.findall(r"^kg:(\w+) a owl:ObjectProperty", block, re.MULTILINE)
    prefixes = """@prefix kg: <urn:newskg:ontology#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . <urn:mine> owl:imports <urn:newskg:ontology> .\n"""
    (tmp_path / "mine.ttl").write_text(prefixes + block, encoding="utf-8")
    article = kg.Article(id="a", text="Mayor Ada Lind endorsed Ben Holm on Tuesday.")
    graph = kg.build([article], ontology=tmp_path / "mine.ttl", jobs=0)
    (fact,) = graph.facts(relation=relation)
    assert (fact.subject.label, fact.object.label if fact.object else "") == ("Ada Lind", "Ben Holm")


def test_they_are_gone_without_the_package() -> None:
    assert not {"memo", "pairs"} & {*plugins.names("readers"), *plugins.names("exporters")}

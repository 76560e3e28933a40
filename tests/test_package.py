"""What holds for the package as a whole: light imports, a wheel that carries its files, a lock without addresses."""

import os
import re
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = {"spacy", "rdflib", "networkx", "pyvis", "numpy", "pyoxigraph", "sklearn"}


def heavy_modules_after(code: str) -> set[str]:
    script = f"import sys\n{code}\nprint(*sorted({HEAVY!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split("\n")[-2].split())


def test_import_kg_loads_nothing_heavy() -> None:
    """`import kg` costs no language model, no RDF library, no graph library."""
    assert heavy_modules_after("import kg") == set()


def test_help_loads_nothing_heavy() -> None:
    """`kg --help` lists every verb without loading what the verbs need."""
    code = "from kg.cli import main\ntry:\n    main(['--help'])\nexcept SystemExit:\n    pass"
    assert heavy_modules_after(code) == set()


def test_every_verb_has_help() -> None:
    """`kg VERB --help` works for every verb and loads nothing heavy."""
    from kg.cli import VERBS

    lines = [f"try:\n    main(['{verb}', '--help'])\nexcept SystemExit as e:\n    assert e.code == 0" for verb in VERBS]
    assert heavy_modules_after("from kg.cli import main\n" + "\n".join(lines)) == set()


def test_lock_has_hashes_and_no_addresses() -> None:
    """Every locked package has a hash; no host is named."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert not re.search(r"https?://|--index-url|--find-links", lock)
    packages = re.findall(r"^[a-z0-9][\w.-]*==", lock, flags=re.MULTILINE)
    assert len(packages) > 50
    blocks = re.split(r"^(?=[a-z0-9][\w.-]*==)", lock, flags=re.MULTILINE)[1:]
    assert all("--hash=sha256:" in block for block in blocks)


@pytest.mark.slow
def test_wheel_runs_the_demo(tmp_path: Path) -> None:
    """The wheel, installed into an empty environment, carries the ontology, the word lists and the sample articles."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    [wheel] = tmp_path.glob("newskg-*.whl")
    home = tmp_path / "venv"
    venv.create(home, with_pip=False)
    [packages] = home.glob("lib/python*/site-packages")
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(packages), str(wheel)],
        check=True,
    )
    # The dependencies come from this environment: a plain path entry, so its own editable `kg` stays invisible.
    ours = next(p for p in sys.path if p.endswith("site-packages"))
    (packages / "dependencies.pth").write_text(ours + "\n", encoding="utf-8")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    done = subprocess.run(
        [home / "bin" / "python", "-m", "kg", "demo", "-o", str(tmp_path / "out")],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "graph.html").stat().st_size > 100_000
    where = subprocess.run(
        [home / "bin" / "python", "-c", "import kg; print(kg.__file__)"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert str(home) in where.stdout

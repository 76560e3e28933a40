import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

from tests.exporters.given import Given, awkward, bad_strings, hostile


@pytest.fixture(scope="session", params=["awkward", "hostile"])
def graph(request: pytest.FixtureRequest) -> Given:
    """Every test of this folder sees both: a graph of awkward shape, and a thousand strings that broke others."""
    if request.param == "awkward":
        return awkward()
    strings = bad_strings()
    if not strings:
        pytest.skip("no ../shared/bad beside this checkout: the thousand bad strings are not tried")
    assert len(strings) == 1_000
    return hostile(strings)


def absent(what: str) -> NoReturn:
    """A reader that is not installed: skipped loudly here, a failure in CI, which installs it."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is absent, and CI must have it")
    pytest.skip(f"{what} is absent: this reader was not tried")


@pytest.fixture(scope="session")
def node(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Path], dict[str, Any]]:
    """Reads a file with a JavaScript library: `node("gexf", path)`."""
    if not shutil.which("node") or not shutil.which("npm"):
        absent("node")
    folder = tmp_path_factory.mktemp("node")
    for file in (Path(__file__).parent / "node").glob("*.js*"):
        shutil.copy(file, folder)
    command = ["npm", "ci", "--no-audit", "--no-fund"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"npm could not fetch cytoscape and graphology: they were not tried ({done.stderr.strip()[-200:]})")

    def read(kind: str, path: Path) -> dict[str, Any]:
        command = ["node", "read.js", kind, str(path)]
        done = subprocess.run(command, cwd=folder, capture_output=True, check=True, encoding="utf-8")
        seen: dict[str, Any] = json.loads(done.stdout)
        return seen

    return read

"""What several tests share: the folder of the reference material, and the graph of the sample articles."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"

type Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The reference material beside the checkout; tests that read it are skipped where it is not."""
    if not SHARED.is_dir():
        pytest.skip("needs ../shared (articles and benchmarks that are not part of this repository)")
    return SHARED


@pytest.fixture(scope="session")
def kg() -> Run:
    """Runs the command `kg` as a person would, in a process of its own."""

    def run(
        *arguments: object, cwd: Path | None = None, input: str | None = None
    ) -> "subprocess.CompletedProcess[str]":
        environment = os.environ | {"NO_COLOR": "1", "COLUMNS": "120"}
        return subprocess.run(
            [sys.executable, "-m", "kg", *map(str, arguments)],
            cwd=cwd,
            env=environment,
            input=input,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory, kg: Run) -> Path:
    """The graph directory of the sample articles, built once."""
    out = tmp_path_factory.mktemp("sample") / "out"
    done = kg("build", ROOT / "data" / "articles", "-o", out)
    assert done.returncode == 0, done.stderr
    return out

"""Runs the console sessions of the documentation: a line that begins with `$ ` is a command, the rest its output.

`python -m tests.readme` runs them all and writes the real output into the files.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = ("README.md",)
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def run(command: str, folder: Path) -> str:
    """What a person sees: standard output and standard error of one shell command, in order."""
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "110",
        "NO_COLOR": "1",
        "LC_ALL": "C.UTF-8",
    }
    done = subprocess.run(
        command,
        check=False,
        shell=True,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


def session(block: str, folder: Path) -> str:
    """The same session with the output that its commands give now."""
    commands = [line[2:] for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"$ {command}\n{run(command, folder)}" for command in commands)


def replayed(page: str) -> str:
    """The page with every console session replayed, in order, in one folder that holds the sample articles."""
    text = (ROOT / page).read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        shutil.copytree(ROOT / "data" / "articles", folder / "data" / "articles")
        return BLOCK.sub(lambda match: f"```console\n{session(match[1], folder)}```", text)


if __name__ == "__main__":
    for page in PAGES:
        (ROOT / page).write_text(replayed(page), encoding="utf-8", newline="\n")

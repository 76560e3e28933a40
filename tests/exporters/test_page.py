"""The page about the exporters: every one of them is on it, and every command runs."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg import plugins, testing
from kg.cli import cli
from kg.errors import UnknownPlugin

PAGE = (Path(__file__).parents[2] / "kg" / "exporters" / "README.md").read_text(encoding="utf-8")
COMMANDS = sorted(set(re.findall(r"kg export out [^`\n]+", PAGE)))
ROW = re.compile(r"^\| \[(\w+)\]\(#([\w-]+)\) \| .+ \| `(kg export [^`]+)` \|$", re.MULTILINE)


def test_every_exporter_of_ours_has_its_row_and_its_section() -> None:
    rows = {name: anchor for name, anchor, _ in ROW.findall(PAGE)}
    ours = {plugin.name for plugin in plugins.installed("exporters") if plugin.distribution == "newskg"}
    assert set(rows) == ours
    headings = {re.sub(r"[^\w -]", "", line[3:]).strip().lower().replace(" ", "-") for line in _headings()}
    assert set(rows.values()) <= headings


def _headings() -> list[str]:
    return [line for line in PAGE.splitlines() if line.startswith("## ")]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_runs(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    testing.sample_graph().save(tmp_path / "out")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(cli, shlex.split(command)[1:], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    assert len(list(tmp_path.iterdir())) >= 2


def test_an_option_that_an_exporter_does_not_take_is_named(tmp_path: Path) -> None:
    """Also in Python; the message lists the options that there are, and nothing is written."""
    with pytest.raises(UnknownPlugin, match="'gexf' has no option 'colour'; there are: open, statuses"):
        testing.sample_graph().export(tmp_path / "x.gexf", colour="red")
    assert list(tmp_path.iterdir()) == []

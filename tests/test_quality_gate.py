"""Quality is a number that only rises: each figure that was reached on the developers' benchmarks is kept."""

import json
from pathlib import Path

import pytest

from tests.bench import quality

BENCHES = {bench.name: bench for bench in quality.benches()} if quality.SHARED.is_dir() else {}
NAMES = ("benchie", "carb", "facts", "knowledgenet", "meantime")


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("name", NAMES)
def test_no_figure_falls(name: str, shared: Path) -> None:
    """Measured anew on the same data, every figure is at least the kept one, less its slack."""
    assert shared.is_dir()
    bench = BENCHES[name]
    kept = json.loads(quality.BASELINE.read_text(encoding="utf-8"))[name]
    if quality.digest(bench.data) != kept["data"]:
        pytest.skip(f"the data of {name} are not those that were measured; keep new figures with {remedy(name)}")
    figures = quality.measure(bench)
    fallen = {
        figure: f"{figures[figure]:.4f} < {value:.4f} - {bench.slack}"
        for figure, value in kept["figures"].items()
        if figures[figure] < value - bench.slack
    }
    assert not fallen, f"{name} fell: {fallen}. If this is meant, keep it with {remedy(name)} and say why"


def remedy(name: str) -> str:
    return f"`python -m tests.bench.quality --write {name}`"


def test_every_figure_is_kept() -> None:
    """No benchmark is measured without being pinned, and no figure is zero."""
    kept = json.loads(quality.BASELINE.read_text(encoding="utf-8"))
    assert tuple(sorted(kept)) == NAMES
    assert all(value > 0 for each in kept.values() for value in each["figures"].values())
    assert not BENCHES or tuple(sorted(BENCHES)) == NAMES

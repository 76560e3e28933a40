"""Measures quality on the developers' benchmarks beside the checkout, and keeps what was reached.

    python -m tests.bench.quality            prints the figures beside the kept ones
    python -m tests.bench.quality --write    keeps the figures in tests/quality_baseline.json

`tests/test_quality_gate.py` fails when a figure falls below the kept one by more than its slack. Figures that rose are
kept by writing them; figures may be written lower only with a reason in CHANGELOG.md.
"""

import argparse
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
BENCH = SHARED / "bench"
BASELINE = ROOT / "tests" / "quality_baseline.json"
ONE_IN = 6  # documents of KnowledgeNet that are learned from and scored in turn: all of them would take half an hour

type Figures = dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """One run of `run.py`: its arguments, the files it depends on, and how its figures are read.

    `slack` is how far a figure may fall and still be called the same: the figures are deterministic for one model and
    one machine, but floating point differs a little between processors, and a handful of decisions lie on an edge.
    """

    name: str
    arguments: tuple[str, ...]
    data: tuple[Path, ...]
    read: Callable[[str], Figures]
    slack: float


def _json(names: Iterable[str]) -> Callable[[str], Figures]:
    def read(output: str) -> Figures:
        found = json.loads(output.strip().splitlines()[-1])
        found = found.get("span_overlap", found)
        return {name: float(found[name]) for name in names}

    return read


def _pattern(pattern: str) -> Callable[[str], Figures]:
    def read(output: str) -> Figures:
        found = re.search(pattern, output)
        if found is None:
            raise ValueError(f"no figures in: {output[-500:]}")
        return {name: float(value) for name, value in found.groupdict().items()}

    return read


def benches() -> tuple[Bench, ...]:
    """Everything that is pinned."""
    gold, openie = SHARED / "gold", BENCH / "openie"
    facts = ("precision", "recall_core", "status_accuracy", "date_accuracy", "pair_recall_core")
    meantime = BENCH / "meantime" / "docs_gold.jsonl"
    return (
        Bench(
            name="facts",
            arguments=("facts", "--json"),
            data=(gold / "news.jsonl", *sorted((gold / "news").glob("*.txt"))),
            read=_json(facts),
            slack=0.01,
        ),
        Bench(
            name="carb",
            arguments=("carb", "--min-precision=0.6"),
            data=(openie / "carb_gold_dev.tsv",),
            read=_pattern(r"best P (?P<precision>[\d.]+) R (?P<recall>[\d.]+) F1 (?P<f1>[\d.]+)"),
            slack=0.005,
        ),
        Bench(
            name="benchie",
            arguments=("benchie",),
            data=(openie / "benchie_dev.txt",),
            read=_pattern(r"P (?P<precision>[\d.]+) R (?P<recall>[\d.]+) F1 (?P<f1>[\d.]+)"),
            slack=0.005,
        ),
        Bench(
            name="meantime",
            arguments=("meantime",),
            data=(meantime,),
            read=_pattern(r"mentions .*? F1 (?P<mention_f1>[\d.]+)[\s\S]*?B-cubed .*? F1 (?P<b_cubed_f1>[\d.]+)"),
            slack=0.005,
        ),
        Bench(
            name="knowledgenet",
            arguments=("knowledgenet", "--cv", "--json"),
            data=(BENCH / "knowledgenet" / "folds123.jsonl",),
            read=_json(("f1",)),
            slack=0.015,
        ),
    )


def digest(paths: Iterable[Path]) -> str:
    """A digest of the data, so that figures of other data are never compared."""
    whole = sha256()
    for path in paths:
        whole.update(path.name.encode())
        whole.update(path.read_bytes())
    return whole.hexdigest()[:16]


def measure(bench: Bench) -> Figures:
    """Runs one benchmark with the `kg` of this interpreter. Raises `RuntimeError` with its output when it fails."""
    with TemporaryDirectory() as folder:
        arguments = [*bench.arguments]
        if bench.name == "knowledgenet":
            arguments += ["--gold", str(_part(bench.data[0], Path(folder) / "part.jsonl"))]
        done = subprocess.run(
            [sys.executable, str(BENCH / "run.py"), *arguments],
            env={**os.environ, "KG": f"{sys.executable} -m kg", "OMP_NUM_THREADS": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise RuntimeError(f"{bench.name}: {done.stderr[-2000:]}")
    return bench.read(done.stdout)


def _part(path: Path, part: Path) -> Path:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    part.write_text("".join(lines[::ONE_IN]), encoding="utf-8")
    return part


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="keep the figures in tests/quality_baseline.json")
    parser.add_argument("names", nargs="*", help="only these benchmarks")
    asked = parser.parse_args()
    kept = json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.exists() else {}
    for bench in benches():
        if asked.names and bench.name not in asked.names:
            continue
        figures = measure(bench)
        for name, value in figures.items():
            before = kept.get(bench.name, {}).get("figures", {}).get(name)
            sys.stdout.write(f"{bench.name:14s} {name:18s} {value:.4f}   kept {before}\n")
        sys.stdout.flush()
        kept[bench.name] = {"data": digest(bench.data), "figures": figures}
        if asked.write:
            BASELINE.write_text(json.dumps(kept, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

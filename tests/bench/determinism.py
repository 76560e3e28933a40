"""Same in, same out: other orders, hash seeds, processes and histories give the same bytes of every text export.

python -m tests.bench.determinism --articles 30
"""

import argparse
import hashlib
import random
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from kg.model import Article
from tests.bench.articles import articles
from tests.bench.running import TEXT_EXPORTS, run, tell, write_articles


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=30)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return experiment(given, Path(folder))


def experiment(given: argparse.Namespace, folder: Path) -> int:
    made = list(articles(given.articles))
    made += [replace(made[0], id="a-copy", url=None), replace(made[1], id="z-copy", source="Another")]
    ways = {
        "one": lambda out: at_once(folder, out, made, seed=0, jobs=1),
        "shuffled": lambda out: at_once(folder, out, shuffled(made, 1), seed=1, jobs=1),
        "two processes": lambda out: at_once(folder, out, shuffled(made, 2), seed=2, jobs=2),
        "little by little": lambda out: little_by_little(folder, out, made),
    }
    digests: dict[str, set[str]] = {}
    for number, way in enumerate(ways.values()):
        out = folder / f"out{number}"
        way(out)
        for name, value in exports(out, folder / f"exports{number}", seed=number).items():
            digests.setdefault(name, set()).add(value)
    differing = sorted(name for name, values in digests.items() if len(values) > 1)
    tell(articles=len(made), ways=list(ways), exports=sorted(digests), differing=differing)
    return 1 if differing else 0


def shuffled(made: list[Article], seed: int) -> list[Article]:
    return random.Random(seed).sample(made, len(made))


def at_once(folder: Path, out: Path, made: list[Article], *, seed: int, jobs: int) -> None:
    source = write_articles(folder / f"{out.name}.jsonl", made)
    run("build", source, "-o", out, "--jobs", str(jobs), seed=seed)


def little_by_little(folder: Path, out: Path, made: list[Article]) -> None:
    """Older versions first, articles that leave again, corrections, and the rest."""
    half = len(made) // 2
    older = [replace(article, text=article.text[: len(article.text) // 2]) for article in made[:half]]
    strangers = [replace(article, id=f"stranger-{article.id}") for article in articles(3, seed=9)]
    at_once(folder, out, [*older, *strangers], seed=3, jobs=1)
    at_once(folder, out, made[half:][::-1], seed=4, jobs=1)
    run("remove", out, *(stranger.id for stranger in strangers), seed=5)
    at_once(folder, out, shuffled(made, 6), seed=6, jobs=1)


def exports(out: Path, folder: Path, *, seed: int) -> dict[str, str]:
    """The sha256 of every file that the text exports write."""
    folder.mkdir()
    wanted = [(name, folder / f"graph.{name}") for name in TEXT_EXPORTS]
    wanted += [(name, folder / name) for name in ("neo4j", "obsidian", "rdf12", "wikidata", "nanopub")]
    for name, path in wanted:
        code = run("export", out, "-o", path, "--format", name, seed=seed)
        assert code == 0, f"kg export --format {name} ended with {code}"
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return {str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


if __name__ == "__main__":
    sys.exit(main())

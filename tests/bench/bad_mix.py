"""Good articles with bad ones among them: the good are built, each bad one is named, nothing hangs, nothing vanishes.

    python -m tests.bench.bad_mix --articles 1000 --bad 50

Prints how long the build took against the same without the bad ones. Exit 1 when a promise was broken.
"""

import argparse
import gzip
import json
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from kg.graph.check import check
from tests.bench.articles import articles
from tests.bench.running import run, tell

FRENCH = "Le ministre a rencontré son homologue à Paris mardi, et les deux pays ont signé un accord commercial. " * 9
BOMB = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">'.encode() for i in range(8)
)


def bad_files(folder: Path, count: int) -> int:
    """Writes this many bad articles of every kind in turn; returns how many there are."""
    outside = folder.parent / "outside.txt"
    outside.write_text("Ann Lee met Bo Ek in Paris.", encoding="utf-8")
    makers = [
        lambda path: path.with_suffix(".txt").write_bytes(b""),
        lambda path: path.with_suffix(".txt").write_bytes(b" \n\t\n" * 50),
        lambda path: path.with_suffix(".txt").write_bytes(bytes(range(256)) * 40),
        lambda path: path.with_suffix(".txt").write_bytes(b"Ann Lee met Bo Ek. " * 2_700_000),
        lambda path: path.with_suffix(".txt").write_bytes(b"Ann Lee met Bo Ek and then " * 40_000),
        lambda path: path.with_suffix(".txt").write_text(FRENCH, encoding="utf-8"),
        lambda path: path.with_suffix(".html").write_bytes(b"<html><body></body></html>"),
        lambda path: path.with_suffix(".jsonl").write_text('{"id": "x", "text": \n', encoding="utf-8"),
        lambda path: path.with_suffix(".jsonl").write_text(json.dumps({"id": path.name}) + "\n", encoding="utf-8"),
        lambda path: path.with_suffix(".txt").symlink_to(outside),
        lambda path: path.with_suffix(".rss").write_bytes(BOMB + b"]><rss><channel><item>&i;</item></channel></rss>"),
        lambda path: path.with_suffix(".txt.gz").write_bytes(gzip.compress(b"a" * 80_000_000, 9)),
        lambda path: path.with_suffix(".docx").write_bytes(b"PK\x03\x04" + bytes(500)),
    ]
    for number in range(count):
        makers[number % len(makers)](folder / f"bad{number:03d}")
    return count


def odd_files(folder: Path) -> int:
    """What may be built or quarantined, so long as it is one of the two and in time."""
    odd = {
        "emoji.txt": "\N{GRINNING FACE}" * 100_000,
        "brackets.txt": "(" * 100_000,
        "nul.txt": "Ann Lee met\0 Bo Ek in Paris on Monday.",
        "deep.html": "<div>" * 5_000 + "Ann Lee met Bo Ek." + "</div>" * 5_000,
        "paragraphs.html": "<html><body>" + "<p>Ann Lee met Bo Ek.</p>" * 20_000 + "</body></html>",
        "nested.jsonl": '{"id": "n", "text": ' + "[" * 100_000 + "]" * 100_000 + "}",
        "path.jsonl": json.dumps({"id": "../../etc/passwd", "text": "Ann Lee met Bo Ek in Paris on Monday."}),
        "one_sentence.txt": "Ann Lee met " + "Bo Ek and " * 14_000 + "others.",
    }
    for name, content in odd.items():
        (folder / f"odd-{name}").write_text(content, encoding="utf-8")
    return len(odd)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=1000)
    options.add_argument("--bad", type=int, default=50)
    options.add_argument("--jobs", type=int, default=1)
    options.add_argument("--compare", action="store_true", help="also build the good ones alone, to compare times")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return experiment(given, Path(folder))


def experiment(given: argparse.Namespace, folder: Path) -> int:
    good, mixed = folder / "good", folder / "mixed"
    good.mkdir()
    mixed.mkdir()
    for article in articles(given.articles - given.bad):
        for place in (good, mixed):
            (place / f"{Path(article.id).name}.txt").write_text(article.text, encoding="utf-8")
    bad, odd = bad_files(mixed, given.bad), odd_files(mixed)
    alone = timed_build(good, folder / "alone", given.jobs) if given.compare else None
    spent = timed_build(mixed, folder / "out", given.jobs)
    manifest = json.loads((folder / "out" / "manifest.json").read_text())
    lines = [json.loads(line) for line in (folder / "out" / "quarantine.jsonl").read_text().splitlines()]
    built = len(manifest["articles"])
    named = {Path(line["where"].split(":")[0]).name.split(".")[0] for line in lines}
    unnamed = [f"bad{i:03d}" for i in range(given.bad) if f"bad{i:03d}" not in named]
    odd_built = sum(1 for id in manifest["articles"] if "odd-" in id or "passwd" in id)
    tell(
        read=given.articles + odd, built=built, good=given.articles - bad, quarantined=len(lines), bad=bad, odd=odd,
        odd_built=odd_built, reasons=dict(Counter(line["reason"] for line in lines)), unnamed=unnamed,
        seconds=round(spent, 1), seconds_without_bad=alone and round(alone, 1), faults=len(check(folder / "out")),
    )  # fmt: skip
    complete = built - odd_built == given.articles - bad and not unnamed and built + len(lines) == given.articles + odd
    return 0 if complete and all(line["reason"] and line["message"] for line in lines) else 1


def timed_build(source: Path, out: Path, jobs: int) -> float:
    started = time.monotonic()
    run("build", source, "-o", out, "--jobs", str(jobs))
    return time.monotonic() - started


if __name__ == "__main__":
    sys.exit(main())

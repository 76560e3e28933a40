"""Bad articles of every kind: each is built or quarantined, with a reason, in bounded time; the good ones are built."""

import gzip
import json
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from kg.model import Article, Rejected, Role
from kg.pipeline import build
from kg.readers import read
from kg.text import cut

SHARED = Path(__file__).parents[1] / ".." / "shared" / "bad"
SENTENCE = "The minister said on Tuesday that the government of Freedonia would reject the plan. "
STORY = f"Minister rejects plan {{}}\n\n{SENTENCE}She met the king of Sylvania in Paris, visit number {{}}.\n"
PAGE = b"<html><head><title>Plan</title></head><body>"

# file name, what it holds, and the reason for which it is quarantined; None when it is to be built
KINDS: tuple[tuple[str, bytes, str | None], ...] = (
    ("empty.txt", b"", "empty"),
    ("blank.txt", b" \r\n\t\n", "empty"),
    ("symbols.txt", b"*** --- ***\n", "empty"),
    ("emoji.txt", "😀".encode() * 100_000, "empty"),
    ("emoji-spaced.txt", "😀 ".encode() * 100_000, "empty"),
    ("brackets.txt", b"(" * 100_000, "empty"),
    ("brackets-spaced.txt", b"( " * 100_000, "empty"),
    ("brackets-and-words.txt", SENTENCE.encode() + b"(" * 100_000, None),
    ("emoji-and-words.txt", SENTENCE.encode() + "😀".encode() * 100_000, None),
    ("fifty-megabytes.txt", SENTENCE.encode() * 580_000, "too_large"),
    ("no-period.txt", (b"word and then another word comes " * 32_000)[:1_000_001], "too_large"),
    ("one-word.txt", b"a" * 1_000_000, "too_large"),
    ("long-word.txt", SENTENCE.encode() + b"a" * 300_000, None),
    ("random.txt", bytes(range(256)) * 400, "binary"),
    ("zeros.txt", bytes(10_000), "binary"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(200), "binary"),
    ("document.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + b"text " * 300, "binary"),
    ("archive.txt", b"PK\x03\x04" + bytes(200), "binary"),
    ("nul.txt", SENTENCE.encode() * 3 + b"\x00" + SENTENCE.encode(), None),
    ("german.txt", ("Der Minister sagte am Dienstag, die Regierung lehne den Plan ab. " * 9).encode(), "not_english"),
    ("arabic.txt", ("وقال الوزير يوم الثلاثاء إن الحكومة سترفض الخطة. " * 9).encode(), "not_english"),
    ("japanese.txt", ("大臣は火曜日に政府は計画を拒否すると述べた。" * 15).encode("shift_jis"), "not_english"),
    ("accents.txt", f"Café minister: “{SENTENCE.strip()}” – €5".encode("cp1252"), None),
    ("marked.txt", SENTENCE.encode("utf-16"), None),
    ("deep.html", PAGE + b"<div>" * 30_000 + b"deep", "no_article"),
    ("deeper.html", PAGE + b"<div>" * 100_000 + b"deep", "too_many_parts"),
    ("paragraphs.html", PAGE + b"<p>The minister said so." * 100_000, "too_many_parts"),
    ("spans.html", PAGE + b"<p>" + b"<span>so</span>" * 100_000, "too_many_parts"),
    ("bold.html", PAGE + b"<b>" * 30_000 + SENTENCE.encode(), "no_article"),
    ("script.html", PAGE + b"<script>alert(1)</script>", "no_article"),
    ("page-of-30-megabytes.html", PAGE + SENTENCE.encode() * 360_000, "too_large"),
    ("laughs.rss", b'<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss>&b;</rss>', "document_type"),
    ("no-feed.xml", b"<svg><path/></svg>", "no_article"),
    ("no-markup.xml", b"\x01\x02 nothing <", "binary"),
    ("bomb.txt.gz", gzip.compress(b"a" * 60_000_000), "too_large"),
    ("broken.txt.gz", b"\x1f\x8b\x08nothing", "broken_gzip"),
    ("table.xlsx", b"PK\x03\x04" + bytes(200), "unknown_kind"),
    ("deep.json", b"[" * 200_000, "broken_json"),
    ("number.json", b"5", "no_text"),
)


def mixed_folder(folder: Path, good: int) -> Path:
    folder.mkdir()
    for number in range(good):
        (folder / f"good-{number:04}.txt").write_text(STORY.format(number, number), encoding="utf-8")
    for name, content, _ in KINDS:
        (folder / name).write_bytes(content)
    lines = [json.dumps({"id": f"line-{n}", "text": STORY.format(f"l{n}", f"l{n}")}) for n in range(3)]
    (folder / "lines.jsonl").write_text("\n".join([lines[0], "{broken", lines[1], '{"text": 1}', lines[2]]))
    (folder / "leak.txt").symlink_to("/etc/hostname")
    os.mkfifo(folder / "pipe.txt")
    (folder / "a\nb ..%2f.txt").write_text(STORY.format("x", "x"))
    return folder


BAD_BESIDES = ("broken_json", "no_text", "link_outside", "no_file")


def test_every_kind_is_read_or_rejected_for_its_reason(tmp_path: Path) -> None:
    folder = mixed_folder(tmp_path / "in", good=5)
    results = list(read(folder))
    articles = {r.id for r in results if isinstance(r, Article)}
    expected = {name.split(".")[0] for name, _, reason in KINDS if reason is None}
    assert articles == expected | {f"good-{n:04}" for n in range(5)} | {f"line-{n}" for n in range(3)} | {
        "a\\x0ab ..%2f"
    }
    reasons = Counter(r.reason for r in results if isinstance(r, Rejected))
    assert reasons == Counter(reason for _, _, reason in KINDS if reason) + Counter(BAD_BESIDES)
    assert all(r.message and r.where for r in results if isinstance(r, Rejected))


@pytest.mark.parametrize(("name", "content", "reason"), KINDS, ids=[kind[0] for kind in KINDS])
def test_no_kind_takes_long_to_read(tmp_path: Path, name: str, content: bytes, reason: str | None) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    list(read(tmp_path))  # loads what readers load once
    started = time.process_time()
    for result in read(tmp_path):
        if isinstance(result, Article):
            assert reason is None
            assert sum(line.role is not Role.BOILERPLATE for line in cut(result).lines) >= 1
    assert time.process_time() - started < 5


def test_reading_them_all_takes_little_memory(tmp_path: Path) -> None:
    mixed_folder(tmp_path / "in", good=5)
    program = (
        "import re, sys; from pathlib import Path; from kg.readers import read; "
        "count = sum(1 for _ in read(sys.argv[1])); status = Path('/proc/self/status').read_text(); "
        "print(count, *re.findall(r'VmHWM:\\s+(\\d+)', status))"
    )
    done = subprocess.run([sys.executable, "-c", program, tmp_path / "in"], capture_output=True, text=True, check=True)
    count, kilobytes = map(int, done.stdout.split())
    assert count == len(KINDS) + 5 + 5 + 3
    assert kilobytes < 600_000


def test_a_build_takes_the_good_and_names_the_bad(tmp_path: Path) -> None:
    """In = built + quarantined, each bad one is named in the quarantine, and no worker hangs."""
    folder = mixed_folder(tmp_path / "in", good=20)
    started = time.monotonic()
    graph = build(read(folder), out=tmp_path / "out", deadline=60)
    assert time.monotonic() - started < 240
    good = 20 + 3 + 1 + sum(reason is None for _, _, reason in KINDS)
    assert len(graph.articles) == good
    lines = [json.loads(line) for line in (tmp_path / "out" / "quarantine.jsonl").read_text().splitlines()]
    assert len(lines) == len(KINDS) - sum(reason is None for _, _, reason in KINDS) + len(BAD_BESIDES)
    assert all(line["reason"] and line["message"] for line in lines)


def test_naughty_strings_are_articles_or_rejections(tmp_path: Path) -> None:
    if not SHARED.is_dir():
        pytest.skip("../shared/bad is not here: the naughty strings were not read")
    strings = json.loads((SHARED / "blns" / "blns.json").read_text(encoding="utf-8"))
    strings += json.loads((SHARED / "own" / "strings.json").read_text(encoding="utf-8"))
    path = tmp_path / "strings.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number, string in enumerate(strings):
            words = {
                "id": f"text-{number}",
                "title": string,
                "author": string,
                "url": string,
                "text": f"He said: {string}",
            }
            file.write(json.dumps(words) + "\n" + json.dumps({"id": string, "text": SENTENCE}) + "\n")
    results = list(read(path))
    assert len(results) == 2 * len(strings)
    texts = {r.id: r.text for r in results if isinstance(r, Article)}
    assert len(texts) > 1.7 * len(strings)
    for number, string in enumerate(strings):
        assert texts.get(f"text-{number}") == f"He said: {string}" or "\ud800" in string


def test_every_file_of_the_bad_corpora_is_read_or_rejected() -> None:
    if not SHARED.is_dir():
        pytest.skip("../shared/bad is not here: the corpora of bad files were not read")
    files = sum(1 for path in SHARED.rglob("*") if path.is_file())
    results = list(read(SHARED))
    assert len(results) >= files
    assert not [r for r in results if isinstance(r, Rejected) and not r.message]

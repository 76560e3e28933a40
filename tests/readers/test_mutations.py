"""Files that were damaged on the way: each reader gives articles or says why not, quickly, whatever the damage."""

import random
import time
from io import BytesIO
from pathlib import Path

import pytest

from kg import plugins
from kg.errors import InvalidArticle
from kg.model import Article
from tests.readers.test_feed import ATOM, RSS

SAMPLES = Path(__file__).parents[2] / "data" / "articles"
GOOD = {
    "html": (SAMPLES / "05_porto_fire.html").read_bytes(),
    "rss": RSS,
    "atom": ATOM,
    "jsonl": (SAMPLES / "14_wire.jsonl").read_bytes(),
    "txt": (SAMPLES / "04_castell_lab.txt").read_bytes(),
}
SCRAPS = (
    *(b"<", b">", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"\x00", b"\xff", b"\x01", b"\n", b'"', b"'", b"{", b"}"),
    *(b"&#0;", b"&#xD800;", b"&a;", b"<p hidden>", b"<div>" * 50, b"\\ud800", b"style='display:none'", b"\xe2\x80\xa8"),
    *(b"<?xml encoding='utf-16'?>", b"<meta charset=utf-16>", b"<!DOCTYPE a>", b"\xfe\xff", b"\x1f\x8b"),
)


def damaged(good: bytes, chance: random.Random) -> bytes:
    data = bytearray(good)
    for _ in range(chance.randrange(1, 12)):
        at = chance.randrange(len(data))
        match chance.randrange(4):
            case 0:
                data[at:at] = chance.choice(SCRAPS)
            case 1:
                del data[at : at + chance.randrange(1, 200)]
                data += b" "
            case 2:
                data[at] = chance.randrange(256)
            case _:
                other = chance.randrange(len(data))
                data[at:at] = data[other : other + chance.randrange(300)]
    return bytes(data)


@pytest.mark.parametrize("kind", GOOD)
def test_damage_is_survived(kind: str) -> None:
    read = plugins.load("readers", kind)
    list(read(BytesIO(GOOD[kind]), id="a", where="a"))
    for seed in range(150):
        data = damaged(GOOD[kind], random.Random(seed))
        started = time.process_time()
        try:
            for result in read(BytesIO(data), id="a", where="a"):
                if isinstance(result, Article) and kind != "jsonl":
                    result.text.encode("utf-8")
        except InvalidArticle as error:
            assert error.reason and str(error), seed
        assert time.process_time() - started < 3, seed

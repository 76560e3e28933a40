"""A process that reads articles for a build: JSON lines in, records out, killed when an article takes too long.

It is started by `kg.pipeline.workers`, which speaks this protocol over standard input and output:
in, one article a line; out, one line of JSON, for a record followed by that many bytes.
"""

import gc
import json
import os
import signal
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import IO, Any

from kg.errors import InvalidArticle, KgError
from kg.graph.records import Run
from kg.model import Article
from kg.model.jsonl import read_article

_BETWEEN_COLLECTIONS = 20_000  # values made
_WRITABLE = 5  # the place in /proc/self/statm of the pages of data and stack
_GRACE = 10  # seconds beyond the deadline after which a worker ends itself, should its parent be gone


def main() -> None:
    settings = json.loads(sys.argv[1])
    answers = _private_stdout()
    try:
        reading = _prepare(settings)
    except KgError as error:
        _say(answers, {"ready": False, "error": type(error).__name__, "message": str(error)})
        return
    _collect_seldom()
    _limit_memory(settings["memory"])
    _say(answers, {"ready": True})
    for line in sys.stdin.buffer:
        _set_alarm(settings["deadline"])
        _answer(answers, reading, read_article(json.loads(line)))
        _set_alarm(0)


def _private_stdout() -> IO[bytes]:
    """The way to the parent; whatever else prints goes to standard error."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _prepare(settings: dict[str, Any]) -> Any:
    from kg import language, ontology
    from kg.extractors import ON_DEMAND
    from kg.pipeline.stages import Reading, Seconds

    language.load()
    reading = Reading(
        ontology=ontology.read(Path(settings["ontology"])),
        run=Run(**settings["run"]),
        sentences=settings["sentences"],
        extractors=tuple(settings["extractors"]),
        linker=settings["linker"],
    )
    # Word lists and weights are loaded on first use; that is no cost of the first article. Nobody else is asked.
    alone = tuple(name for name in reading.extractors if name not in ON_DEMAND)
    replace(reading, extractors=alone).record(
        Article(id="warm-up", text="Ann Lee of Acme Corp. visited Paris on 3 May 2020. She met the mayor.")
    )
    reading.seconds = Seconds()
    return reading


def _answer(answers: IO[bytes], reading: Any, article: Article) -> None:
    from kg.pipeline.stages import Seconds

    reading.seconds = Seconds()
    try:
        content, words = reading.content(article)
    except InvalidArticle as error:
        _refuse(answers, error.reason, str(error), error.remedy)
    except MemoryError:
        _refuse(answers, "memory", "it takes more memory than one article may", "split it, or build with more memory")
    except Exception as error:  # noqa: BLE001 -- one bad article never stops a build
        _refuse(answers, "failed", f"{type(error).__name__}: {error}", "report it with the article, please")
    else:
        _say(answers, {"ok": True, "bytes": len(content), "words": words, "seconds": asdict(reading.seconds)})
        answers.write(content)
        answers.flush()


def _refuse(answers: IO[bytes], reason: str, message: str, remedy: str) -> None:
    _say(answers, {"ok": False, "reason": reason, "message": message, "remedy": remedy})


def _say(answers: IO[bytes], line: dict[str, Any]) -> None:
    answers.write(json.dumps(line).encode() + b"\n")
    answers.flush()


def _collect_seldom() -> None:
    """An article makes tens of thousands of small values and hardly a cycle: a search every 700 is in vain."""
    gc.freeze()
    gc.set_threshold(_BETWEEN_COLLECTIONS)


def _limit_memory(bytes_more: int) -> None:
    """Allows this much beyond what the loaded model takes, counted in memory that can be written."""
    try:
        import resource
    except ImportError:
        return
    statm = Path("/proc/self/statm")
    if statm.exists():
        most = int(statm.read_text().split()[_WRITABLE]) * resource.getpagesize() + bytes_more
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def _set_alarm(deadline: float) -> None:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, deadline + _GRACE if deadline else 0)


if __name__ == "__main__":
    main()

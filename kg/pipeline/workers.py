"""Processes that read articles, each article within a deadline; one that hangs, crashes or swells is killed."""

import json
import os
import selectors
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import cached_property
from time import monotonic
from typing import Any

from kg import errors, language, ontology
from kg.errors import InvalidArticle
from kg.graph.records import Run
from kg.model import Article, Rejected
from kg.model.jsonl import article_line
from kg.pipeline.stages import Reading, Seconds

_START = 300.0  # seconds that a worker may take to load its model
_HARD_MEMORY = 2_000_000_000  # bytes that one article may take beyond what the model takes


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How articles are read: with which ontology and plug-ins, by how many processes, within what bounds each."""

    ontology: str
    run: Run
    jobs: int = 1
    deadline: float = 30.0
    memory: int = _HARD_MEMORY
    sentences: bool = False
    extractors: tuple[str, ...] = ()
    linker: str = "sieve"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """An article that was read: its record as it is kept, its words, and what it cost."""

    article: Article
    content: bytes
    words: int
    seconds: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """An article that could not be read, to be quarantined."""

    article: Article
    rejected: Rejected


class Workers:
    """A handful of processes; use as a context manager, so that none outlives the build."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._idle: list[_Worker] = []
        self._busy: list[_Worker] = []

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, *_: object) -> None:
        for worker in (*self._idle, *self._busy):
            worker.kill()

    def read(self, articles: Iterable[Article]) -> Iterator[Done | Failed]:
        """Reads the articles as processes get free, and yields each outcome when it is there, in no certain order."""
        for article in articles:
            while len(self._busy) >= self._settings.jobs:
                yield from self._wait()
            self._submit(article)
        while self._busy:
            yield from self._wait()

    def _submit(self, article: Article) -> None:
        worker = self._idle.pop() if self._idle else _Worker(self._settings)
        worker.submit(article)
        self._busy.append(worker)

    def _wait(self) -> Iterator[Done | Failed]:
        with selectors.DefaultSelector() as selector:
            for worker in self._busy:
                selector.register(worker.answers, selectors.EVENT_READ, worker)
            left = min(worker.ends for worker in self._busy) - monotonic()
            ready = {key.data for key, _ in selector.select(max(0.0, left))}
        now = monotonic()
        for worker in list(self._busy):
            if worker in ready:
                yield from self._finish(worker, worker.outcome())
            elif worker.ends <= now:
                yield from self._finish(worker, worker.too_late())

    def _finish(self, worker: "_Worker", outcome: Done | Failed) -> Iterator[Done | Failed]:
        self._busy.remove(worker)
        if worker.alive:
            self._idle.append(worker)
        yield outcome


class _Worker:
    """One process and the article that it reads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._process = _start(settings)
        assert self._process.stdout is not None
        self.answers = self._process.stdout
        self.alive = True
        self.article: Article | None = None
        self.ends = 0.0
        self._await_ready()

    def _await_ready(self) -> None:
        """Waits for the model. Raises what the worker could not do: `MissingModel`, `InvalidOntology`."""
        with selectors.DefaultSelector() as selector:
            selector.register(self.answers, selectors.EVENT_READ)
            started = bool(selector.select(_START))
        line = json.loads(self.answers.readline() or b"{}") if started else {}
        if line.get("ready"):
            return
        self.kill()
        kind = getattr(errors, line.get("error", ""), errors.KgError)
        raise kind(line.get("message") or "a worker process could not be started; try again with --debug")

    def submit(self, article: Article) -> None:
        self.article = article
        self.ends = monotonic() + self._settings.deadline
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(article_line(article)).encode("ascii") + b"\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            # It died before it could take the article; `outcome` finds no answer and says so.
            self.ends = monotonic()

    def outcome(self) -> Done | Failed:
        line = json.loads(self.answers.readline() or b"{}")
        if line.get("ok"):
            content = self.answers.read(line["bytes"])
            if len(content) == line["bytes"]:
                assert self.article is not None
                seconds = Seconds(**line["seconds"])
                return Done(article=self.article, content=content, words=line["words"], seconds=seconds)
        if "reason" in line:
            return self._failed(line["reason"], line["message"], line["remedy"])
        self.kill()
        return self._failed("crashed", "reading it ended the process", "report it with the article, please")

    def too_late(self) -> Failed:
        self.kill()
        seconds = self._settings.deadline
        return self._failed("deadline", f"it was not read within {seconds:g} s", "split it, or raise --deadline")

    def _failed(self, reason: str, message: str, remedy: str) -> Failed:
        assert self.article is not None
        where = self.article.id
        return Failed(
            article=self.article, rejected=Rejected(where=where, reason=reason, message=message, remedy=remedy)
        )

    def kill(self) -> None:
        self.alive = False
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                _close(stream)


def _close(stream: Any) -> None:
    try:
        stream.close()
    except BrokenPipeError:
        return


def _start(settings: Settings) -> "subprocess.Popen[bytes]":
    words = {
        "ontology": settings.ontology,
        "run": asdict(settings.run),
        "deadline": settings.deadline,
        "memory": settings.memory,
        "sentences": settings.sentences,
        "extractors": settings.extractors,
        "linker": settings.linker,
    }
    # One thread each: workers share the cores, and sums come out the same.
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"),
    }
    return subprocess.Popen(  # noqa: S603 -- our own module, by our own interpreter
        [sys.executable, "-m", "kg.pipeline.worker", json.dumps(words)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        start_new_session=True,  # Ctrl-C is for the parent, which then ends its workers
    )


class InProcess:
    """Reads articles in this process: no deadline, no memory bound, easy to debug."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def __enter__(self) -> "InProcess":
        return self

    def __exit__(self, *_: object) -> None:
        return

    @cached_property
    def _reading(self) -> Reading:
        language.load()
        settings = self._settings
        return Reading(
            ontology=ontology.read(settings.ontology),
            run=settings.run,
            sentences=settings.sentences,
            extractors=settings.extractors,
            linker=settings.linker,
        )

    def read(self, articles: Iterable[Article]) -> Iterator[Done | Failed]:
        for article in articles:
            self._reading.seconds = Seconds()
            try:
                content, words = self._reading.content(article)
            except InvalidArticle as error:
                rejected = Rejected(where=article.id, reason=error.reason, message=str(error), remedy=error.remedy)
                yield Failed(article=article, rejected=rejected)
            else:
                yield Done(article=article, content=content, words=words, seconds=self._reading.seconds)

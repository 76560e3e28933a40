"""A process that answers one query and goes: it reads a store, reaches no network, and may be killed at any moment."""

import json
import os
import sys
from typing import IO, Any


def main() -> None:
    task = json.loads(sys.stdin.buffer.read())
    _leave_network()
    _limit(task["memory"])
    _answer(task, sys.stdout.buffer)


def _leave_network() -> None:
    """Moves into a network of its own, where nothing is; not every system lets a process do so."""
    if not hasattr(os, "unshare"):
        return
    try:
        os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET)
    except OSError:
        return


def _limit(memory: int) -> None:
    """Allows this much memory that can be written.

    Not address space: the C library reserves up to 128 MB of it a thread, used or not, by chance more or less.
    """
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(task: dict[str, Any], answers: IO[bytes]) -> None:
    from pyoxigraph import Store

    from kg.errors import InvalidQuery
    from kg.graph.query import lines
    from kg.graph.rdf import PREFIXES

    try:
        store = Store.read_only(task["store"])
        for number, line in enumerate(lines(store, task["query"], PREFIXES)):
            if number > task["rows"]:
                raise InvalidQuery(f"more than {task['rows']:,} rows; add LIMIT, or ask for less")
            answers.write(json.dumps(line).encode() + b"\n")
    except (InvalidQuery, OSError) as error:
        _say(answers, {"error": str(error)})
    except MemoryError:
        _say(answers, {"error": "the answer takes too much memory; ask for less"})
    else:
        _say(answers, {"end": True})


def _say(answers: IO[bytes], line: dict[str, Any]) -> None:
    answers.write(json.dumps(line).encode() + b"\n")
    answers.flush()


if __name__ == "__main__":
    main()

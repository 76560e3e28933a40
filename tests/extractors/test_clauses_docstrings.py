"""The docstring of each construction shows sentences and the clauses they yield; here they are run."""

import doctest
from importlib import import_module
from pkgutil import iter_modules

import pytest

from kg import language
from kg.extractors import clauses
from kg.extractors.clause import Argument, Clause

MODULES = sorted(f"kg.extractors.clauses.{module.name}" for module in iter_modules(clauses.__path__))
CONSTRUCTIONS = [
    f"kg.extractors.clauses.{c}"
    for c in ("plain", "relative", "participle", "conjoined", "control", "apposition", "title", "event", "listing")
]


def words(argument: Argument | None) -> str:
    return " ".join(t.text for t in argument.tokens).replace(" '", "'") if argument else "-"


def line(clause: Clause) -> str:
    cells = [
        words(clause.subject),
        " ".join(t.text for t in clause.words) or "-",
        words(clause.object),
        *(f"{a.role} {words(a)}" for a in clause.args),
    ]
    return f"{' | '.join(cells)} [{clause.rule}]"


def show(text: str) -> None:
    """Prints the clauses of the text, one a line."""
    for sentence in language.load()(text).sents:
        for clause in clauses.find(sentence):
            print(line(clause))


@pytest.mark.parametrize("name", MODULES)
def test_module_does_what_its_docstring_shows(name: str) -> None:
    module = import_module(name)
    failed, _ = doctest.testmod(module, extraglobs={"show": show})
    assert failed == 0


@pytest.mark.parametrize("name", CONSTRUCTIONS)
def test_each_construction_shows_an_example(name: str) -> None:
    assert ">>> show(" in (import_module(name).__doc__ or "")

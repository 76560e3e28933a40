"""The examples in the docstrings of mentions and linkers hold."""

import doctest
from importlib import import_module

import pytest

MODULES = [
    "kg.mentions.classes",
    "kg.mentions.surnames",
    "kg.mentions.values",
    "kg.linkers.forms",
    "kg.linkers.generic",
    "kg.linkers.identifiers",
    "kg.linkers.passes.quotes",
]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    """Each of these modules has examples, and every one gives what it says."""
    outcome = doctest.testmod(import_module(name))
    assert outcome.attempted > 0
    assert outcome.failed == 0

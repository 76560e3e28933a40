"""Finds readers, extractors, linkers and exporters by name; ours come in by the same door as everybody's.

A plug-in is a function and one line of `pyproject.toml` under `[project.entry-points."kg.<group>"]`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from kg.errors import MissingPackage, UnknownPlugin

GROUPS = ("readers", "extractors", "linkers", "exporters")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plugin:
    """A door's name plate: where the function lives and which distribution brought it."""

    group: str
    name: str
    target: str
    distribution: str


@cache
def _entries(group: str) -> tuple[EntryPoint, ...]:
    # Looking through all that is installed takes 40 ms, and readers are asked for once an article.
    return tuple(entry_points(group=f"kg.{group}"))


@cache
def installed(group: str) -> tuple[Plugin, ...]:
    """Every plug-in of a group, sorted by name; nothing is imported."""
    found = {
        Plugin(group=group, name=e.name, target=e.value, distribution=e.dist.name if e.dist else "?")
        for e in _entries(group)
    }
    return tuple(sorted(found, key=lambda p: (p.name, p.distribution)))


def names(group: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(plugin.name for plugin in installed(group)))


def check_options(group: str, name: str, function: Callable[..., Any], options: Iterable[str]) -> None:
    """Raises `UnknownPlugin` for an option that the plug-in does not take, with those that it does."""
    from inspect import Parameter, signature

    parameters = signature(function).parameters.values()
    known = [parameter.name for parameter in parameters if parameter.kind is Parameter.KEYWORD_ONLY]
    takes_all = any(parameter.kind is Parameter.VAR_KEYWORD for parameter in parameters)
    unknown = sorted(set(options) - set(known))
    if unknown and not takes_all:
        there_are = ", ".join(known) or "none"
        raise UnknownPlugin(f"the {group[:-1]} '{name}' has no option '{unknown[0]}'; there are: {there_are}")


def load(group: str, name: str) -> Callable[..., Any]:
    """The function called `name` in `group`.

    Raises `UnknownPlugin` with the names there are, `MissingPackage` when the plug-in needs a package that is absent.
    """
    for entry in sorted((e for e in _entries(group) if e.name == name), key=lambda e: e.value):
        try:
            loaded: Callable[..., Any] = entry.load()
        except ImportError as error:
            raise MissingPackage(f"the {group[:-1]} '{name}' ({entry.value}) cannot be loaded: {error}") from error
        return loaded
    raise UnknownPlugin(f"no {group[:-1]} is called '{name}'; there are: {', '.join(names(group)) or 'none'}")

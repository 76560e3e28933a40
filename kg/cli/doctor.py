"""kg doctor: is everything here that a build needs?"""

import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

import click

from kg.cli.terminal import AS_JSON, print_json, table
from kg.errors import KgError

CORE = ("spacy", "rdflib", "pyoxigraph", "networkx", "pyvis", "trafilatura", "pyshacl")
OPTIONAL = ("pandas", "pyarrow")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at: what, whether it is well, and what was seen or is to be done."""

    what: str
    well: bool
    seen: str


def _python() -> Finding:
    seen = ".".join(map(str, sys.version_info[:3]))
    return Finding(what="Python", well=sys.version_info >= (3, 12), seen=seen)


def _package(name: str, *, needed: bool) -> Finding:
    try:
        return Finding(what=name, well=True, seen=version(name))
    except PackageNotFoundError:
        remedy = "missing. Try: pip install newskg" if needed else "not installed (only needed for some exports)"
        return Finding(what=name, well=not needed, seen=remedy)


def _model() -> Finding:
    from kg import language

    try:
        different = language.weights_differ()
    except KgError as error:
        return Finding(what="English model", well=False, seen=str(error))
    if different:
        return Finding(
            what="English model", well=False, seen=f"weights are not the pinned ones: {', '.join(different)}"
        )
    return Finding(what="English model", well=True, seen=f"{language.model_version()}, weights as pinned")


def _ontology() -> Finding:
    from kg import ontology

    try:
        read = ontology.read()
    except KgError as error:
        return Finding(what="ontology", well=False, seen=str(error))
    return Finding(what="ontology", well=True, seen=f"{len(read.relations)} relations, {len(read.classes)} classes")


@click.command(short_help="Check the installation.")
@AS_JSON
def command(*, as_json: bool) -> None:
    """Checks Python, packages, the language model's weights and the ontology. Exit 1 when something is not well."""
    findings = [_python(), *(_package(name, needed=True) for name in CORE), _model(), _ontology()]
    findings += [_package(name, needed=False) for name in OPTIONAL]
    if as_json:
        print_json([{"what": f.what, "well": f.well, "seen": f.seen} for f in findings])
    else:
        table(("", "what", "seen"), (("ok" if f.well else "NO", f.what, f.seen) for f in findings))
    if not all(f.well for f in findings):
        raise click.exceptions.Exit(1)

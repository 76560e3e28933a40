"""Puts content, styles and scripts into one page that runs nothing but its own scripts."""

import base64
import json
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

import pyvis
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pyvis.network import Network

HERE = Path(__file__).parent
# The order in which the parts of the one script stand; each part only calls later ones when an event comes.
SCRIPTS = (
    "content",
    "dom",
    "words",
    "symbols",
    "colours",
    "filters",
    "canvas",
    "painting",
    "facets",
    "search",
    "timeline",
    "evidence",
    "article",
    "table",
    "path",
    "sparql",
    "saving",
    "address",
    "overview",
    "keys",
    "start",
)
STYLES = ("colours", "frame", "panels", "table", "phone")
_SAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def page(net: Network, content: Mapping[str, Any]) -> str:
    """The whole page as text: everything inside, no address outside, the same for the same graph."""
    library, script, style = vis_network(), scripts(), styles()
    net.templateEnv = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    net.path = "explorer.html"
    net.templateEnv.globals |= {
        "title": content["title"],
        "policy": policy([library, script], [style]),
        "library": _Verbatim(library),
        "script": _Verbatim(script),
        "style": _Verbatim(style),
        "content": _Verbatim(in_script({**content, "nodes": net.nodes, "lines": net.edges})),
    }
    return str(net.generate_html())


def policy(run: list[str], styled: list[str]) -> str:
    """A Content-Security-Policy that lets exactly these scripts and styles in, and no request out."""
    allowed = " ".join(_hash(text) for text in run)
    dressed = " ".join(_hash(text) for text in styled)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {dressed}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def in_script(value: object) -> str:
    """JSON that cannot end the script element it stands in.

    >>> in_script("</script>")
    '"\\\\u003c/script\\\\u003e"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character, escape in _SAFE.items():
        text = text.replace(character, escape)
    return text


@cache
def vis_network() -> str:
    """The drawing library, from pyvis's own wheel."""
    bundled = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
    return _contained(bundled.read_text(encoding="utf-8"))


@cache
def scripts() -> str:
    """Our scripts as one function, so that none of their names meets one of the browser's."""
    parts = (_lean(_part("scripts", f"{name}.js")) for name in SCRIPTS)
    return _contained('(() => {\n"use strict";\n' + "\n".join(parts) + "})();\n")


@cache
def styles() -> str:
    return "\n".join(_lean(_part("styles", f"{name}.css")) for name in STYLES)


class _Verbatim(str):
    """Text of ours (or JSON made safe by `in_script`) that the template must not escape."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


def _part(folder: str, name: str) -> str:
    return files(__package__).joinpath(folder, name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _lean(source: str) -> str:
    """Without indentation, empty lines and lines that only comment: a page is mailed, the source is read here."""
    lines = (line.strip() for line in source.split("\n"))
    return "\n".join(line for line in lines if line and not line.startswith("//")) + "\n"


def _contained(script: str) -> str:
    assert "</script" not in script.lower(), "a script must not end its own element"
    return script.replace("\r\n", "\n")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}'"

"""Looks at the text of a SPARQL query before any engine sees it: nothing that reaches out, nothing that nests too deep.

The check is on purpose coarser than SPARQL's grammar: a query that might reach out under some reading is refused.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.errors import InvalidQuery

LONGEST = 64 * 1024  # bytes of a query
DEEPEST = 200  # brackets, or prefix operators in a row, inside one another

_TOKEN = re.compile(
    r"""
      (?P<iri>     <(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
    | (?P<string>  \"{3}(?:(?:\"{1,2})?(?:[^"\\]|\\.))*\"{3} | '{3}(?:(?:'{1,2})?(?:[^'\\]|\\.))*'{3}
                 | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
    | (?P<comment> \#[^\n\r]*)
    | (?P<variable>[?$][\w]+)
    | (?P<language>@[A-Za-z][\w-]*)
    | (?P<name>    (?:[^\W\d_][\w.-]*)?:(?:[\w.:~-]|%[0-9A-Fa-f]{2}|\\.)*)
    | (?P<word>    [\w.-]+)
    | (?P<open>    [({\[])
    | (?P<close>   [)}\]])
    | (?P<sign>    [!^+-])
    | (?P<space>   \s+)
    | (?P<other>   .)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# In "FILTER(?a<1)SERVICE?g#>" nothing is an address, though it looks like one: an expression ends with its bracket.
_HIDDEN = re.compile(r"\).*(?:service|from|load)", re.IGNORECASE)
_UPDATES = frozenset({"insert", "delete", "load", "clear", "drop", "create", "add", "move", "copy", "with"})


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


def check(sparql: str, prefixes: Mapping[str, str]) -> int:
    """Raises `InvalidQuery` for a query that is too long, nests too deep, or reaches beyond the store.

    Returns how many words and signs the query has: a chain of thousands ("?a = 1 || ?a = 2 || …") can end the process
    that reads it.

    Escapes (`\\u0053ERVICE`) are read both as they stand and resolved, whatever the engine does with them.
    """
    if len(sparql.encode("utf-8", "surrogatepass")) > LONGEST:
        raise InvalidQuery(f"the query is longer than {LONGEST // 1024} KB; ask in smaller pieces")
    tokens: list[_Token] = []
    for reading in dict.fromkeys((sparql, _ESCAPE.sub(_character, sparql))):
        tokens = [token for token in _tokens(reading) if token.kind not in ("space", "comment")]
        _check_depth(tokens)
        _check_reach(tokens, dict(prefixes))
    return len(tokens)


def _character(match: re.Match[str]) -> str:
    number = int(match[1] or match[2], 16)
    return chr(number) if number < 0x110000 else match[0]


def _tokens(sparql: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(sparql):
        assert match.lastgroup is not None
        yield _Token(match.lastgroup, match[0])


def _check_depth(tokens: list[_Token]) -> None:
    depth = signs = 0
    for token in tokens:
        if token.kind == "open":
            depth += 1
        elif token.kind == "close":
            depth = max(0, depth - 1)
        signs = signs + 1 if token.kind == "sign" else 0
        if depth > DEEPEST or signs > DEEPEST:
            raise InvalidQuery(f"the query nests more than {DEEPEST} levels; write it flatter")


def _check_reach(tokens: list[_Token], prefixes: dict[str, str]) -> None:
    for at, token in enumerate(tokens):
        if token.kind == "iri" and _HIDDEN.search(token.text):
            raise InvalidQuery(f"{token.text} is refused: what reads as an address might hide SERVICE; use spaces")
        if token.kind not in ("word", "name"):
            continue
        word, _, local = token.text.partition(":")
        lowered = word.casefold()
        if lowered == "prefix" and not local and at + 2 < len(tokens):
            prefixes[tokens[at + 1].text.removesuffix(":")] = tokens[at + 2].text.strip("<>")
        if "service" in lowered:
            raise InvalidQuery("SERVICE is refused: a query reads this graph and nothing else")
        if lowered in _UPDATES and token.kind == "word":
            raise InvalidQuery(f"{word.upper()} is refused: a query reads; kg build and kg remove change a graph")
        if lowered == "from":
            _check_from(tokens[at:], prefixes)


def _check_from(tokens: list[_Token], prefixes: Mapping[str, str]) -> None:
    """FROM may name graphs of the store, which all are URNs, and no address."""
    following = [token for token in tokens[1:3] if token.text.casefold() != "named"]
    source = following[0] if following else _Token("other", "")
    if tokens[0].kind == "name":
        source = tokens[0]
    iri = source.text.strip("<>")
    if source.kind == "name":
        prefix, _, local = source.text.partition(":")
        iri = prefixes.get(prefix, "") + local
    if not iri.casefold().startswith("urn:"):
        raise InvalidQuery(f"FROM {source.text} is refused: only graphs of this store, as FROM kg:asserted")

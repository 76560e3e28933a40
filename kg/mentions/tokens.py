"""Tokens of a kind, found without a look at all the others."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def having(doc: "Doc", attribute: str, values: Iterable[str]) -> Iterator["Token"]:
    """The tokens whose attribute ("POS", "TAG", "ORTH") has one of these values, in order."""
    wanted = {doc.vocab.strings[value] for value in values}
    return (doc[i] for i, value in enumerate(doc.to_array(attribute).tolist()) if value in wanted)

"""A clause: who does what to whom, as the grammar gives it, before anybody asks which relation it is."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """One participant of a clause: its head word, the words that stand for it, and the role it plays.

    `role` is "subject", "object", "indirect object", "complement" (after a copula), "agent" (passive by-phrase),
    "clause" (a clausal object) or a preposition in lower case ("to", "with", "in"). `tokens` are in text order.
    """

    head: "Token"
    tokens: "tuple[Token, ...]"
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A predicate with its arguments, one subject and at most one object each: conjunctions are already unfolded.

    `predicate` is the head verb (or the copula's complement, or the noun of a nominal event: "visit" in "Cook's visit
    to China"); `words` are the tokens of the relation phrase in text order ("is to visit"); `passive` says that the
    subject undergoes; `rule` names the construction that found it ("relative clause", "apposition").
    """

    predicate: "Token"
    words: "tuple[Token, ...]"
    subject: Argument
    object: Argument | None = None
    args: tuple[Argument, ...] = ()
    passive: bool = False
    rule: str

"""A clause: who does what to whom, as the grammar gives it, before anybody asks which relation it is.

Nobody changes an argument or a clause, nor what is read from them (matches, readings, sayings). That they are not
frozen has one reason: each sentence makes scores of them, and a frozen one takes three times as long to make.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(slots=True, kw_only=True)
class Argument:
    """One participant of a clause: its head word, the words that stand for it, and the role it plays.

    `role` is "subject", "object", "indirect object", "complement" (after a copula), "agent" (passive by-phrase),
    "clause" (a clausal object), "possessor", "compound" ("Apple" in "Apple CEO"), "adverbial" ("last year"), "adverb"
    ("there"), or a preposition or conjunction in lower case ("to", "with", "out of", "after"). `tokens` are in text
    order, without the preposition. `whole` holds the words of the list that the participant is one of ("Japan and
    Korea"); it equals `tokens` when it stands alone. `marker` holds the preposition's tokens.
    """

    head: "Token"
    tokens: "tuple[Token, ...]"
    role: str
    whole: "tuple[Token, ...]" = ()
    marker: "tuple[Token, ...]" = ()


@dataclass(slots=True, kw_only=True)
class Clause:
    """A predicate with its arguments, one subject and at most one object each: conjunctions are already unfolded.

    `predicate` is the head verb (or the copula's complement, or the noun of a nominal event: "visit" in "Cook's visit
    to China"); `words` are the tokens of the relation phrase in text order ("is to visit"); `passive` says that the
    subject undergoes; `rule` names the construction that found it ("relative clause", "apposition"). `args` are the
    further participants, those that hang on the object included ("a deal with Amazon"); joined ones stand one by one
    with the same role. `lead` holds the words of the governing clause that a gerund or a purpose completes ("gained
    weight by" before "eating"), which an open statement repeats.
    """

    predicate: "Token"
    words: "tuple[Token, ...]"
    subject: Argument
    object: Argument | None = None
    args: tuple[Argument, ...] = ()
    passive: bool = False
    lead: "tuple[Token, ...]" = ()
    rule: str

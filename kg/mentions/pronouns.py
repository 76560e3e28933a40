"""Personal, possessive and relative pronouns, and "who" they may stand for."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.mentions.tokens import having
from kg.model import Document, Mention, MentionKind, Span

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Pronoun:
    """What the form of a pronoun tells: `person` 1 to 3, `plural`, `gender` "m", "f", "n" or None, `relative`."""

    person: int
    plural: bool
    gender: str | None = None
    relative: bool = False


def _forms(words: str, **tells: object) -> dict[str, Pronoun]:
    return {word: Pronoun(**tells) for word in words.split()}  # type: ignore[arg-type]


PRONOUNS = {
    **_forms("he him his himself", person=3, plural=False, gender="m"),
    **_forms("she her hers herself", person=3, plural=False, gender="f"),
    **_forms("it its itself", person=3, plural=False, gender="n"),
    **_forms("they them their theirs themselves", person=3, plural=True),
    **_forms("i me my mine myself", person=1, plural=False),
    **_forms("we us our ours ourselves", person=1, plural=True),
    **_forms("you your yours yourself yourselves", person=2, plural=False),
    **_forms("who whom whose which where", person=3, plural=False, relative=True),
}
_TAGS = frozenset({"PRP", "PRP$", "WP", "WP$", "WDT", "WRB"})


def pronouns(document: Document) -> Iterator[Mention]:
    """Every pronoun; relative ones only where they hang on a noun ("the company, which …"), never in a question."""
    for token in having(document.doc, "TAG", _TAGS):
        pronoun = PRONOUNS.get(token.lower_)
        relative_that = token.lower_ == "that" and token.tag_ == "WDT"
        if pronoun is None and not relative_that:
            continue
        if (relative_that or (pronoun and pronoun.relative)) and not hangs_on_noun(token):
            continue
        span = Span(token.idx, token.idx + len(token))
        kind = "Person" if pronoun and (pronoun.gender in ("m", "f") or pronoun.person != 3) else "Thing"
        yield Mention(
            article=document.article.id, span=span, text=token.text, type=kind, kind=MentionKind.PRONOUN, head=span
        )


def hangs_on_noun(token: "Token") -> bool:
    """Whether the pronoun opens a relative clause."""
    return antecedent(token) is not None


def antecedent(token: "Token") -> "Token | None":
    """The head noun that a relative pronoun stands for, as the grammar gives it."""
    for verb in token.ancestors:
        if verb.dep_ == "relcl":
            return verb.head
        if verb.pos_ in ("VERB", "AUX") and verb.dep_ in ("ROOT", "ccomp", "advcl"):
            return None
    return None

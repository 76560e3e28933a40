"""What somebody says, in words: "Kim said that sales fell", "'We are sorry,' the bank said"."""

from collections.abc import Iterator

from kg.extractors.clause import Argument, Clause
from kg.extractors.clauses.sentence import Sentence
from kg.extractors.patterns import Patterns
from kg.extractors.relations import Match, word_of

RULE = "speech"
_QUOTES = frozenset({'"', "“", "”", "``", "''", "'", "‘", "’", "`"})
_ASKS = frozenset({"whether", "if", "how", "why", "when", "where"})
_AROUND = _QUOTES | {",", ";", ":", "-", "–", "—", "that"}


def of_clause(clause: Clause, sentence: Sentence, patterns: Patterns) -> Iterator[Match]:
    """A claim: the verb is one of a relation whose range is a Claim, and its object is a clause."""
    said = _said(clause)
    if said is None or clause.passive:
        return
    predicate = word_of(sentence, clause.predicate)
    for pattern in patterns.verbs.get(predicate.lemma.lower(), ()):
        if "Claim" in pattern.relation.range and not pattern.beside and pattern.last is None:
            yield Match(
                relation=pattern.relation,
                domain=clause.subject,
                range=said,
                predicate=predicate,
                trigger=(predicate,),
                length=pattern.length,
                rule=RULE,
                clause=clause,
            )


def _said(clause: Clause) -> Argument | None:
    """The words said, without the quotation marks around them."""
    said = clause.object if clause.object is not None and clause.object.role == "clause" else None
    said = said or next((each for each in clause.args if each.role == "clause"), None)
    if said is None or said.head.tag_ == "VBG" or len(said.tokens) < 3:
        return None
    if any(token.dep_ in ("mark", "advmod") and token.lower_ in _ASKS for token in said.head.children):
        return None
    if said.tokens[-1].i < clause.predicate.i and not said.head.doc[said.tokens[-1].i + 1].is_punct:
        return None
    if any(token.dep_ == "aux" and token.lower_ == "to" for token in said.head.children):
        return None
    tokens = list(said.tokens)
    while tokens and tokens[0].lower_ in _AROUND:
        tokens.pop(0)
    while tokens and tokens[-1].text in _AROUND:
        tokens.pop()
    if len(tokens) < 3 or tokens[-1].i - tokens[0].i > 1.3 * len(tokens) + 4:
        return None
    return Argument(head=said.head, tokens=tuple(tokens), role="claim", whole=tuple(tokens))

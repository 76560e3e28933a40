"""What somebody says, in words: "Kim said that sales fell", "'We are sorry,' the bank said".

Quoted words are taken as they stand between their marks; reported speech as the clause that depends on the verb.

>>> states("Maria Lopez said that sales had fallen.")
Maria Lopez | says | sales had fallen
>>> states('"The market is weak," said Maria Lopez.')
Maria Lopez | says | The market is weak
"""

from collections.abc import Iterator

from kg.extractors.attribution import subject_of
from kg.extractors.clause import Argument, Clause
from kg.extractors.clauses.phrases import argument
from kg.extractors.clauses.sentence import Sentence, Word
from kg.extractors.patterns import Pattern, Patterns
from kg.extractors.relations import Match, word_of

RULE = "speech"
QUOTE = "quotation"
_OPEN = frozenset({"“", "``", '"', "„", "‘", "`"})
_CLOSE = frozenset({"”", "''", '"', "’’"})
_MARKS = _OPEN | _CLOSE
_QUOTES = _MARKS | {"'", "’"}
_AROUND = _QUOTES | {",", ";", ":", "-", "–", "—", "that"}
_ASKS = frozenset({"whether", "if", "how", "why", "when", "where"})
_SHORTEST = 4  # words of a quotation that says something by itself
_BEFORE, _AFTER = 8, 6  # how far from its quotation a verb of speech may stand


def quoted(sentence: Sentence, patterns: Patterns) -> Iterator[Match]:
    """Quotations with the verb of speech beside them, and whoever it is said of."""
    for start, end in _quotations(sentence):
        for verb in _beside(start, end, sentence):
            pattern = _pattern(verb, patterns)
            speaker = subject_of(verb) if pattern is not None else None
            if pattern is not None and speaker is not None and not start <= speaker.i < end:
                words = sentence.words[start:end]
                yield _match(pattern, (argument(speaker, "subject"), _claim(words)), verb, QUOTE)
                break


def _quotations(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Where quotations of enough words begin and end (exclusive); one that does not close ends with the sentence."""
    if not any(word.tag == "``" or word.text in _OPEN for word in sentence.words):
        return
    start: int | None = None
    for word in sentence:
        if start is None and _opens(word, sentence):
            start = word.i + 1
        elif start is not None and (word.tag == "''" or word.text in _CLOSE) and word.text not in ("'", "’"):
            if word.i - start >= _SHORTEST:
                yield start, word.i
            start = None
    if start is not None and len(sentence.words) - start >= _SHORTEST:
        yield start, len(sentence.words)


def _opens(word: Word, sentence: Sentence) -> bool:
    """Whether a quotation begins after the word: a double mark, or the second of two single ones."""
    if word.text in ("`", "‘"):
        return word.i > 0 and sentence.words[word.i - 1].text == word.text
    return word.tag == "``" or word.text in _OPEN


def _beside(start: int, end: int, sentence: Sentence) -> Iterator[Word]:
    """The verbs nearest to a quotation: after it first ("…," said Kim), then before it (Kim said: "…")."""
    words = sentence.words
    after = [word for word in words[end : end + _AFTER] if word.pos == "VERB"]
    before = [word for word in words[max(0, start - _BEFORE) : start] if word.pos == "VERB"]
    yield from after[:1]
    yield from before[::-1][:1]


def of_clause(clause: Clause, sentence: Sentence, patterns: Patterns) -> Iterator[Match]:
    """A claim: the verb is one of a relation whose range is a Claim, and its object is a clause."""
    verb = word_of(sentence, clause.predicate)
    pattern = None if clause.passive else _pattern(verb, patterns)
    said = _said(clause) if pattern is not None else None
    if pattern is None or said is None or any(token.text in _OPEN for token in said.tokens):
        return
    if not _mark_between(said, verb):
        yield _match(pattern, (clause.subject, said), verb, RULE, clause)


def _mark_between(said: Argument, verb: Word) -> bool:
    """Whether a quotation begins or ends between the words and the verb: then the quotation is what is said."""
    here, there = sorted((said.head.i, verb.token.i))
    return any(token.text in _MARKS for token in said.head.doc[here:there])


def _pattern(verb: Word, patterns: Patterns) -> Pattern | None:
    for pattern in patterns.verbs.get(verb.lemma.lower(), ()):
        if "Claim" in pattern.relation.range and not pattern.beside and pattern.last is None:
            return pattern
    return None


def _said(clause: Clause) -> Argument | None:
    """The words of reported speech; what is asked or ordered is not said."""
    said = clause.object if clause.object is not None and clause.object.role == "clause" else None
    said = said or next((each for each in clause.args if each.role == "clause"), None)
    if said is None or said.head.tag_ == "VBG" or len(said.tokens) < 3:
        return None
    if any(token.dep_ in ("mark", "advmod") and token.lower_ in _ASKS for token in said.head.children):
        return None
    if any(token.dep_ == "aux" and token.lower_ == "to" for token in said.head.children):
        return None
    if said.tokens[-1].i < clause.predicate.i and not said.head.doc[said.tokens[-1].i + 1].is_punct:
        return None
    return _unwrapped(said)


def _unwrapped(said: Argument) -> Argument | None:
    """Without "that" and the marks around; None where the clause is in pieces."""
    tokens = list(said.tokens)
    while tokens and tokens[0].lower_ in _AROUND:
        tokens.pop(0)
    while tokens and tokens[-1].text in _AROUND:
        tokens.pop()
    if len(tokens) < 3 or tokens[-1].i - tokens[0].i > 1.3 * len(tokens) + 4:
        return None
    return Argument(head=said.head, tokens=tuple(tokens), role="claim", whole=tuple(tokens))


def _claim(words: list[Word]) -> Argument:
    while len(words) > 1 and words[-1].text in (",", ";", ":", " "):
        words = words[:-1]
    tokens = tuple(word.token for word in words)
    return Argument(head=tokens[0], tokens=tokens, role="claim", whole=tokens)


def _match(
    pattern: Pattern, ends: tuple[Argument, Argument], verb: Word, rule: str, clause: Clause | None = None
) -> Match:
    return Match(
        relation=pattern.relation,
        domain=ends[0],
        range=ends[1],
        predicate=verb,
        trigger=(verb,),
        length=pattern.length + 2 * (rule == QUOTE),
        rule=rule,
        clause=clause,
    )

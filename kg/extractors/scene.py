"""What an extractor looks up while it reads a document: which mention a word belongs to, and which are countries."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from kg import gazetteers
from kg.extractors import dates
from kg.extractors.clause import Argument
from kg.extractors.clauses.sentence import Table, Word
from kg.extractors.dates import When
from kg.extractors.vocabulary import words
from kg.mentions import by_head, by_token
from kg.model import Document, Mention, MentionKind, Role, Span, Status
from kg.ontology import Ontology, Relation

if TYPE_CHECKING:
    from spacy.tokens import Token

_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_YEAR_AFTER = re.compile(r",?\s(?:of\s)?(1[5-9]\d\d|20\d\d)\b")
_AMOUNTS = words(
    "thousand hundred dozen score number group majority handful couple crowd ten million team series pair lot "
    "host coalition consortium range string spate wave slew flurry array raft variety dozens spell"
)
_PEOPLE = tuple(
    words(
        "ist man woman keeper fighter worker player member leader officer seeker owner driver buyer goer soldier "
        "ranger trooper eer ologist"
    )
)
_RELATIVE = frozenset({"WDT", "WP"})
_AHEAD = (Status.PLANNED, Status.POSSIBLE)


@dataclass(slots=True, kw_only=True)
class Scene:
    """A document with its mentions by token, the day it speaks from, and the ontology that it is read with.

    `topic` is the company that was a subject last, `post` the organisation in
    which somebody was last said to have a post, `posts` that of each person by surname.
    """

    document: Document
    ontology: Ontology
    today: date | None
    by_head: Mapping[int, Mention]
    by_token: Mapping[int, Mention]
    table: Table
    types: Mapping[str, str]
    possessed: tuple[Relation, ...]
    dates: tuple[Mention, ...]
    topic: Argument | None = None
    post: Argument | None = None
    posts: dict[str, Argument] = field(default_factory=dict)
    made: dict[tuple[int, int, str], Mention] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Document, ontology: Ontology) -> "Scene":
        return cls(
            document=document,
            ontology=ontology,
            today=dates.reference(document),
            by_head=by_head(document),
            by_token=by_token(document),
            table=Table(document.doc),
            possessed=tuple(r for r in ontology.relations.values() if r.possessor),
            dates=tuple(m for m in document.mentions if m.kind is MentionKind.VALUE and m.type == "Date"),
            types={m.text: m.type for m in document.mentions if m.kind is MentionKind.NAME},
        )

    def date_at(self, word: Word) -> Mention | None:
        """The date that a word is in: one that was marked, or a bare year."""
        found = self.by_token.get(word.token.i)
        unnamed = found is None or found.kind is MentionKind.NOMINAL
        if unnamed and word.text[:1] in "12" and _YEAR.fullmatch(word.text):
            return self.new((word.token,), word.token, "Date", MentionKind.VALUE)
        return found if found is not None and found.kind is MentionKind.VALUE and found.type == "Date" else None

    def when(self, date: Mention, *, ahead: bool) -> str | None:
        """The ISO form of a date as it stands in this article, maybe partial; None when the words do not tell."""
        found = dates.resolve(self.words_of(date), self.today, ahead=ahead)
        return found or dates.relative(date.text, self._named_before(date))

    def held_on(self, when: When, status: Status) -> tuple[str | None, Status]:
        """The ISO date of what happened or is to happen then, and its status: what lies ahead of today is planned."""
        if status is Status.ASSERTED and when.is_present and not self._in_headline(when.words):
            found = dates.on_timetable(self.words_of(when.words), self.today)
            if found is not None:
                return found, Status.PLANNED
        return self.when(when.words, ahead=status in _AHEAD and not when.is_past), status

    def _in_headline(self, mention: Mention) -> bool:
        """Whether the words stand where the present tense tells of the past: in a headline or under a picture."""
        return any(line.role is not Role.BODY and line.span.contains(mention.span) for line in self.document.lines)

    def _named_before(self, date: Mention) -> str | None:
        """The last date that the article names in full before this one."""
        for other in reversed(self.dates):
            if other.span.end <= date.span.start:
                found = dates.resolve(self.words_of(other), self.today)
                if found is not None:
                    return found
        return None

    def words_of(self, date: Mention) -> str:
        """The words of a date, with the year that the model left out: "August 30" before ", 2022"."""
        after = _YEAR_AFTER.match(self.document.article.text, date.span.end)
        return date.text + (f", {after.group(1)}" if after and not _YEAR.search(date.text) else "")

    def class_of(self, mention: Mention, head: "Token") -> str:
        """The class of a mention; of a description that tells little, what its noun says in the ontology."""
        if mention.type == "Country" and head.tag_ in ("NNPS", "NNS"):
            return "Group"  # "three Albanians"
        if mention.type != "Thing" or mention.kind is not MentionKind.NOMINAL:
            return mention.type
        if " of " in mention.text and head.lemma_.lower() in _AMOUNTS:
            head = next((inner for of in head.children if of.lower_ == "of" for inner in of.children), head)
        nouns = self.ontology.class_of_noun
        known = nouns.get(head.lower_) or nouns.get(head.lemma_.lower())
        if known is None and head.lemma_.lower().endswith(_PEOPLE):
            return "Group" if head.tag_ == "NNS" else "Person"
        return known or mention.type

    def known_name(self, tokens: "tuple[Token, ...]") -> Mention | None:
        """A mention over these words if they are by themselves a name of this article, a country or a known firm."""
        text = self.document.article.text[tokens[0].idx : tokens[-1].idx + len(tokens[-1].text)]
        type = self.types.get(text)
        if type is None:
            entry = gazetteers.names().get(text)
            type = entry.type if entry is not None and entry.type in ("Country", "Company") else None
        return self.new(tokens, tokens[-1], type, MentionKind.NAME) if type is not None else None

    def mention(self, argument: Argument) -> Mention | None:
        """Whom or what the participant names: a mention that the document has, or a new one for a bare phrase."""
        head = argument.head
        if argument.role == "first name":
            return self.known_name(argument.tokens)
        if head.tag_ in _RELATIVE:
            return self._antecedent(head)
        found = self.by_head.get(head.i) or self.name_at(head.i)
        if found is None and _YEAR.fullmatch(head.text):
            return self.new((head,), head, "Date", MentionKind.VALUE)
        if found is None:
            return self.new(argument.tokens, head, "Thing") if head.pos_ in ("NOUN", "PROPN", "NUM") else None
        if found.kind is MentionKind.NOMINAL:
            found = self._named_beside(head) or found
        country = gazetteers.demonyms().get(found.text)
        if country is not None and found.type != country.type and head.pos_ == "ADJ":
            return replace(found, type=country.type)
        return found

    def _named_beside(self, noun: "Token") -> Mention | None:
        """The name in apposition: "Apple Corps" beside "the record company"."""
        for child in noun.children:
            if child.dep_ == "appos" and child.pos_ == "PROPN":
                named = self.by_head.get(child.i)
                if named is not None and named.kind is MentionKind.NAME:
                    return named
        return None

    def _antecedent(self, pronoun: "Token") -> Mention | None:
        """What a "which" or "who" that the parser left hanging stands for: the noun right before it."""
        at = pronoun.i - 1
        while at >= 0 and pronoun.doc[at].text == ",":
            at -= 1
        return self.by_head.get(at) or self.name_at(at)

    def name_at(self, token: int) -> Mention | None:
        """The name or value that a token is part of."""
        found = self.by_token.get(token)
        return found if found is not None and found.kind in (MentionKind.NAME, MentionKind.VALUE) else None

    def is_named(self, token: "Token") -> bool:
        found = self.by_head.get(token.i)
        return found is not None and found.kind is MentionKind.NAME

    def is_name(self, word: Word) -> bool:
        found = self.by_token.get(word.token.i)
        return found is not None and found.kind is MentionKind.NAME

    def nationality(self, word: Word) -> bool:
        """Whether the word is an adjective of nationality: "Japanese"."""
        return word.text in gazetteers.demonyms()

    def new(
        self, tokens: "tuple[Token, ...]", head: "Token", type: str, kind: MentionKind = MentionKind.NOMINAL
    ) -> Mention:
        """A mention over tokens that nobody has marked."""
        span = Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1].text))
        key = (span.start, span.end, type)
        if key not in self.made:
            text = span.of(self.document.article.text)
            self.made[key] = Mention(
                article=self.document.article.id,
                span=span,
                text=text,
                type=type,
                kind=kind,
                head=Span(head.idx, head.idx + len(head.text)),
                value=text if kind is MentionKind.VALUE else None,
            )
        return self.made[key]

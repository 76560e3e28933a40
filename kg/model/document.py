"""The same text, cut: lines with their role, and what they mention."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kg.model.article import Article, Span


class Role(StrEnum):
    """What a line is in its article. Only headline, body and caption lines state facts."""

    HEADLINE = "headline"
    BYLINE = "byline"
    DATELINE = "dateline"
    CAPTION = "caption"
    BODY = "body"
    BOILERPLATE = "boilerplate"

    @property
    def states_facts(self) -> bool:
        return self in (Role.HEADLINE, Role.BODY, Role.CAPTION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of an article, and its role; in a text wrapped at a width, a paragraph with its breaks inside."""

    span: Span
    role: Role


class MentionKind(StrEnum):
    """How a mention refers: by a name, by a description ("the chipmaker"), by a pronoun, or as a value."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"
    VALUE = "value"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words of an article that name a person, a place, a thing or a value: "Prime Minister Lind", "April 10".

    `type` is the id of a class of the ontology ("Person", "Country", "Date"). `head` is the span of the syntactic
    head word. A value carries `value`, in ISO form for dates ("2024-04-10", "--04-10", "2006").
    """

    article: str
    span: Span
    text: str
    type: str
    kind: MentionKind = MentionKind.NAME
    head: Span | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article with its lines; after parsing also `doc`, after mention finding also `mentions`.

    `doc` is spaCy's `Doc`, as long as `article.text`, so that `token.idx` is an offset into the article. It has the
    same characters, but a line break inside a line reads as a space: quote from `article.text`.
    """

    article: Article
    lines: tuple[Line, ...]
    mentions: tuple[Mention, ...] = ()
    doc: Any = None

    def role_at(self, offset: int) -> Role:
        """The role of the line that holds the character at `offset`; between lines, boilerplate."""
        for line in self.lines:
            if line.span.start <= offset < line.span.end:
                return line.role
        return Role.BOILERPLATE

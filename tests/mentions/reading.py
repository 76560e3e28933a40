"""Reads a text as the program does, up to its mentions."""

from functools import cache

from kg import language, mentions, text
from kg.model import Article, Document, Mention, MentionKind


@cache
def read(words: str) -> Document:
    """The document of a text, with its mentions."""
    article = Article(id="a", text=words)
    return next(mentions.find(language.parse([text.cut(article)])))


def found(words: str, kind: MentionKind = MentionKind.NAME) -> dict[str, str]:
    """The mentions of one kind and their classes."""
    return {mention.text: mention.type for mention in read(words).mentions if mention.kind is kind}


def mention(words: str, part: str) -> Mention:
    """The shortest mention that reads so."""
    return next(m for m in read(words).mentions if m.text == part)

"""Which links `kg link` writes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg import gazetteers
from kg.mentions.classes import family
from kg.model import Link, Linkage, MentionKind, Span
from kg.model.jsonl import Line, mention_line

_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "these", "those"})
_CONCRETE = frozenset({"person", "organization", "group", "product"})
_WITH_DESCRIPTION = frozenset({"person", "organization", "place", "group", ""})


def mention_lines(links: Iterable[Sequence[Link]], linkage: Linkage) -> Iterator[Line]:
    """One line per name, per description of a person, body or thing, per resolved pronoun.

    A nationality ("Japanese") is an adjective and has no line. Where a noun phrase holds the name of a thing ("its new
    iPhone"), the phrase has the line, as that is what refers; a person's or a body's name keeps its own. `type` is the
    entity's.
    """
    types = {entity.id: entity.type for entity in linkage.entities}
    for of_article in links:
        for link in _written(of_article):
            entity = linkage.entity_of[(link.mention.article, link.cluster)]
            typed = replace(link, mention=replace(link.mention, type=types[entity]))
            yield mention_line(typed, entity)


def _written(links: Sequence[Link]) -> Iterator[Link]:
    links = _once(links)
    sizes = Counter(link.cluster for link in links)
    names = [link for link in links if link.mention.kind is MentionKind.NAME and link.mention.type != "Position"]
    named = {link.mention.head: link for link in names}
    phrases = {link.mention.head for link in links if _is_phrase(link, named)}
    for link in links:
        mention = link.mention
        if mention.kind is MentionKind.NAME:
            wanted = (
                not _is_nationality(link)
                and mention.type != "Position"
                and (mention.head not in phrases or _keeps_name(link))
            )
        elif mention.kind is MentionKind.NOMINAL and mention.head in named:
            wanted = _is_phrase(link, named)
        else:
            wanted = sizes[link.cluster] > 1 or _is_specific(link)
        if wanted:
            yield link


def _once(links: Sequence[Link]) -> list[Link]:
    """Of descriptions with one head word, which statements cut in several ways, the one that is a plain noun phrase."""
    plain: dict[Span | None, Link] = {}
    for link in links:
        mention = link.mention
        if mention.kind is MentionKind.NOMINAL:
            best = plain.setdefault(mention.head, link)
            if (mention.span.start, mention.span.end) < (best.mention.span.start, best.mention.span.end):
                plain[mention.head] = link
    return [link for link in links if link.mention.kind is not MentionKind.NOMINAL or plain[link.mention.head] is link]


def _is_specific(link: Link) -> bool:
    """Whether a description says more than a noun of somebody or something that one can meet, see or buy."""
    mention = link.mention
    concrete = family(mention.type) in _CONCRETE
    return mention.kind is MentionKind.NOMINAL and concrete and " " in mention.text


def _keeps_name(link: Link) -> bool:
    return family(link.mention.type) in _WITH_DESCRIPTION


def _is_phrase(link: Link, named: dict[Span | None, Link]) -> bool:
    """Whether a description says more than an article before the name that it holds."""
    mention = link.mention
    if mention.kind is not MentionKind.NOMINAL or mention.head not in named:
        return False
    name = named[mention.head].mention
    before = mention.text[: max(0, name.span.start - mention.span.start)].split()
    return any(word.lower() not in _DETERMINERS for word in before)


def _is_nationality(link: Link) -> bool:
    return link.mention.text in gazetteers.demonyms()

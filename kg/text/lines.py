"""An article into lines with roles, by the looks of each line and by what stands around it; no character is changed."""

import re
from collections.abc import Iterator, Sequence

from kg import layout
from kg.model import Article, Document, Line, Role, Span

_MARKER = re.compile(
    r"(?:[-*•·▪◦‣–—]|#{1,6}|>|\d{1,2}[.)]|[a-z]\))\s+(?=\S)"
    r"|(?:FILE(?: PHOTO| PIC)?\s*[-:–—]|(?i:(?:image|photo|picture)? ?caption)[,:]|Pictured:)\s*(?=\S)"
)
_CAPTION_MARK = re.compile(r"FILE|Pictured|.*caption", re.IGNORECASE)
_NAMES_ONLY = re.compile(
    r"(?:and|or|of|the|in|at|vs\.?|versus|with|for|from|on|to|left|right|an?|\(left\)|\(right\)|[a-z]{1,3})$"
)
_SHORT_LINE = 14  # words; above, a line without a full stop is a sentence whose stop was lost
_BODY_WORDS = 8  # a line that ends a sentence and has as many words is told, not a teaser


def cut(article: Article) -> Document:
    """The article's document: lines in order, disjoint, together covering every character that is not white space.

    A line that is wrapped at a width, or a caption and its credit, or a dateline and what follows it, are one line,
    two, and two. Only headline, caption and body lines state facts.
    """
    text = article.text
    spans = list(layout.paragraphs(text))
    roles = _roles(article, spans)
    lines = [line for span, role in zip(spans, roles, strict=True) for line in _split(text, span, role)]
    return Document(article=article, lines=tuple(lines))


def _roles(article: Article, spans: Sequence[Span]) -> list[Role]:
    words = [" ".join(span.of(article.text).split()) for span in spans]
    roles = _in_the_tail(words, _repeated(words, [_by_itself(line) for line in words]))
    roles = _teasers_at_the_end(words, roles)
    headline = _headline(article, words, roles)
    if headline is not None:
        roles[headline] = Role.HEADLINE
    return [_by_neighbours(words, roles, index) for index in range(len(words))]


def _by_itself(line: str) -> Role:
    if not layout.has_letters(line) or layout.is_boilerplate(line) or layout.credit(line) == 0:
        return Role.BOILERPLATE
    if layout.date_line(line) or layout.is_dateline(line):
        return Role.DATELINE
    if layout.byline(line) or layout.credits_line(line):
        return Role.BYLINE
    return Role.BODY


def _repeated(words: Sequence[str], roles: list[Role]) -> list[Role]:
    """A line that was there before says nothing new: a headline above its picture, a caption twice."""
    seen: set[str] = set()
    for index, line in enumerate(words):
        key = line[: layout.site_name(line) or len(line)].rstrip().casefold()
        if key in seen:
            roles[index] = Role.BOILERPLATE
        seen.add(key)
    return roles


def _in_the_tail(words: Sequence[str], roles: list[Role]) -> list[Role]:
    """After "Latest stories" comes a list of other things, until somebody tells on."""
    inside = False
    for index, line in enumerate(words):
        if index and layout.opens_tail(line):
            inside = True
        elif inside and _tells(line):
            inside = False
        if inside:
            roles[index] = Role.BOILERPLATE
    return roles


def _teasers_at_the_end(words: Sequence[str], roles: list[Role]) -> list[Role]:
    """Behind the last sentence of an article that has some, two lines or more that tell nothing are links."""
    telling = [index for index, line in enumerate(words) if roles[index] is Role.BODY and _tells(line)]
    behind = [
        index
        for index in range(telling[-1] + 1 if len(telling) >= 3 else len(words), len(words))
        if roles[index] is Role.BODY and not layout.ends_sentence(words[index])
    ]
    if len(behind) >= 2 and not any(_MARKER.match(words[index]) or layout.credit(words[index]) for index in behind):
        for index in behind:
            roles[index] = Role.BOILERPLATE
    return roles


def _tells(line: str) -> bool:
    return layout.ends_sentence(line) and len(line[:200].split()) >= _BODY_WORDS


def _headline(article: Article, words: Sequence[str], roles: Sequence[Role]) -> int | None:
    """The line that is the article's title, else the first line if it can be one and something follows it."""
    title = " ".join((article.title or "").split()).casefold()
    candidates = [index for index, role in enumerate(roles) if role is Role.BODY]
    for index in candidates[:5]:
        if title and words[index].casefold() == title:
            return index
    if (
        candidates
        and layout.is_headline(words[candidates[0]])
        and (len(candidates) > 1 or not layout.ends_sentence(words[0]))
    ):
        return candidates[0]
    return None


def _by_neighbours(words: Sequence[str], roles: Sequence[Role], index: int) -> Role:
    """A short line among long ones that ends no sentence is a caption when it only names, else a headline between."""
    line = words[index]
    if roles[index] is not Role.BODY or layout.ends_sentence(line):
        return roles[index]
    if layout.credit(line) is not None or (_MARKER.match(line) and _CAPTION_MARK.match(line)):
        return Role.CAPTION
    if len(line[:300].split()) > _SHORT_LINE or line[-1] in ",;:" or line[0].islower() or _MARKER.match(line):
        return Role.BODY
    return Role.CAPTION if _only_names(line) else Role.HEADLINE


def _only_names(line: str) -> bool:
    return all(not word[0].islower() or _NAMES_ONLY.match(word) for word in re.findall(r"[^\W_][\w.'’-]*", line))


def _split(text: str, span: Span, role: Role) -> Iterator[Line]:
    """The parts of a paragraph that are no sentence become lines of their own: list mark, dateline, credit."""
    if not role.states_facts:
        yield Line(span=span, role=role)
        return
    start, end = span.start, span.end
    mark = _MARKER.match(text, start, end)
    if mark:
        yield from _line(text, start, mark.end(), Role.BOILERPLATE)
        start = mark.end()
    opening = layout.dateline(text[start : min(end, start + 200)]) if role is Role.BODY else None
    if opening:
        yield from _line(text, start, start + opening.span.end, Role.DATELINE)
        start += opening.span.end
    stop = _end_of_words(text, start, end, role)
    yield from _line(text, start, stop, role)
    yield from _line(text, stop, end, Role.BOILERPLATE)


def _end_of_words(text: str, start: int, end: int, role: Role) -> int:
    """Where the picture credit behind a caption begins, or the name of the site behind a headline."""
    words = text[start:end]
    credit = layout.credit(words)
    if credit:
        return start + credit
    site = layout.site_name(words) if role is Role.HEADLINE else None
    return start + site if site else end


def _line(text: str, start: int, end: int, role: Role) -> Iterator[Line]:
    """The line between these characters, without white space around it; none when there is nothing else."""
    words = text[start:end]
    if words.strip():
        start += len(words) - len(words.lstrip())
        yield Line(span=Span(start, start + len(words.strip())), role=role)

"""Why the graph says something: the sentences, marked, and how each name was understood. And why it does not."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import InvalidName
from kg.facts import Dropped, Resolver
from kg.graph.display import end_label, sentence
from kg.graph.names import Names
from kg.model import Article, Entity, Fact, Link, Mention, Span, Statement
from kg.model.markup import marked, safe

if TYPE_CHECKING:
    from kg.graph.graph import KnowledgeGraph

# The end of a line, or a stop after a word that is no initial ("U.S.", "J. Smith") and before a capital.
_SENTENCE_END = re.compile(r"\n|(?<=[a-z0-9)”\"’%])[.!?][”\"’)]*\s+(?=[“\"‘A-Z])")
_SHOWN = 5  # examples of each kind in `why_not`


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """How words of a sentence were understood: whom they mean, and the reasons within the article and across."""

    role: str
    words: str
    entity: str
    reasons: tuple[str, ...]

    def __str__(self) -> str:
        because = f" ({'; '.join(self.reasons)})" if self.reasons else ""
        return f"{self.role} “{self.words}” is {self.entity}{because}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One sentence that says a fact.

    `marks` are places in the article with their role ("subject", "relation", "object", "status"), inside `sentence`.
    `copies` are the ids of articles that print the very same text.
    """

    fact: Fact
    statement: Statement
    article: Article
    marks: tuple[tuple[Span, str], ...]
    understood: tuple[Understood, ...]
    copies: tuple[str, ...] = ()

    @property
    def sentence(self) -> Span:
        return self.statement.evidence.sentence

    @property
    def quote(self) -> str:
        return self.statement.evidence.quote

    @property
    def source(self) -> str:
        """Where it stands: title, publisher and date of publication, as far as known."""
        article = self.article
        known = (article.title, self.statement.evidence.source or article.source, article.published)
        return ", ".join(word for word in known if word) or article.id

    def marked(self, opening: str = "[", closing: str = "]") -> str:
        """The sentence with its marks."""
        text, at = "", self.sentence.start
        for span, _ in sorted(self.marks):
            if span.start >= at:
                text += f"{self._between(at, span.start)}{opening}{self._between(span.start, span.end)}{closing}"
                at = span.end
        return text + self._between(at, self.sentence.end)

    def _between(self, start: int, end: int) -> str:
        return self.quote[start - self.sentence.start : end - self.sentence.start]

    def __str__(self) -> str:
        evidence = self.statement.evidence
        place = f"{self.article.id}, characters {self.sentence.start}–{self.sentence.end}"
        lines = [
            f"  “{' '.join(self.marked().split())}”",
            f"    {self.source}{f' <{self.article.url}>' if self.article.url else ''} ({place})",
            f"    read by {evidence.extractor or '?'}: {evidence.rule}, confidence {self.statement.confidence:.2f}",
            *(f"    {understood}" for understood in self.understood),
        ]
        if self.copies:
            lines.append(f"    the same text: {', '.join(self.copies)}")
        return "\n".join(lines)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Explanation:
    """The facts that fit, and every sentence that says one of them. False when the graph says no such thing."""

    asked: str
    facts: tuple[Fact, ...]
    told: tuple[Told, ...]

    def __bool__(self) -> bool:
        return bool(self.facts)

    def __iter__(self) -> Iterator[Told]:
        return iter(self.told)

    def __str__(self) -> str:
        if not self.facts:
            return f"the graph does not say: {self.asked}"
        parts = []
        for fact in self.facts:
            parts.append(f"{sentence(fact)}, confidence {fact.confidence:.2f}")
            parts.extend(str(told) for told in self.told if told.fact is fact)
        return "\n".join(parts)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        parts = [f"<p>{safe(self.asked)}</p>"] if not self.facts else []
        for fact in self.facts:
            parts.append(f"<p><b>{safe(sentence(fact))}</b></p>")
            for told in self.told:
                if told.fact is fact:
                    quote = marked(told.quote, told.sentence, [span for span, _ in told.marks])
                    reasons = "; ".join(safe(str(understood)) for understood in told.understood)
                    parts.append(f"<blockquote>{quote}<br><small>{safe(told.source)}<br>{reasons}</small></blockquote>")
        return "".join(parts)


def why(graph: "KnowledgeGraph", subject: str, relation: str, object: str) -> Explanation:
    """The sentences behind the facts that fit, open ones included; names as people write them.

    Raises `InvalidName` for a name that the graph does not know, or that several bear.
    """
    names = Names(graph)
    names.entity(subject)
    facts = tuple(graph.facts(subject=subject, relation=relation, object=object, open=True))
    teller = _Teller(graph)
    return Explanation(
        asked=f"{subject} {relation} {object}",
        facts=facts,
        told=tuple(told for fact in facts for told in teller.told(fact)),
    )


def relation_is(fact: Fact, relation: str, names: Names) -> bool:
    return fact.relation in (relation, names.inverse(relation))


class _Teller:
    """Gathers the sentences of facts and explains their words."""

    def __init__(self, graph: "KnowledgeGraph") -> None:
        self._graph = graph
        self._resolver = Resolver(graph.links, graph.linkage)
        self._first = {copy: first for first, copies in graph.copies.items() for copy in copies}

    def told(self, fact: Fact) -> Iterator[Told]:
        for statement in fact.statements:
            if statement.article not in self._first:
                yield self._told(fact, statement)

    def _told(self, fact: Fact, statement: Statement) -> Told:
        return Told(
            fact=fact,
            statement=statement,
            article=self._graph.articles[statement.article],
            marks=tuple(_marks(statement)),
            understood=tuple(self._understood(statement)),
            copies=self._graph.copies.get(statement.article, ()),
        )

    def _understood(self, statement: Statement) -> Iterator[Understood]:
        ends = (("subject", statement.subject), ("object", statement.object), ("speaker", statement.attributed_to))
        for role, mention in ends:
            if mention is None:
                continue
            link = self._resolver.link(mention)
            entity = self._resolver.entity(mention)
            label = entity.label if entity else mention.value or "nobody known"
            reasons = self._reasons(link) if link else ()
            yield Understood(role=role, words=mention.text, entity=label, reasons=reasons)

    def _reasons(self, link: Link) -> tuple[str, ...]:
        across = self._graph.linkage.reasons.get((link.mention.article, link.cluster))
        return tuple(dict.fromkeys(reason for reason in (link.reason, across) if reason))


def _marks(statement: Statement) -> Iterator[tuple[Span, str]]:
    evidence = statement.evidence
    places: list[tuple[Span | None, str]] = [
        (statement.subject.span, "subject"),
        (evidence.trigger, "relation"),
        (statement.object.span if statement.object else None, "object"),
        *((cue, "status") for cue in evidence.cues),
    ]
    for span, role in places:
        if span is not None and evidence.sentence.contains(span):
            yield span, role


# Why not


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a fact is not in the graph: the step where it was lost, what happened there, and the sentence, if any."""

    step: str
    text: str
    quote: str = ""
    article: str = ""

    def __str__(self) -> str:
        place = f"\n    “{' '.join(self.quote.split())}” ({self.article})" if self.quote else ""
        return f"{self.step}: {self.text}{place}"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Reasons:
    """What stood in the way, step by step. `said` are the facts, if the graph does say it after all."""

    asked: str
    reasons: tuple[Reason, ...]
    said: tuple[Fact, ...] = ()

    def __iter__(self) -> Iterator[Reason]:
        return iter(self.reasons)

    def __str__(self) -> str:
        return "\n".join([self.asked, *(f"  {reason}" for reason in self.reasons)])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        items = "".join(f"<li>{safe(str(reason))}</li>" for reason in self.reasons)
        return f"<p>{safe(self.asked)}</p><ul>{items}</ul>"


def why_not(graph: "KnowledgeGraph", subject: str, relation: str, object: str) -> Reasons:
    """Why the graph does not say this: looks at the names, the ontology, what was read and dropped, and the texts."""
    search = _Search(graph, subject, relation, object)
    reasons = tuple(search.reasons())
    return Reasons(asked=f"{subject} {relation} {object}", reasons=reasons, said=search.said)


class _Search:
    """Follows a fact that is missing through the steps of the way."""

    def __init__(self, graph: "KnowledgeGraph", subject: str, relation: str, object: str) -> None:
        self._graph = graph
        self._names = Names(graph)
        self._asked = (subject, object)
        self._relation = relation
        self.said: tuple[Fact, ...] = ()

    def reasons(self) -> Iterator[Reason]:
        unknown = [reason for name in self._asked for reason in self._unknown(name)]
        yield from unknown
        yield from self._unknown_relation()
        if not unknown:
            one, other = (self._ids(name) for name in self._asked)
            yield from self._facts(one, other)
            yield from self._dropped(one, other)
            yield from self._sentences(one, other)
        yield from self._quarantined()

    def _ids(self, name: str) -> frozenset[str]:
        return frozenset({entity.id for entity in self._names.entities(name)} | {name})

    def _unknown(self, name: str) -> Iterator[Reason]:
        try:
            self._names.entity(name)
        except InvalidName as error:
            if self._names.entities(name) or self._is_value(name):
                return
            yield Reason(step="names", text=str(error))
            yield from self._unmentioned(name)

    def _is_value(self, name: str) -> bool:
        return any(end_label(fact.object) == name for fact in self._graph.facts(open=True))

    def _unmentioned(self, name: str) -> Iterator[Reason]:
        """The places where the name stands in a text, and was not found to name anything."""
        found = 0
        for id in self._graph.sources:
            text = self._graph.articles[id].text
            at = text.casefold().find(name.casefold())
            if at >= 0 and found < _SHOWN:
                found += 1
                yield Reason(
                    step="mentions", text="the words stand here, but name nobody", quote=_around(text, at), article=id
                )
        if not found:
            yield Reason(step="articles", text=f"no article contains “{name}”")

    def _unknown_relation(self) -> Iterator[Reason]:
        try:
            self._names.relation(self._relation)
        except InvalidName as error:
            yield Reason(step="ontology", text=str(error))

    def _facts(self, one: frozenset[str], other: frozenset[str]) -> Iterator[Reason]:
        """What the graph does say of the two: the same, the same backwards, with another status, in other words."""
        try:
            relation = self._names.relation(self._relation)
        except InvalidName:
            relation = self._relation
        between = [fact for fact in self._graph.facts(open=True) if _joins(fact, one, other)]
        right = [fact for fact in between if relation_is(fact, relation, self._names)]
        self.said = tuple(fact for fact in right if fact.subject.id in one or self._names.is_symmetric(relation))
        for fact in between[: 4 * _SHOWN]:
            quote = fact.statements[0].evidence
            step, text = self._told(fact, relation)
            yield Reason(step=step, text=text, quote=quote.quote, article=quote.article)

    def _told(self, fact: Fact, relation: str) -> tuple[str, str]:
        if fact in self.said:
            if fact.status.is_shown:
                return "facts", f"the graph does say it: {sentence(fact)}"
            return "status", f"it is said only as {fact.status}, which gives no plain triple: {sentence(fact)}"
        if fact.relation == relation:
            return "direction", f"the graph says it the other way round: {sentence(fact)}"
        if fact.open:
            return "ontology", f"no relation of the ontology is expressed by these words: {sentence(fact)}"
        return "facts", f"the graph says something else of the two: {sentence(fact)}"

    def _dropped(self, one: frozenset[str], other: frozenset[str]) -> Iterator[Reason]:
        """Statements about the two, or about one of them and somebody unknown, that gave no fact."""
        resolver = Resolver(self._graph.links, self._graph.linkage)
        ends = one | other
        shown = 0
        for dropped in self._graph.dropped:
            if shown < 2 * _SHOWN and self._is_about(dropped, resolver, ends):
                shown += 1
                evidence = dropped.statement.evidence
                ends_known = all(resolver.entity(m) for m in (dropped.statement.subject, dropped.statement.object) if m)
                step = "facts" if ends_known else "linking"
                yield Reason(step=step, text=dropped.reason, quote=evidence.quote, article=evidence.article)

    def _is_about(self, dropped: Dropped, resolver: Resolver, ends: frozenset[str]) -> bool:
        statement = dropped.statement
        if statement.object is None or statement.relation not in (None, self._relation):
            return False
        found = [resolver.entity(mention) for mention in (statement.subject, statement.object)]
        known = [entity.id in ends for entity in found if entity is not None]
        # What no relation covers is worth telling only where it joins the two.
        enough = 1 if statement.relation else len(found)
        return len(known) >= enough and all(known)

    def _sentences(self, one: frozenset[str], other: frozenset[str]) -> Iterator[Reason]:
        """The closest places where both are mentioned, when no statement joins them there."""
        shared, near = 0, 0
        for id, links in self._graph.links.items():
            first, second = self._of(id, links, one), self._of(id, links, other)
            if not first or not second:
                continue
            shared += 1
            a, b = min(((a, b) for a in first for b in second), key=lambda pair: _distance(*pair))
            quote = _stretch(self._graph.articles[id].text, a.span, b.span)
            if quote and near < _SHOWN and not self._joined(id, one, other):
                near += 1
                text = "both are named here, and no rule joined them"
                yield Reason(step="extraction", text=text, quote=quote, article=id)
        if not shared:
            yield Reason(step="articles", text="no article names both")
        elif not near and not self.said:
            articles = "1 article names" if shared == 1 else f"{shared} articles name"
            yield Reason(step="extraction", text=f"{articles} both, but no sentence joins them")

    def _of(self, article: str, links: Iterable[Link], ids: frozenset[str]) -> list[Mention]:
        entity_of = self._graph.linkage.entity_of
        return [link.mention for link in links if entity_of.get((article, link.cluster)) in ids]

    def _joined(self, article: str, one: frozenset[str], other: frozenset[str]) -> bool:
        facts = self._graph.facts(open=True)
        return any(_joins(fact, one, other) and article in fact.articles for fact in facts)

    def _quarantined(self) -> Iterator[Reason]:
        directory = self._graph.directory
        rejected = directory.read_quarantine() if directory else ()
        if rejected:
            yield Reason(step="reading", text=f"{len(rejected)} articles are in quarantine and say nothing")


def _joins(fact: Fact, one: frozenset[str], other: frozenset[str]) -> bool:
    end = fact.object.id if isinstance(fact.object, Entity) else end_label(fact.object)
    return (fact.subject.id in one and end in other) or (fact.subject.id in other and end in one)


def _distance(a: Mention, b: Mention) -> int:
    return max(a.span.start, b.span.start) - min(a.span.end, b.span.end)


def _stretch(text: str, a: Span, b: Span) -> str:
    """The sentence or so that holds both places; "" when they stand in different lines or sentences."""
    between = text[min(a.end, b.end) : max(a.start, b.start)]
    if _SENTENCE_END.search(between):
        return ""
    return _around(text, min(a.start, b.start), max(a.end, b.end))


def _around(text: str, start: int, end: int | None = None) -> str:
    """The stretch of text from sentence end to sentence end around a place."""
    end = end or start
    before = [match.end() for match in _SENTENCE_END.finditer(text, max(0, start - 500), start)]
    after = _SENTENCE_END.search(text, end, end + 500)
    begin = before[-1] if before else max(0, start - 500)
    return text[begin : after.start() + 1 if after else end + 500].strip()

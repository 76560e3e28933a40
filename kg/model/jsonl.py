"""The line form of every noun: one JSON object a line, keys in a fixed order, UTF-8, no clock.

`*_line` turns a noun into a dictionary that `dumps` writes; `read_*` turns it back. The forms of statements and
mentions are public; those of links and clusters are kept in the graph directory.
"""

import json
from collections.abc import Mapping
from typing import Any

from kg.model.article import Article, Span
from kg.model.document import Mention, MentionKind
from kg.model.fact import Fact, Literal
from kg.model.linkage import Cluster, Entity, Link
from kg.model.statement import Evidence, Statement, Status, Surface

type Line = dict[str, Any]


def dumps(line: Mapping[str, Any]) -> str:
    """One line without its line break. Lone surrogates are escaped, so that the line is always valid UTF-8."""
    text = json.dumps(line, ensure_ascii=False)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(line, ensure_ascii=True)
    return text


def _span(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _read_span(pair: list[int] | None) -> Span | None:
    return Span(pair[0], pair[1]) if pair else None


# Articles


def article_line(article: Article) -> Line:
    fields = {
        "id": article.id,
        "title": article.title,
        "author": article.author,
        "published": article.published,
        "url": article.url,
        "source": article.source,
        "language": article.language,
        "encoding": article.encoding,
        "text": article.text,
    }
    return {key: value for key, value in fields.items() if value is not None}


def read_article(line: Mapping[str, Any]) -> Article:
    known = {key: line[key] for key in Article.__dataclass_fields__ if line.get(key) is not None}
    return Article(**known)


# Statements


def _ends(mention: Mention | None) -> Line | None:
    if mention is None:
        return None
    line: Line = {
        "text": mention.text,
        "start": mention.span.start,
        "end": mention.span.end,
        "type": mention.type,
        "kind": str(mention.kind),
    }
    if mention.head:
        line["head"] = _span(mention.head)
    if mention.value is not None:
        line["value"] = mention.value
    return line


def _read_ends(line: Mapping[str, Any] | None, article: str) -> Mention | None:
    if line is None:
        return None
    return Mention(
        article=article,
        span=Span(line["start"], line["end"]),
        text=line["text"],
        type=line["type"],
        kind=MentionKind(line.get("kind", "name")),
        head=_read_span(line.get("head")),
        value=line.get("value"),
    )


def _surface_line(surface: Surface) -> Line | None:
    """What was learned, not read from a clause, has no relation words of its own: null."""
    if not surface.relation:
        return None
    return {
        "subject": surface.subject,
        "relation": surface.relation,
        "object": surface.object,
        "args": list(surface.args),
    }


def _read_surface(surface: Line | None, statement: Line) -> Surface:
    if surface is None:
        ends = [(statement[side] or {}).get("text", "") for side in ("subject", "object")]
        return Surface(subject=ends[0], relation="", object=ends[1])
    return Surface(
        subject=surface["subject"],
        relation=surface["relation"],
        object=surface["object"],
        args=tuple(surface["args"]),
    )


def statement_line(statement: Statement) -> Line:
    """What `kg extract` writes."""
    evidence = statement.evidence
    return {
        "article": statement.article,
        "subject": _ends(statement.subject),
        "relation": statement.relation,
        "object": _ends(statement.object),
        "status": str(statement.status),
        "date": statement.date,
        "attributed_to": _ends(statement.attributed_to),
        "confidence": statement.confidence,
        "surface": _surface_line(statement.surface),
        "evidence": {
            "start": evidence.sentence.start,
            "end": evidence.sentence.end,
            "quote": evidence.quote,
            "trigger": _span(evidence.trigger),
            "cues": [_span(cue) for cue in evidence.cues],
            "source": evidence.source,
        },
        "extractor": evidence.extractor,
        "rule": evidence.rule,
    }


def read_statement(line: Mapping[str, Any]) -> Statement:
    article, evidence = line["article"], line["evidence"]
    subject = _read_ends(line["subject"], article)
    assert subject is not None
    return Statement(
        article=article,
        subject=subject,
        relation=line["relation"],
        object=_read_ends(line["object"], article),
        surface=_read_surface(line["surface"], dict(line)),
        status=Status(line["status"]),
        date=line["date"],
        attributed_to=_read_ends(line.get("attributed_to"), article),
        confidence=line["confidence"],
        evidence=Evidence(
            article=article,
            sentence=Span(evidence["start"], evidence["end"]),
            quote=evidence["quote"],
            trigger=_read_span(evidence.get("trigger")),
            cues=tuple(Span(*cue) for cue in evidence.get("cues", ())),
            extractor=line.get("extractor", ""),
            rule=line["rule"],
            source=evidence.get("source"),
        ),
    )


# Links and clusters


def link_line(link: Link) -> Line:
    return {
        "article": link.mention.article,
        "mention": _ends(link.mention),
        "cluster": link.cluster,
        "reason": link.reason,
        "score": link.score,
    }


def read_link(line: Mapping[str, Any]) -> Link:
    mention = _read_ends(line["mention"], line["article"])
    assert mention is not None
    return Link(mention=mention, cluster=line["cluster"], reason=line["reason"], score=line["score"])


def cluster_line(cluster: Cluster) -> Line:
    return {
        "article": cluster.article,
        "index": cluster.index,
        "type": cluster.type,
        "names": list(cluster.names),
        "key": cluster.key,
        "same_as": list(cluster.same_as),
        "named": cluster.named,
    }


def read_cluster(line: Mapping[str, Any]) -> Cluster:
    return Cluster(
        article=line["article"],
        index=line["index"],
        type=line["type"],
        names=tuple(line["names"]),
        key=line["key"],
        same_as=tuple(line["same_as"]),
        named=line["named"],
    )


def mention_line(link: Link, entity: str) -> Line:
    """What `kg link` writes."""
    mention = link.mention
    return {
        "article": mention.article,
        "start": mention.span.start,
        "end": mention.span.end,
        "text": mention.text,
        "type": mention.type,
        "entity": entity,
        "reason": link.reason,
    }


# Facts


def _node(node: Entity | Literal | None) -> Line | None:
    if isinstance(node, Entity):
        return {"id": node.id, "label": node.label, "type": node.type, "aliases": list(node.aliases)}
    return {"value": node.value, "type": node.type} if node else None


def fact_line(fact: Fact) -> Line:
    """What `kg export out -o facts.jsonl` writes."""
    speaker = fact.attributed_to
    return {
        "subject": _node(fact.subject),
        "relation": fact.relation,
        "open": fact.open,
        "object": _node(fact.object),
        "status": str(fact.status),
        "date": fact.date,
        "attributed_to": {"id": speaker.id, "label": speaker.label, "type": speaker.type} if speaker else None,
        "confidence": round(fact.confidence, 4),
        "evidence": [_evidence_line(statement) for statement in fact.statements],
    }


def _evidence_line(statement: Statement) -> Line:
    evidence = statement.evidence
    return {
        "article": evidence.article,
        "start": evidence.sentence.start,
        "end": evidence.sentence.end,
        "quote": evidence.quote,
        "source": evidence.source,
        "subject": _span(statement.subject.span),
        "trigger": _span(evidence.trigger),
        "object": _span(statement.object.span) if statement.object else None,
        "cues": [_span(cue) for cue in evidence.cues],
        "rule": evidence.rule,
    }

"""Does an extractor say only what the sentence says, where it says it, in words that the ontology knows?"""

import re
from collections.abc import Callable, Iterable, Mapping

from kg import ontology as ontologies
from kg.model import Article, Mention, Statement, Status
from kg.ontology import Ontology
from kg.testing.promises import promise
from kg.testing.samples import SAMPLE_TEXT, documents

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?|--\d\d(-\d\d)?", re.ASCII)


def check_extractor(
    extract: Callable[..., Iterable[Statement]], *texts: str, ontology: Ontology | None = None
) -> tuple[Statement, ...]:
    """Runs the extractor on `texts` (or `SAMPLE_TEXT`), and on an empty document; checks every statement."""
    known = ontology or ontologies.read()
    given = documents(*(texts or (SAMPLE_TEXT,)), "")
    found = tuple(extract(iter(given), ontology=known))
    promise(found == tuple(extract(iter(given), ontology=known)), "an extractor says the same of the same documents")
    promise(tuple(extract(iter(()), ontology=known)) == (), "an extractor says nothing of no documents")
    by_id = {document.article.id: document.article for document in given}
    for statement in found:
        _check_statement(statement, by_id, known)
    return found


def _check_statement(statement: Statement, articles: Mapping[str, Article], known: Ontology) -> None:
    promise(isinstance(statement, Statement), f"an extractor yields Statement, not {type(statement).__name__}")
    promise(statement.article in articles, f"{statement.article} is none of the articles that were given")
    article, evidence = articles[statement.article], statement.evidence
    told = f"the statement “{statement.surface.subject} {statement.surface.relation} {statement.surface.object}”: "
    promise(evidence.article == article.id, told + "its evidence stands in another article")
    promise(evidence.sentence.of(article.text) == evidence.quote != "", told + "its quote does not stand at its place")
    promise(bool(evidence.extractor and evidence.rule), told + "no name of extractor and rule")
    promise(0 < statement.confidence <= 1, told + f"confidence {statement.confidence} is not in (0, 1]")
    promise(isinstance(statement.status, Status), told + f"status {statement.status!r} is no Status")
    promise(is_date(statement.date), told + f"date {statement.date!r} is not ISO")
    for mention in (statement.subject, statement.object, statement.attributed_to):
        if mention is not None:
            check_mention(mention, article, told)
    for span in (evidence.trigger, *evidence.cues):
        promise(span is None or 0 <= span.start < span.end <= len(article.text), told + f"{span} is no place in it")
    if statement.relation is None:
        promise(bool(statement.surface.relation), told + "an open statement has its words in surface.relation")
    else:
        promise(statement.relation in known.relations, told + f"no relation of the ontology is “{statement.relation}”")
        promise(statement.object is not None, told + "a statement with a relation has an object")


def check_mention(mention: Mention, article: Article, told: str) -> None:
    """Whether the mention stands where it says; `told` opens the message."""
    promise(mention.article == article.id, told + f"“{mention.text}” stands in another article")
    promise(mention.span.of(article.text) == mention.text, told + f"“{mention.text}” does not stand at its place")
    promise(bool(mention.text.strip()), told + "a mention without words")
    if mention.type == "Date" and mention.value is not None:
        promise(is_date(mention.value), told + f"the date {mention.value!r} is not ISO")


def is_date(value: str | None) -> bool:
    """Whether it is an ISO date, whole or partial, or none."""
    return value is None or _DATE.fullmatch(value) is not None

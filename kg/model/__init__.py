"""What we talk about: article, document, mention, statement, link, entity, fact. Standard library only."""

from kg.model.article import Article, Rejected, Span
from kg.model.document import Document, Line, Mention, MentionKind, Role
from kg.model.fact import Fact, Literal
from kg.model.linkage import Cluster, Entity, Link, Linkage
from kg.model.statement import Evidence, Statement, Status, Surface

__all__ = [
    "Article",
    "Cluster",
    "Document",
    "Entity",
    "Evidence",
    "Fact",
    "Line",
    "Link",
    "Linkage",
    "Literal",
    "Mention",
    "MentionKind",
    "Rejected",
    "Role",
    "Span",
    "Statement",
    "Status",
    "Surface",
]

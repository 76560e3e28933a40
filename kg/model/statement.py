"""What one sentence says."""

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from kg.model.article import Span
from kg.model.document import Mention
from kg.model.markup import marked, safe


class Status(StrEnum):
    """How sure the writer is. Nothing else carries negation or modality."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    REPORTED = "reported"
    POSSIBLE = "possible"
    DENIED = "denied"

    @property
    def is_shown(self) -> bool:
        """Whether a statement of this status becomes a plain triple."""
        return self in (Status.ASSERTED, Status.PLANNED, Status.REPORTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surface:
    """The sentence's own words: subject, relation, object ("" when there is none), further arguments.

    Where the sentence leaves out a copula, the relation is or opens with "be": "Lee, the painter" is (Lee, be, the
    painter). Of two places it is "is in": "Oslo, Norway".
    """

    subject: str
    relation: str
    object: str = ""
    args: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a statement stands and which rule read it.

    `sentence` and its text `quote`; `trigger` the words that express the relation; `cues` the words that set the
    status ("is to", "denied"); `extractor` and `rule` name the code that found it ("rules", "passive").
    """

    article: str
    sentence: Span
    quote: str
    trigger: Span | None = None
    cues: tuple[Span, ...] = ()
    extractor: str = ""
    rule: str = ""
    source: str | None = None

    def _repr_html_(self) -> str:
        words = [*([self.trigger] if self.trigger else []), *self.cues]
        where = f"{self.article}, {self.sentence.start}–{self.sentence.end}"
        told = f"{self.source}, {where}" if self.source else where
        return f"<blockquote>{marked(self.quote, self.sentence, words)} <small>{safe(told)}</small></blockquote>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """In article A, this sentence says that "Ada Lind" visits "the US", and that it is planned for April 10.

    `relation` is the id of a relation of the ontology, or None for an open statement, whose words are in
    `surface.relation`. `object` is None only in an open statement without an object. `date` is ISO, maybe partial.
    `attributed_to` is the mention of the speaker. Pronouns stay as they stand: linking resolves them.
    """

    article: str
    subject: Mention
    relation: str | None
    object: Mention | None
    surface: Surface
    status: Status = Status.ASSERTED
    date: str | None = None
    attributed_to: Mention | None = None
    confidence: float = 1.0
    evidence: Evidence

    @property
    def id(self) -> str:
        """A hash of what is said and where; two runs agree, two places differ."""
        places = [self.subject.span, self.object.span if self.object else None, self.evidence.trigger]
        words = (
            self.article,
            self.relation or f"~{self.surface.subject}~{self.surface.relation}~{self.surface.object}",
            *(f"{p.start},{p.end}" if p else "-" for p in places),
            str(self.status),
            self.date or "-",
            self.object.value or "-" if self.object else "-",
        )
        return sha256("\x1f".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:20]

    @property
    def marked_quote(self) -> str:
        """The sentence as HTML, with the words of subject, relation and object marked."""
        places = (self.subject.span, self.evidence.trigger, self.object.span if self.object else None)
        return marked(self.evidence.quote, self.evidence.sentence, [place for place in places if place])

    def _repr_html_(self) -> str:
        said = (self.surface.subject, self.relation or self.surface.relation, self.surface.object)
        details = ", ".join([str(self.status), *([self.date] if self.date else []), self.evidence.rule])
        head = f"<p>{' '.join(map(safe, said))} <small>{safe(details)}</small></p>"
        return f"{head}<blockquote>{self.marked_quote} <small>{safe(self.article)}</small></blockquote>"

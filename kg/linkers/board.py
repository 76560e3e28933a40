"""The table at which an article's mentions are gathered: who has been put together, why, and who must never be."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg import gazetteers
from kg.gazetteers import Entry
from kg.linkers.forms import name_parts, same_given
from kg.linkers.identifiers import canonical
from kg.mentions.classes import compatible, family, narrower
from kg.model import Document, Mention, MentionKind, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_WINDOW = 300  # seats that are looked back at, at most: an article may be hostile


@dataclass(slots=True, kw_only=True)
class Seat:
    """A mention at the table: its head word and sentence, its class, the gazetteer's entry.

    `noun` is the lemma of the head word in lower case. `is_office` tells that a statement's end is an office ("holds
    the position of general"), never who holds it; it is not `named`. Seats with equal `group` are one thing. `reason`
    says why it sits there.
    """

    index: int
    mention: Mention
    head: "Token | None"
    sentence: int
    noun: str
    words: tuple[str, ...]
    named: bool
    is_office: bool
    described: bool
    type: str
    entry: Entry | None = None
    group: int = -1
    reason: str = ""

    @property
    def start(self) -> int:
        return self.mention.span.start


@dataclass(slots=True, kw_only=True)
class Company:
    """The seats that are one thing: its class, its key in the gazetteer, its gender, all that is said of it."""

    group: int
    type: str
    members: list[int]
    key: str | None = None
    gender: str | None = None
    title: str = ""
    full_names: set[tuple[str, ...]] = field(default_factory=set)
    said: set[str] = field(default_factory=set)


class Board:
    """All mentions of a document, each alone at first; passes join them, and incompatible ones never join."""

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        self.document = document
        self.doc: Doc = document.doc
        self._token_at = {token.idx: token.i for token in self.doc}
        self._sentences = [s.start for s in self.doc.sents if not s[0].is_space or len(s) > 1]
        self.seats = [self._seat(i, mention) for i, mention in enumerate(mentions)]
        self._starts = [seat.start for seat in self.seats]
        self.companies = {seat.index: _company(seat) for seat in self.seats}

    def _seat(self, index: int, mention: Mention) -> Seat:
        head = self.token_at(mention.head.start) if mention.head else None
        text = canonical(mention.text)
        is_name = mention.kind is MentionKind.NAME
        entry = gazetteers.known(text) if is_name else None
        if entry is not None and not compatible(entry.type, mention.type):
            entry = None
        return Seat(
            index=index,
            mention=mention,
            head=head,
            sentence=bisect_right(self._sentences, head.i) - 1 if head is not None else 0,
            noun=head.lemma_.lower() if head is not None else "",
            words=tuple(text.split()),
            named=is_name and mention.type != "Position",
            is_office=is_name and mention.type == "Position",
            described=mention.kind is MentionKind.NOMINAL,
            type=mention.type,
            entry=entry,
            group=index,
        )

    def token_at(self, offset: int) -> "Token | None":
        i = self._token_at.get(offset)
        return self.doc[i] if i is not None else None

    def company(self, seat: Seat) -> Company:
        return self.companies[seat.group]

    def is_alone(self, seat: Seat) -> bool:
        return len(self.company(seat).members) == 1

    def names(self) -> Iterator[Seat]:
        return (seat for seat in self.seats if seat.named)

    def members(self, seat: Seat) -> list[Seat]:
        return [self.seats[i] for i in self.company(seat).members]

    def back(self, seat: Seat, sentences: int) -> Iterator[Seat]:
        """The seats before one, the nearest first, as far as these sentences back."""
        first = max(0, seat.index - _WINDOW)
        for i in range(seat.index - 1, first - 1, -1):
            other = self.seats[i]
            if other.head is None:
                continue
            if seat.sentence - other.sentence > sentences:
                return
            yield other

    def within(self, span: Span) -> list[Seat]:
        """The seats whose mention lies in a place of the article."""
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end)
        return [seat for seat in self.seats[first:last] if span.contains(seat.mention.span)]

    def title_of(self, seat: Seat) -> str:
        """How to speak of what a seat is: by the name that the gazetteer gives, its longest, or as it stands."""
        return self.company(seat).title or seat.mention.text

    def becomes(self, seat: Seat, entry: Entry, reason: str) -> None:
        """The mention stands for something else than its words name: Washington for the United States."""
        seat.entry, seat.type, seat.reason = entry, entry.type, reason
        company = self.company(seat)
        company.type, company.key, company.title = entry.type, entry.key, entry.label

    def takes_type(self, seat: Seat, class_id: str) -> None:
        """A pronoun has no class of its own."""
        seat.type = self.company(seat).type = class_id

    def may_join(self, one: Seat, other: Seat) -> bool:
        """Whether nothing speaks against their being one thing: class, gazetteer, gender, full names."""
        a, b = self.company(one), self.company(other)
        if not compatible(a.type, b.type):
            return False
        if a.key and b.key and a.key != b.key:
            return False
        if a.gender and b.gender and a.gender != b.gender:
            return False
        if "person" not in (family(a.type), family(b.type)):
            return True
        return not any(_conflict(x, y) for x in a.full_names for y in b.full_names)

    def join(self, one: Seat, other: Seat, reason: str) -> bool:
        """Puts `one` where `other` sits, for a reason; False when they must not be one thing."""
        if one.group == other.group:
            return True
        if not self.may_join(one, other):
            return False
        old, new = self.company(one), self.company(other)
        one.reason = reason
        for i in old.members:
            self.seats[i].group = new.group
        del self.companies[old.group]
        new.members.extend(old.members)
        # A description may be loose ("the software" for a phone): what a name tells of the class stands.
        if old.title or not new.title or new.type in ("Thing", "Organization"):
            new.type = narrower(new.type, old.type)
        new.key = new.key or old.key
        new.gender = new.gender or old.gender
        new.full_names |= old.full_names
        new.said |= old.said
        if self.seats[old.group].entry is None and self._is_known(new):
            return True
        new.title = max(new.title, old.title, key=len)
        return True

    def _is_known(self, company: Company) -> bool:
        return company.key is not None and self.seats[company.group].entry is not None


def _company(seat: Seat) -> Company:
    entry = seat.entry
    full = {seat.words} if seat.named and name_parts(seat.words)[0] else set()
    return Company(
        group=seat.index,
        type=seat.type,
        members=[seat.index],
        key=entry.key if entry else None,
        title=entry.label if entry else seat.mention.text if seat.named else "",
        full_names=full,
        said={word.lower() for word in seat.words},
    )


def _conflict(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Two full names that cannot be one person: other surname, or other given name and not a short form of it."""
    given, surname = name_parts(one)
    others_given, others_surname = name_parts(other)
    if surname != others_surname:
        return not (set(one) <= set(other) or set(other) <= set(one))
    return not same_given(given, others_given)

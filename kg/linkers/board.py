"""The table at which an article's mentions are gathered: who has been put together, why, and who must never be."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg import gazetteers
from kg.gazetteers import Entry
from kg.linkers.identifiers import canonical
from kg.mentions.classes import compatible, family, narrower
from kg.model import Document, Mention, MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(slots=True, kw_only=True)
class Seat:
    """A mention at the table: its head word, its class, the gazetteer's entry, gender as far as it is known.

    `group` is the seat that its company is named after; equal groups are one thing. `reason` says why it sits there.
    """

    index: int
    mention: Mention
    head: "Token | None"
    words: tuple[str, ...]
    type: str
    entry: Entry | None = None
    gender: str | None = None
    group: int = -1
    reason: str = ""

    @property
    def named(self) -> bool:
        return self.mention.kind is MentionKind.NAME

    @property
    def described(self) -> bool:
        return self.mention.kind is MentionKind.NOMINAL

    @property
    def start(self) -> int:
        return self.mention.span.start


@dataclass(slots=True, kw_only=True)
class Company:
    """The seats that are one thing: its class, its key in the gazetteer, its gender."""

    group: int
    type: str
    members: list[int]
    key: str | None = None
    gender: str | None = None
    people: set[tuple[str, ...]] = field(default_factory=set)


class Board:
    """All mentions of a document, each alone at first; passes join them, and incompatible ones never join."""

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        self.document = document
        self.doc: Doc = document.doc
        self._token_at = {token.idx: token.i for token in self.doc}
        self.seats = [self._seat(i, mention) for i, mention in enumerate(mentions)]
        self.companies = {seat.index: self._company(seat) for seat in self.seats}

    def _seat(self, index: int, mention: Mention) -> Seat:
        head = self.token_at(mention.head.start) if mention.head else None
        text = canonical(mention.text)
        entry = gazetteers.names().get(text) if mention.kind is MentionKind.NAME else None
        if entry is not None and not compatible(entry.type, mention.type):
            entry = None
        return Seat(
            index=index,
            mention=mention,
            head=head,
            words=tuple(text.split()),
            type=mention.type,
            entry=entry,
            group=index,
        )

    def _company(self, seat: Seat) -> Company:
        return Company(
            group=seat.index, type=seat.type, members=[seat.index], key=seat.entry.key if seat.entry else None
        )

    def token_at(self, offset: int) -> "Token | None":
        i = self._token_at.get(offset)
        return self.doc[i] if i is not None else None

    def company(self, seat: Seat) -> Company:
        return self.companies[seat.group]

    def names(self) -> Iterator[Seat]:
        return (seat for seat in self.seats if seat.named)

    def members(self, seat: Seat) -> list[Seat]:
        return [self.seats[i] for i in self.company(seat).members]

    def title_of(self, seat: Seat) -> str:
        """How to speak of what a seat is: by the name that the gazetteer gives, its longest, or as it stands."""
        members = self.members(seat)
        known = next((member.entry.label for member in members if member.entry is not None), None)
        return known or max((m.mention.text for m in members if m.named), key=len, default=seat.mention.text)

    def becomes(self, seat: Seat, entry: Entry, reason: str) -> None:
        """The mention stands for something else than its words name: Washington for the United States."""
        seat.entry, seat.type, seat.reason = entry, entry.type, reason
        company = self.company(seat)
        company.type, company.key = entry.type, entry.key

    def may_join(self, one: Seat, other: Seat) -> bool:
        """Whether nothing speaks against their being one thing: class, gazetteer, gender, full names."""
        a, b = self.company(one), self.company(other)
        if not compatible(a.type, b.type):
            return False
        if a.key and b.key and a.key != b.key:
            return False
        if a.gender and b.gender and a.gender != b.gender:
            return False
        return not self._different_people(a, b)

    def _different_people(self, a: Company, b: Company) -> bool:
        if "person" not in (family(a.type), family(b.type)):
            return False
        return any(_conflict(x, y) for x in self._full_names(a) for y in self._full_names(b))

    def _full_names(self, company: Company) -> Iterable[tuple[str, ...]]:
        seats = (self.seats[i] for i in company.members)
        return {seat.words for seat in seats if seat.named and len(seat.words) > 1}

    def join(self, one: Seat, other: Seat, reason: str) -> bool:
        """Puts `one` where `other` sits, for a reason; False when they must not be one thing."""
        if one.group == other.group:
            return True
        if not self.may_join(one, other):
            return False
        old, new = self.company(one), self.company(other)
        one.reason = reason
        for i in old.members:
            self.seats[i].group = other.group
        del self.companies[old.group]
        new.members.extend(old.members)
        new.type = narrower(new.type, old.type)
        new.key = new.key or old.key
        new.gender = new.gender or old.gender
        return True


def _conflict(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Two full names that cannot be one person: other surname, or other given name and not a short form of it."""
    if one[-1] != other[-1]:
        return not (set(one) <= set(other) or set(other) <= set(one))
    return not same_given(one[0], other[0])


def same_given(one: str, other: str) -> bool:
    """Whether two given names may be one: equal, an initial, a nickname."""
    a, b = one.rstrip("."), other.rstrip(".")
    if a == b or (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b)):
        return True
    nicknames = gazetteers.nicknames()
    return b in nicknames.get(a, ()) or a in nicknames.get(b, ())

"""Who is meant, within an article: passes from the surest to the least sure, each joining mentions for a reason."""

from collections.abc import Callable, Iterable, Sequence, Set

from kg import gazetteers
from kg.linkers.board import Board, Seat
from kg.linkers.generic import all_generic
from kg.linkers.passes import (
    acronyms,
    definites,
    descriptions,
    headlines,
    known,
    metonyms,
    people,
    pronouns,
    quotes,
    same,
)
from kg.model import Cluster, Document, Link, Mention, MentionKind, Statement

type _Place = tuple[int, int, MentionKind]

_DETERMINERS = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "its", "their", "his", "her", "our", "my", "your", ""}
    | {"all", "some", "many", "most", "several", "no", "any", "every", "each", "such", "same", "various", "numerous"}
)
PASSES: tuple[Callable[[Board], None], ...] = (
    metonyms.join,
    known.join,
    same.join,
    acronyms.join,
    people.join,
    descriptions.join,
    definites.join,
    headlines.join,
    pronouns.join,
    quotes.join,
)


def link(
    document: Document, statements: Sequence[Statement], *, every: bool = False
) -> tuple[tuple[Link, ...], tuple[Cluster, ...]]:
    """Links and clusters of an article.

    Every name has a link, and every description that refers to something else that is mentioned or takes part in a
    statement; a pronoun only where it is clear who is meant; a date or an amount never. With `every`, descriptions of
    which nothing else is said have links too; their clusters come last, so that all others keep their index.
    """
    if document.doc is None:
        return (), ()
    said = [m for s in statements for m in (s.subject, s.object, s.attributed_to) if m is not None]
    board = Board(document, _together(document.mentions, said))
    for join in PASSES:
        join(board)
    return _written(board, {_place(mention) for mention in said}, every)


def _place(mention: Mention) -> _Place:
    return mention.span.start, mention.span.end, mention.kind


def _together(found: Sequence[Mention], said: Iterable[Mention]) -> list[Mention]:
    """The document's mentions and those that only a statement has; the same place and kind is one mention."""
    places = {_place(mention) for mention in found}
    extra = dict.fromkeys(mention for mention in said if _place(mention) not in places)
    linked = [m for m in (*found, *extra) if m.kind is not MentionKind.VALUE]
    return sorted(linked, key=lambda m: (m.span.start, -m.span.end, m.kind))


def _written(board: Board, places: Set[_Place], every: bool) -> tuple[tuple[Link, ...], tuple[Cluster, ...]]:
    groups: dict[int, int] = {}
    links: list[Link] = []
    clusters: list[Cluster] = []
    linked = [seat for seat in board.seats if _is_linked(board, seat, places)]
    if every:
        linked += [seat for seat in board.seats if seat.described and not _is_linked(board, seat, places)]
    for seat in linked:
        if seat.group not in groups:
            groups[seat.group] = len(clusters)
            clusters.append(_cluster(board, seat, len(clusters)))
        links.append(Link(mention=seat.mention, cluster=groups[seat.group], reason=seat.reason or _own_reason(seat)))
    return tuple(links), tuple(clusters)


def _is_linked(board: Board, seat: Seat, places: Set[_Place]) -> bool:
    if seat.named or not board.is_alone(seat):
        return True
    return seat.mention.kind is not MentionKind.PRONOUN and _place(seat.mention) in places


def _own_reason(seat: Seat) -> str:
    return f"name: {seat.mention.text}" if seat.named else f"description: {seat.mention.text}"


def _cluster(board: Board, seat: Seat, index: int) -> Cluster:
    company = board.company(seat)
    members = board.members(seat)
    names = [m.mention.text for m in members if m.named and m.mention.text not in gazetteers.demonyms()]
    forms = _name_forms(names) if names else _descriptions(seat, members)
    entry = next((m.entry for m in members if m.entry is not None and m.entry.key == company.key), None)
    if entry is not None:
        forms = tuple(dict.fromkeys((entry.label, *_name_forms(names))))
    named = any(m.named or m.is_office for m in members)
    return Cluster(
        article=board.document.article.id,
        index=index,
        type=company.type,
        names=forms,
        key=company.key,
        same_as=entry.same_as if entry is not None else (),
        named=named and (company.key is not None or not all_generic(forms)),
    )


def _name_forms(names: Sequence[str]) -> tuple[str, ...]:
    """The forms, the fullest first: most words, then most often, then as the alphabet has it."""
    counts = {name: names.count(name) for name in names}
    return tuple(sorted(counts, key=lambda n: (-len(n.split()), -counts[n], n)))


def _descriptions(seat: Seat, members: Sequence[Seat]) -> tuple[str, ...]:
    """What an unnamed thing is called, the first description first, each without its article."""
    said = [member for member in members if member.described] or [seat]
    ordered = sorted(said, key=lambda member: member.index)
    return tuple(dict.fromkeys(_without_determiner(member.mention.text) for member in ordered))


def _without_determiner(text: str) -> str:
    words = text.split()
    while len(words) > 1 and words[0].lower().strip("'\"‘“") in _DETERMINERS:
        words = words[1:]
    return " ".join(words).lstrip("'\"‘“ ") or text

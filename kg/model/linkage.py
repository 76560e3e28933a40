"""Who is meant: mentions gathered into clusters within an article, clusters into entities across articles."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.model.document import Mention
from kg.model.markup import safe


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """In its article, this mention belongs to the cluster with this index, for this reason.

    `reason` is said in a journalist's words: "same name", "surname of Ada Lind", "capital for government:
    Washington", "apposition: Apple, the iPhone maker".
    """

    mention: Mention
    cluster: int
    reason: str
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Somebody or something that one article talks about.

    `names` are its name forms, the fullest first (for an unnamed thing, its description). `key` identifies it
    beyond the article when a gazetteer knows it ("country:JP"), `same_as` are IRIs from a licensed list.
    `named` is false for a thing that is only described ("the research infrastructure"): it never merges beyond
    its article.
    """

    article: str
    index: int
    type: str
    names: tuple[str, ...]
    key: str | None = None
    same_as: tuple[str, ...] = ()
    named: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person, place, organisation or thing of the graph; `id` is its IRI."""

    id: str
    label: str
    type: str
    aliases: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()

    def _repr_html_(self) -> str:
        others = [alias for alias in self.aliases if alias != self.label]
        also = f"<br>also {', '.join(map(safe, others))}" if others else ""
        same = f"<br>same as {', '.join(map(safe, self.same_as))}" if self.same_as else ""
        return f"<p><b>{safe(self.label)}</b> {safe(self.type)} <small>{safe(self.id)}</small>{also}{same}</p>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Linkage:
    """Which entity each cluster is, and why. Another linkage, another graph, the same statements.

    Keys of `entity_of` and `reasons` are `(article id, cluster index)`; values of `entity_of` are entity ids.
    """

    entities: tuple[Entity, ...]
    entity_of: Mapping[tuple[str, int], str]
    reasons: Mapping[tuple[str, int], str] = field(default_factory=dict)

"""Who is who across articles: clusters become entities, by what is known of them and by their full names."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from kg.linkers.identifiers import canonical, entity_id
from kg.linkers.judgements import NONE, Judgements
from kg.mentions.classes import family
from kg.model import Cluster, Entity, Linkage


def resolve(clusters: Iterable[Cluster], judgements: Judgements = NONE) -> Linkage:
    """The entities of all articles together: a function of the set of clusters, whatever their order."""
    ordered = sorted(set(clusters), key=lambda c: (c.article, c.index))
    groups: dict[tuple[str, str], list[Cluster]] = defaultdict(list)
    for cluster in ordered:
        groups[_key(cluster)].append(cluster)
    entities, entity_of = {}, {}
    for key, members in sorted(groups.items()):
        entity = _entity(key, members)
        entities[entity.id] = entity
        for cluster in members:
            entity_of[(cluster.article, cluster.index)] = entity.id
    return Linkage(entities=tuple(entities[i] for i in sorted(entities)), entity_of=entity_of)


def _key(cluster: Cluster) -> tuple[str, str]:
    kind = family(cluster.type) or "thing"
    if cluster.key:
        return ("known", cluster.key)
    if not cluster.named:
        return (kind, f"{cluster.article}#{cluster.index}:{cluster.names[0]}")
    return (kind, unicodedata.normalize("NFC", canonical(cluster.names[0])).casefold())


def _entity(key: tuple[str, str], members: Sequence[Cluster]) -> Entity:
    forms = Counter(canonical(name) for cluster in members for name in cluster.names)
    label = canonical(members[0].names[0])
    types = Counter(cluster.type for cluster in members)
    class_id = max(sorted(types), key=lambda t: types[t])
    same_as = sorted({iri for cluster in members for iri in cluster.same_as})
    return Entity(
        id=entity_id(key[0], f"{key[1]}:{label}"),
        label=label,
        type=class_id,
        aliases=tuple(sorted(form for form in forms if form != label)),
        same_as=tuple(same_as),
    )

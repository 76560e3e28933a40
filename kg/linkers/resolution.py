"""Who is who across articles: clusters become entities, by what is known of them and by their names.

Surest first: what the gazetteer knows, then the fullest name. A shorter form (a surname, an acronym) joins only when in
the whole set it can mean one entity; if "Smith" may be two people, it is neither.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg import gazetteers
from kg.linkers.forms import folded_name, shorter_forms
from kg.linkers.identifiers import canonical, entity_id, folded
from kg.linkers.judgements import NONE, Judgement, Judgements
from kg.mentions.classes import ENTITY_CLASSES, compatible, family, narrower
from kg.model import Cluster, Entity, Linkage

_GUESSES = frozenset({*ENTITY_CLASSES.values(), "Thing"})
type _Place = tuple[str, int]
type _Key = tuple[str, str]


@dataclass(slots=True, kw_only=True)
class _Group:
    """Clusters that are one entity, under the key that makes its id; `why` tells each cluster's reason."""

    key: _Key
    clusters: list[Cluster] = field(default_factory=list)
    why: dict[_Place, str] = field(default_factory=dict)

    def add(self, clusters: Iterable[Cluster], reason: str) -> None:
        for cluster in clusters:
            self.clusters.append(cluster)
            self.why.setdefault((cluster.article, cluster.index), reason)

    @property
    def label(self) -> str:
        return self.clusters[0].names[0]

    @property
    def is_told(self) -> bool:
        """Whether a class is more than the model's guess: a narrow one, or a person with a known given name."""
        given = gazetteers.given_names()
        return any(
            cluster.type not in _GUESSES or (cluster.type == "Person" and cluster.names[0].split()[0] in given)
            for cluster in self.clusters
        )

    @property
    def type(self) -> str:
        if len(self.clusters) == 1:
            return self.clusters[0].type
        fitting = [c.type for c in self.clusters if family(c.type) == self.key[0]]
        types = Counter(fitting or [cluster.type for cluster in self.clusters])
        best = max(sorted(types), key=lambda t: types[t])
        for other in sorted(types):
            best = narrower(best, other) if compatible(best, other) else best
        return best


def resolve(clusters: Iterable[Cluster], judgements: Judgements = NONE) -> Linkage:
    """The entities of all articles together: a function of the set of clusters and judgements, whatever their order."""
    ordered = sorted(set(clusters), key=lambda c: (c.article, c.index, c.names))
    groups = _by_fullest_name(ordered)
    _join_kinds(groups)
    _join_short_forms(groups)
    entities = {key: _entity(group) for key, group in groups.items()}
    if judgements:
        groups, entities = _judged(groups, entities, judgements)
    return _linkage(groups, entities)


def _linkage(groups: Mapping[_Key, _Group], entities: Mapping[_Key, Entity]) -> Linkage:
    entity_of, reasons = {}, {}
    for key in sorted(groups):
        for cluster in groups[key].clusters:
            place = (cluster.article, cluster.index)
            entity_of[place] = entities[key].id
            reasons[place] = groups[key].why[place]
    used = {entity.id: entity for key, entity in entities.items() if key in groups}
    return Linkage(entities=tuple(used[i] for i in sorted(used)), entity_of=entity_of, reasons=reasons)


def _by_fullest_name(clusters: Sequence[Cluster]) -> dict[_Key, _Group]:
    groups: dict[_Key, _Group] = {}
    for cluster in clusters:
        key = _key(cluster)
        reason = "known to the gazetteer" if cluster.key else f"same full name: {canonical(cluster.names[0])}"
        groups.setdefault(key, _Group(key=key)).add([cluster], reason if cluster.named else "only described here")
    return groups


def _key(cluster: Cluster) -> _Key:
    if cluster.key:
        return ("known", cluster.key)
    kind = family(cluster.type) or "thing"
    if not cluster.named:
        return (kind, f"{cluster.article}\x1f{cluster.index}\x1f{canonical(cluster.names[0])}")
    return (kind, folded_name(cluster.names[0], kind))


def _join_kinds(groups: dict[_Key, _Group]) -> None:
    """Lets groups of one full name join where only a guess made them of different kinds.

    A guess is a class that the model alone may have given. Where the text has told two kinds ("Louis Vuitton" the man
    and the firm), and for a single word ("Jordan"), kinds stay apart.
    """
    by_form: dict[str, list[_Key]] = defaultdict(list)
    for kind, form in sorted(groups):
        if kind != "known" and groups[(kind, form)].clusters[0].named:
            by_form[form].append((kind, form))
    for form, keys in by_form.items():
        goal = _surest(groups, keys, several_words=" " in form) if len(keys) > 1 else None
        for key in keys:
            if goal is not None and key != goal and (key[0] == "thing" or (" " in form and not groups[key].is_told)):
                groups[goal].add(groups.pop(key).clusters, f"same full name: {canonical(groups[goal].label)}")


def _surest(groups: Mapping[_Key, _Group], keys: Sequence[_Key], *, several_words: bool) -> _Key | None:
    kinds = [key for key in keys if key[0] != "thing"]
    told = [key for key in kinds if groups[key].is_told]
    if len(kinds) == 1 or not several_words:
        return kinds[0] if len(kinds) == 1 else None
    if told:
        return told[0] if len(told) == 1 else None
    most = sorted(kinds, key=lambda key: (-len(groups[key].clusters), key))
    return most[0] if len(groups[most[0]].clusters) > 2 * len(groups[most[1]].clusters) else None


def _join_short_forms(groups: dict[_Key, _Group]) -> None:
    """Lets a group that only knows a short form join the one group for which that form can stand."""
    claims: dict[str, set[_Key]] = defaultdict(set)
    for key, group in groups.items():
        for form in _short_forms(group):
            claims[form].add(key)
    moves = {}
    for key in sorted(groups):
        full = _claimed_by(key, groups, claims)
        if full is not None:
            moves[key] = full
    for key, full in sorted(moves.items()):
        goal = _end(full, moves)
        if goal is None or goal == key or goal not in groups:
            continue
        gone = groups.pop(key)
        name = canonical(groups[goal].clusters[0].names[0])
        groups[goal].add(gone.clusters, f"short form of {name}: {canonical(gone.clusters[0].names[0])}")


def _end(key: _Key, moves: Mapping[_Key, _Key]) -> _Key | None:
    """Where a chain of moves ends; None when it turns in a circle."""
    seen = set()
    while key in moves:
        if key in seen:
            return None
        seen.add(key)
        key = moves[key]
    return key


def _claimed_by(key: _Key, groups: Mapping[_Key, _Group], claims: Mapping[str, set[_Key]]) -> _Key | None:
    kind, form = key
    group = groups[key]
    if kind == "known" or not group.clusters[0].named:
        return None
    claimants = sorted(k for k in claims.get(form, ()) if k != key and _can_join(group, groups[k]))
    shortest = min(claimants, key=lambda k: (len(k[1]), k), default=None)
    if shortest is None or not all(k[1].endswith(shortest[1]) for k in claimants):
        return None
    return shortest


def _can_join(one: _Group, other: _Group) -> bool:
    return compatible(one.type, other.type) and _same_gender(one, other)


def _same_gender(one: _Group, other: _Group) -> bool:
    return not (_genders(one) and _genders(other)) or bool(_genders(one) & _genders(other))


def _genders(group: _Group) -> frozenset[str]:
    told = (
        gazetteers.given_names().get(name.split()[0], "") for c in group.clusters for name in c.names if " " in name
    )
    return frozenset(gender for gender in told if gender)


def _short_forms(group: _Group) -> frozenset[str]:
    """Forms that may stand for a group elsewhere: other names in its articles, surnames, model numbers, brand words."""
    kind = group.key[0]
    forms: set[str] = set()
    for cluster in group.clusters:
        if not cluster.named:
            continue
        forms.update(folded_name(name, family(cluster.type)) for name in cluster.names)
        for name in cluster.names:
            forms.update(
                folded_name(part, family(cluster.type)) for part in shorter_forms(canonical(name), family(cluster.type))
            )
    return frozenset(forms - {group.key[1]}) if kind != "known" else frozenset(forms)


def _entity(group: _Group) -> Entity:
    forms = [canonical(name) for cluster in group.clusters for name in cluster.names]
    label = _label(group, forms)
    return Entity(
        id=entity_id(*group.key, label),
        label=label,
        type=group.type,
        aliases=tuple(sorted({*forms} - {label})),
        same_as=tuple(sorted({iri for cluster in group.clusters for iri in cluster.same_as})),
    )


def _label(group: _Group, forms: Sequence[str]) -> str:
    """What the gazetteer says, else the fullest form of the name, of these the most frequent."""
    first = canonical(group.clusters[0].names[0])
    if group.key[0] == "known" or not group.clusters[0].named:
        return first
    full = {canonical(cluster.names[0]) for cluster in group.clusters if cluster.named}
    if len(full) == 1:
        return first
    counts = Counter(forms)
    fitting = [form for form in full if folded_name(form, group.key[0]) == group.key[1]] or sorted(full)
    return max(sorted(fitting), key=lambda form: (counts[form], len(form)))


def _judged(
    groups: dict[_Key, _Group], entities: dict[_Key, Entity], judgements: Judgements
) -> tuple[dict[_Key, _Group], dict[_Key, Entity]]:
    """Applies what people decided: `same` joins two entities under the first one's id, `different` takes them apart."""
    for judgement in sorted(set(judgements)):
        if judgement.same:
            _unite(groups, entities, judgement)
        else:
            _part(groups, entities, judgement)
    return groups, entities


def _named(entities: Mapping[_Key, Entity], groups: Mapping[_Key, _Group], name: str) -> list[_Key]:
    wanted = folded(name)
    by_id = [key for key in groups if entities[key].id == name]
    by_label = [key for key in groups if folded(entities[key].label) == wanted]
    by_alias = [key for key in groups if wanted in {folded(alias) for alias in entities[key].aliases}]
    return sorted(by_id or by_label or by_alias)


def _unite(groups: dict[_Key, _Group], entities: dict[_Key, Entity], judgement: Judgement) -> None:
    ones, others = (_named(entities, groups, name) for name in (judgement.one, judgement.other))
    if not ones or not others:
        return
    goal = ones[0]
    fitting = [key for key in others if compatible(groups[key].type, groups[goal].type)]
    for key in fitting or others[:1]:
        if key != goal:
            groups[goal].add(groups.pop(key).clusters, f"somebody said that it is {entities[goal].label}")
    merged = _entity(groups[goal])
    kept = entities[goal]
    aliases = tuple(sorted({*merged.aliases, merged.label} - {kept.label}))
    same_as = tuple(sorted({*kept.same_as, *merged.same_as}))
    entities[goal] = Entity(id=kept.id, label=kept.label, type=kept.type, aliases=aliases, same_as=same_as)


def _part(groups: dict[_Key, _Group], entities: dict[_Key, Entity], judgement: Judgement) -> None:
    """Where one entity bears both names, the clusters that bear the second without the first become another."""
    for key in _named(entities, groups, judgement.one):
        group = groups[key]
        apart = [c for c in group.clusters if _bears(c, judgement.other) and not _bears(c, judgement.one)]
        if not apart or len(apart) == len(group.clusters):
            continue
        rest = [c for c in group.clusters if c not in apart]
        why = f"somebody said that it is not {judgement.one}"
        groups[key] = _Group(key=key)
        groups[key].add(rest, f"somebody said that it is not {judgement.other}")
        split = (key[0], f"{key[1]}\x1fnot\x1f{folded(judgement.other)}")
        groups[split] = _Group(key=split)
        groups[split].add(apart, why)
        entities[key], entities[split] = _entity(groups[key]), _entity(groups[split])


def _bears(cluster: Cluster, name: str) -> bool:
    return folded(name) in {folded(own) for own in cluster.names}

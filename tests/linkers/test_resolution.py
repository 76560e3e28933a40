"""Across articles: what is one entity, what never, and that order plays no part."""

import random
from itertools import pairwise

import pytest

from kg.linkers import Judgement, Judgements, resolve
from kg.linkers.forms import folded_name, shorter_forms
from kg.model import Cluster, Entity, Linkage


def cluster(article: str, *names: str, type: str = "Person", index: int = 0, **more: object) -> Cluster:
    return Cluster(article=article, index=index, type=type, names=names, **more)  # type: ignore[arg-type]


def entity(linkage: Linkage, article: str, index: int = 0) -> Entity:
    wanted = linkage.entity_of[(article, index)]
    return next(e for e in linkage.entities if e.id == wanted)


def one(linkage: Linkage, *articles: str) -> bool:
    return len({linkage.entity_of[(article, 0)] for article in articles}) == 1


def test_the_same_full_name() -> None:
    """A full name means the same person in every article, a company with and without its legal form the same firm."""
    linkage = resolve([cluster("a", "Ann Lee", "Lee"), cluster("b", "Ann Lee")])
    assert one(linkage, "a", "b")
    assert entity(linkage, "a").label == "Ann Lee"
    assert entity(linkage, "a").aliases == ("Lee",)
    firms = [cluster("a", "Acme Corp.", type="Company"), cluster("b", "Acme", type="Organization")]
    assert one(resolve(firms), "a", "b")
    assert entity(resolve(firms), "b").type == "Company"


def test_a_surname_that_only_one_bears() -> None:
    """ "Lee" alone is Ann Lee while there is no other Lee."""
    linkage = resolve([cluster("a", "Ann Lee"), cluster("b", "Lee")])
    assert one(linkage, "a", "b")
    assert linkage.reasons[("b", 0)] == "short form of Ann Lee: Lee"


def test_a_surname_that_two_bear() -> None:
    """With a second Lee, "Lee" alone is neither, and the two never become one by way of it."""
    linkage = resolve([cluster("a", "Ann Lee", "Lee"), cluster("b", "Lee"), cluster("c", "Bob Lee", "Lee")])
    assert len(set(linkage.entity_of.values())) == 3


def test_a_middle_name() -> None:
    """George Bush is George W. Bush only while no other George Bush is about."""
    junior, senior = cluster("a", "George W. Bush"), cluster("b", "George H. W. Bush")
    assert one(resolve([junior, cluster("c", "George Bush")]), "a", "c")
    assert len(set(resolve([junior, senior, cluster("c", "George Bush")]).entity_of.values())) == 3


def test_incompatible_classes_never_merge() -> None:
    """Jordan the country, Jordan the player and Jordan the firm are three."""
    linkage = resolve(
        [
            cluster("a", "Jordan", type="Country", key="country:JO"),
            cluster("b", "Jordan"),
            cluster("c", "Jordan", type="Company"),
        ]
    )
    assert len(set(linkage.entity_of.values())) == 3


def test_a_guessed_class_gives_way() -> None:
    """A full name that the model took for a person once is the company that other articles tell; a told one is not."""
    told = cluster("a", "Halden Motors", type="Company")
    assert one(resolve([told, cluster("b", "Halden Motors")]), "a", "b")
    louis = [cluster("a", "Louis Vuitton"), cluster("b", "Louis Vuitton", type="Company")]
    assert not one(resolve(louis), "a", "b")


def test_what_the_gazetteer_knows() -> None:
    """One key, one entity, with all its forms and its Wikidata item."""
    item = ("http://www.wikidata.org/entity/Q30",)
    linkage = resolve(
        [
            cluster("a", "United States", "US", type="Country", key="country:US", same_as=item),
            cluster("b", "United States", "Washington", type="Country", key="country:US", same_as=item),
        ]
    )
    assert one(linkage, "a", "b")
    assert entity(linkage, "a").aliases == ("US", "Washington")
    assert entity(linkage, "a").same_as == item


def test_an_acronym_that_one_body_has() -> None:
    """ "EASA" alone is the agency that some article spells out; with two such bodies it is neither."""
    full = cluster("a", "European Aviation Safety Agency", "EASA", type="GovernmentBody")
    alone = cluster("b", "EASA", type="Organization")
    other = cluster("c", "East African Students Association", "EASA", type="Organization")
    assert one(resolve([full, alone]), "a", "b")
    assert len(set(resolve([full, alone, other]).entity_of.values())) == 3


def test_things_without_a_name_stay_in_their_article() -> None:
    """ "research lab" in two articles are two labs."""
    labs = [cluster("a", "research lab", type="Facility", named=False)]
    labs.append(cluster("b", "research lab", type="Facility", named=False))
    assert not one(resolve(labs), "a", "b")


CLUSTERS = [
    cluster("a", "Ann Lee", "Lee"),
    cluster("b", "Lee"),
    cluster("c", "Ann M. Lee"),
    cluster("d", "Acme Corp.", "Acme", type="Company"),
    cluster("e", "Acme", type="Organization"),
    cluster("f", "ACME", type="Thing"),
    cluster("g", "Japan", type="Country", key="country:JP"),
    cluster("g", "the lab", type="Facility", index=1, named=False),
    cluster("h", "José Pérez"),
    cluster("i", "Jose\u0301 Pe\u0301rez"),
    cluster("j", "José\u200b Pérez"),
]


@pytest.mark.parametrize("seed", range(8))
def test_the_order_plays_no_part(seed: int) -> None:
    """Whatever the order in which clusters come, and however often, the linkage is the same."""
    shuffled = CLUSTERS * 2
    random.Random(seed).shuffle(shuffled)
    assert resolve(shuffled) == resolve(CLUSTERS)
    ids = [e.id for e in resolve(shuffled).entities]
    assert all(a < b for a, b in pairwise(ids))


def test_invisible_differences() -> None:
    """Composed and decomposed accents, and characters without width, make no other person."""
    assert one(resolve(CLUSTERS), "h", "i", "j")


def judged(*lines: Judgement) -> Linkage:
    clusters = [
        cluster("a", "Ann Lee"),
        cluster("b", "Anna Leigh"),
        cluster("c", "Bob Ray", "Ray"),
        cluster("d", "Ray"),
    ]
    return resolve(clusters, Judgements(lines=lines))


def test_somebody_says_same() -> None:
    """`same` joins two under the first one's id; without the line they are two again."""
    linkage = judged(Judgement(same=True, one="Ann Lee", other="Anna Leigh"))
    assert one(linkage, "a", "b")
    assert entity(linkage, "b").label == "Ann Lee"
    assert entity(linkage, "b").aliases == ("Anna Leigh",)
    assert entity(linkage, "b").id == entity(judged(), "a").id
    assert not one(judged(), "a", "b")


def test_somebody_says_same_by_id() -> None:
    """Ids work as names do."""
    ids = [entity(judged(), article).id for article in ("a", "b")]
    assert one(judged(Judgement(same=True, one=ids[0], other=ids[1])), "a", "b")


def test_somebody_says_different() -> None:
    """`different` takes apart what one entity's names had joined; what bears both names stays with the first."""
    linkage = judged(Judgement(same=False, one="Bob Ray", other="Ray"))
    assert one(judged(), "c", "d")
    assert not one(linkage, "c", "d")


def test_somebody_names_nobody() -> None:
    """A judgement about names that the graph does not know changes nothing."""
    assert judged(Judgement(same=True, one="Nobody", other="Ann Lee")) == judged()


def test_forms() -> None:
    """What is compared and what may stand for a name elsewhere."""
    assert folded_name("The Acme Co., Ltd.", "organization") == folded_name("Acme", "organization")
    assert folded_name("C++", "technology") != folded_name("C#", "technology")
    assert folded_name("U.S. Steel", "organization") == folded_name("US Steel", "organization")
    assert list(shorter_forms("Ann M. Lee", "person")) == ["Lee", "Ann Lee"]
    assert list(shorter_forms("Qatar Airways", "organization")) == []
    assert list(shorter_forms("Norstad Airways", "organization")) == ["Norstad"]
    assert list(shorter_forms("Airbus A380", "product")) == ["A380"]

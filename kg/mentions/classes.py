"""Which classes may be said of one thing: a Company is an Organization, a Person is never a Place."""

from functools import cache

ENTITY_CLASSES = {
    "PERSON": "Person",
    "ORG": "Organization",
    "GPE": "City",
    "LOC": "Place",
    "FAC": "Facility",
    "NORP": "Group",
    "PRODUCT": "Product",
    "EVENT": "Event",
    "WORK_OF_ART": "CreativeWork",
    "LAW": "Policy",
}

FAMILIES = {
    "person": ("Person", "Politician", "BusinessPerson", "Journalist"),
    "organization": (
        "Organization",
        "Company",
        "GovernmentBody",
        "PoliticalParty",
        "IntergovernmentalOrganization",
        "EducationalOrganization",
        "MediaOrganization",
        "NGO",
        "MilitaryOrganization",
        "SportsTeam",
    ),
    "group": ("Group",),
    "place": ("Place", "Country", "Region", "City", "Facility"),
    "product": ("Product", "Software"),
    "technology": ("Technology",),
    "work": ("CreativeWork", "Policy", "Claim"),
    "project": ("Project",),
    "event": ("Event", "Election", "Meeting", "Conflict"),
    "position": ("Position",),
    "award": ("Award",),
    "value": ("Date", "Quantity"),
}
_FAMILY = {name: family for family, members in FAMILIES.items() for name in members}
_GENERAL = frozenset({"Thing", "Agent"})
_BROAD = frozenset({"Person", "Organization", "Place", "Product", "CreativeWork", "Event"})


def family(class_id: str) -> str:
    """The broad kind that a class belongs to; "" for a class that tells nothing ("Thing") or is not ours."""
    return _FAMILY.get(class_id, "")


@cache
def compatible(one: str, other: str) -> bool:
    """Whether one thing can be of both classes: equal, or one is general, or one is the broad class of the other.

    >>> compatible("Company", "Organization"), compatible("City", "Country"), compatible("Person", "Company")
    (True, False, False)
    """
    if one == other or one in _GENERAL or other in _GENERAL:
        return True
    return family(one) == family(other) != "" and bool({one, other} & _BROAD)


def narrower(one: str, other: str) -> str:
    """The more telling of two compatible classes."""
    if one in _GENERAL or (one in _BROAD and other not in _GENERAL):
        return other
    return one

"""The families that give a node its colour and shape, so that forty types stay legible."""

from collections.abc import Callable

# Ancestor class → family; the first that fits wins, so the narrow ones stand first.
_ANCESTORS = (
    ("Person", "person"),
    ("Organization", "organisation"),
    ("Group", "group"),
    ("Place", "place"),
    ("Technology", "technology"),
    ("Product", "product"),
    ("CreativeWork", "work"),
    ("Project", "project"),
    ("Event", "event"),
    ("Position", "role"),
    ("Award", "role"),
    ("Date", "value"),
    ("Quantity", "value"),
)
FAMILIES = (*dict.fromkeys(family for _, family in _ANCESTORS), "thing")


def family(type_id: str, is_a: Callable[[str, str], bool]) -> str:
    """The family of a class of the ontology; a class that the ontology does not know is a "thing"."""
    for ancestor, name in _ANCESTORS:
        if type_id == ancestor or is_a(type_id, ancestor):
            return name
    return "thing"

"""An article cut into lines, each with its role; and articles that are nearly the same."""

from kg.text.duplicates import near_duplicates
from kg.text.lines import cut

__all__ = ["cut", "near_duplicates"]

"""How sure an open statement is before anything is known of its words: by construction, measured.

Measured on the 638 sentences of the CaRB development set (2,548 tuples marked by people): the mean share of a
statement's words that a marked tuple confirms, each marked tuple used once.
"""

from collections.abc import Mapping

from kg.extractors.clause import Clause
from kg.extractors.surfaces import Saying

BY_RULE: Mapping[str, float] = {
    "passive": 0.76,
    "clause": 0.66,
    "control": 0.63,
    "conjoined verb": 0.62,
    "relative clause": 0.56,
    "copula": 0.55,
    "participle": 0.53,
    "purpose": 0.49,
    "participle of the main clause": 0.44,
    "gerund": 0.32,
    "nominal event": 0.25,
    "object event": 0.25,
    "example": 0.43,
    "adjective": 0.45,
    "infinitive": 0.4,
}
OTHER = 0.25

# What is said of one further participant is also said by the whole; people rarely mark it apart.
PART = 0.3


def of_saying(saying: Saying, clause: Clause) -> float:
    """Between 0 and 1."""
    sure = BY_RULE.get(clause.rule, OTHER)
    return sure if saying.whole else sure * PART

"""A verb with its own subject, active, passive or copula.

>>> show("Tokyo approved the plan on Monday.")
Tokyo | approved | the plan | on Monday [clause]
>>> show("The bridge was built by engineers in 1932.")
The bridge | was built | - | agent engineers | in 1932 [passive]
>>> show("Maria Lopez is the mayor of Springfield.")
Maria Lopez | is | the mayor of Springfield | of Springfield [copula]
"""

from kg.extractors.clauses.phrases import embedded, participants
from kg.extractors.clauses.sentence import Word
from kg.extractors.clauses.verbs import SUBJECTS, Reading, is_passive


def read(verb: Word) -> Reading | None:
    subject = verb.child(*SUBJECTS)
    if subject is None or verb.dep == "relcl":
        return None
    passive = is_passive(verb)
    if subject.dep in ("csubj", "csubjpass"):
        subjects = [embedded(subject, "subject")]
    else:
        subjects = participants(subject, "subject")
    copula = verb.lemma == "be" and verb.child("attr", "acomp") is not None
    rule = "passive" if passive else "copula" if copula else "clause"
    return Reading(verb=verb, subjects=subjects, rule=rule, passive=passive)

"""A relative clause: its antecedent is the subject, the object, or stands under the preposition left behind.

>>> show("Kim runs a firm that makes chips.")
Kim | runs | a firm [clause]
a firm | makes | chips [relative clause]
>>> show("She praised the treaty which France signed.")
She | praised | the treaty [clause]
France | signed | the treaty [relative clause]
>>> show("He left the bank for which Kim works.")
He | left | the bank [clause]
Kim | works | - | for the bank [relative clause]
"""

from kg.extractors.clause import Argument
from kg.extractors.clauses.phrases import argument, is_relative, participants
from kg.extractors.clauses.sentence import Word
from kg.extractors.clauses.verbs import SUBJECTS, Reading, ReadingOf, is_passive, is_verb, referents

RULE = "relative clause"


def read(verb: Word, reading_of: ReadingOf) -> Reading | None:
    if verb.dep != "relcl" or is_verb(verb.head):
        return None
    antecedent, passive = verb.head, is_passive(verb)
    subject = verb.child(*SUBJECTS)
    if subject is None or is_relative(subject):
        if subject is not None and subject.tag == "WP$":
            return None
        return Reading(verb=verb, subjects=referents(antecedent, reading_of), rule=RULE, passive=passive)
    subjects = participants(subject, "subject")
    objects, args = _antecedent_role(verb, antecedent)
    return Reading(verb=verb, subjects=subjects, rule=RULE, passive=passive, objects=objects, args=args)


def _antecedent_role(verb: Word, antecedent: Word) -> tuple[list[Argument], list[Argument]]:
    """The antecedent as the object, or as a further participant, of the verb that has its own subject."""
    object_ = verb.child("dobj", "attr", "oprd")
    if object_ is not None and is_relative(object_):
        return [argument(antecedent, "object")], []
    for preposition in verb.all("prep"):
        pronoun = preposition.child("pobj")
        if pronoun is None and not preposition.children:
            return [], [argument(antecedent, preposition.lower, marker=[preposition])]
        if pronoun is not None and is_relative(pronoun):
            return [], [argument(antecedent, preposition.lower, marker=[preposition])]
    adverb = verb.child("advmod")
    if adverb is not None and adverb.tag == "WRB":
        return [], [argument(antecedent, adverb.lower, marker=[adverb])]
    if object_ is None and not verb.child("ccomp", "xcomp", "acomp"):
        return [argument(antecedent, "object")], []
    return [], []

"""How sure the writer is: asserted, planned, possible, reported or denied, with the words that say so.

A cue counts for everything that it governs: from the word that expresses a relation we climb to whatever governs it
("plans" above "to visit", "denied" above "that it bought"), as far as the sentence says one thing.

>>> from kg.extractors.status import verdict
>>> verdict(["will"]), verdict(["not"]), verdict(["allegedly"]), verdict([])
('planned', 'denied', 'reported', 'asserted')
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.extractors.clauses.sentence import Word
from kg.extractors.vocabulary import words
from kg.model import Status

_DEEPEST = 10


# Auxiliaries.
WILL = words("will wo shall 'll ’ll")
MIGHT = words("may might could should must ought")
NOT = words("not n't n’t never neither nor hardly scarcely barely no without")

# Verbs and adjectives by what they make of the clause or event that they govern. The model takes "hoped" for a form
# of "hop", "slated" for one of "slat" and "staged" for one of "stag".
PLANS = words(
    "plan intend aim agree promise pledge vow expect schedule want wish hope decide prepare propose commit set "
    "slate opt choose volunteer mean pencil undertake resolve ready poised due going willing eager keen "
    "determined about supposed committed prepared look await anticipate offer earmark order recommend urge ask "
    "request invite call demand seek bid elect instruct tell advise hop slat"
)
MAYBES = words(
    "consider contemplate mull weigh explore think likely unlikely possible able study evaluate ponder threaten "
    "try attempt appear seem struggle tend eye discuss debate suggest speculate predict forecast believe fear "
    "suspect hesitate wonder doubt imagine assume envisage warn bound reluctant unclear doubtful uncertain argue "
    "estimate free allow permit enable eligible entitled need"
)
REFUSES = words(
    "refuse decline fail deny avoid stop cease forbid prevent prohibit bar ban block cancel scrap abandon reject "
    "neglect abort unable refute dispute rebut shelve ditch veto revoke lift halt forgo disprove omit renounce "
    "withhold drop withdraw oppose resist"
)
PHRASAL_REFUSALS = frozenset(
    {
        ("rule", "out"),
        ("call", "off"),
        ("turn", "down"),
        ("give", "up"),
        ("back", "out"),
        ("hold", "off"),
        ("put", "down"),
    }
)
CLAIMS = words("allege claim accuse charge contend assert purport accused blame suspect rumour rumor insinuate")
SAID_TO = words("say report rumour rumor allege believe think understand consider presume suspect")
REPORTS = words(
    "say tell report state announce add note explain write confirm reveal disclose declare acknowledge admit "
    "stress insist maintain reply respond testify recall remark comment observe reiterate warn tweet post mention "
    "conclude find show indicate emphasize emphasise point know learn hear see argue claim allege contend assert "
    "quote release describe answer continue complain boast joke suggest predict deny urge vow promise pledge"
)

# Nouns that govern an infinitive, a clause or an event: "a plan to buy", "talk of a merger".
PLAN_NOUNS = words(
    "plan intention agreement deal proposal bid decision pledge promise offer contract vow commitment right "
    "obligation order mandate schedule aim goal goals ambition willingness readiness desire wish hope programme "
    "program campaign request demand call invitation recommendation target date preparation mission strategy move "
    "option pact"
)
MAYBE_NOUNS = words(
    "attempt effort possibility chance opportunity likelihood prospect risk threat talk speculation suggestion "
    "idea ability power hint temptation fear expectation probability danger potential capacity scenario rumor "
    "rumour question"
)
REFUSAL_NOUNS = words("refusal failure inability reluctance denial rejection cancellation lack absence abandonment")
CLAIM_NOUNS = words("allegation claim accusation charge suspicion rumour rumor report")

# Adjectives and adverbs beside the word itself.
PLANNED_BESIDE = words(
    "planned proposed upcoming scheduled future forthcoming expected prospective pending intended next"
)
MAYBE_BESIDE = words(
    "possible potential likely probable hypothetical perhaps possibly probably maybe potentially presumably apparently"
)
CLAIMED_BESIDE = words(
    "alleged suspected purported reported rumoured rumored allegedly reportedly purportedly supposedly"
)
DENIED_BESIDE = words("cancelled canceled scrapped abandoned aborted denied failed rejected nonexistent unsuccessful")

# A verb after which an event named by its subject or object is only planned, maybe, or off.
HOLDS = words(
    "hold stag take make have do pay give sign reach enter strike begin start conduct launch happen occur follow "
    "proceed go complete finish open stage undertake perform carry place be become continue resume form build "
    "forge win lead close seal conclude finalize finalise impose announce secure ink mount get receive provide "
    "deliver bring express end see join accelerate advance boost expand deepen strengthen increase renew extend "
    "pursue"
)
# "The bid failed", "the merger fell through": it did not come to be; a deal that collapsed had been signed.
_COLLAPSES = words("fail collapse founder")
_ATTEMPTS = words("attempt bid effort plan proposal offer takeover merger acquisition purchase sale launch coup move")
_DONE_WHEN_CHOSEN = words("choose opt elect")  # "has chosen to step down" is done
_DONE_NOUNS = words("decision reason cause move step appearance")  # "made the decision to ban"
_APPEARS = words("appear gather return rush queue convene congregate assemble use")  # "gathered to honour"
_WISHES = words("like love prefer")  # after "would"
_ADDRESSES = words(  # done in the saying: "we would like to thank"
    "thank congratulate welcome apologise apologize acknowledge commend praise salute express remind"
)
_MAY_DO = words("eligible entitled need")
_DATED_PLANS = words("due scheduled slated supposed meant going hoped planned intended wanted")  # with "was" or "had"
_EXPECTS = words("expect hope hop want plan propose demand promise pledge vow")  # with a clause
_BRINGS_ABOUT = words("see help make let have get")  # with a bare clause: "will help Kim win"
_LEADS_TO = words("lead result culminate end")
_TIMES = words("when once after before until")
_COMMANDS = words("tell urge ask order warn recommend advise instruct call demand request invite suggest")
_NEGOTIATES = words("negotiate seek pursue discuss")
POSTPONES = words("postpone delay defer")
_IF = words("if unless whether lest")
_ORDINALS = words("first second third last only next fourth fifth latest youngest oldest")
_MADE = (MAYBE_NOUNS | PLAN_NOUNS) - _DONE_NOUNS  # "made an attempt in 1985 to buy"


@dataclass(slots=True)
class Found:
    """The cues met on the way up, in the order met."""

    cues: list[tuple[Word, Status]] = field(default_factory=list)

    def add(self, word: Word, status: Status) -> None:
        if all(known is not word for known, _ in self.cues):
            self.cues.append((word, status))


def verdict(cues: Sequence[str]) -> str:
    """The status that bare cue words would give, for people who want to try one."""
    found = [
        _BESIDE.get(cue) or (Status.PLANNED if cue in WILL else Status.POSSIBLE if cue in MIGHT else None)
        for cue in cues
    ]
    return str(_strongest([status for status in found if status]))


def status_of(word: Word, *, apart: bool = False) -> tuple[Status, tuple[Word, ...]]:
    """The status of what `word` (a verb, or the noun of an event) expresses, and the cue words in text order.

    `apart` says that the word only stands beside its clause, as an apposition does: nothing above it counts.
    """
    found = Found()
    if apart:
        _own(word, found)
    else:
        _climb(word, found)
    status = _strongest([status for _, status in found.cues])
    if status is Status.DENIED and any(_is_wish(cue) for cue, own in found.cues if own is not status):
        status = Status.POSSIBLE  # "told banks not to lend", "should not lend": nobody says that they do not
        return status, tuple(sorted((cue for cue, _ in found.cues), key=lambda cue: cue.i))
    cues = sorted((cue for cue, own in found.cues if own is status), key=lambda cue: cue.i)
    return status, tuple(cues)


def _is_wish(cue: Word) -> bool:
    return cue.lower in ("should", "must", "ought") or cue.lemma.lower() in _COMMANDS


def _strongest(statuses: Sequence[Status]) -> Status:
    """One negation denies and two cancel out; a source's claim outweighs a maybe, a maybe outweighs a plan."""
    denials = sum(status is Status.DENIED for status in statuses)
    if denials and statuses[-1] is Status.POSSIBLE and statuses[0] is Status.DENIED:
        return Status.POSSIBLE  # "may have refused", "in an attempt to block": the denial itself is a maybe
    if denials % 2:
        return Status.DENIED
    if denials and not set(statuses) - {Status.DENIED}:
        return Status.POSSIBLE
    for status in (Status.REPORTED, Status.POSSIBLE, Status.PLANNED):
        if status in statuses:
            return status
    return Status.ASSERTED


def _climb(word: Word, found: Found) -> None:
    at, skip_own = word, False
    for _ in range(_DEEPEST):
        if not skip_own:
            _own(at, found)
        skip_own = False
        governor = at.head
        if governor is at:
            _root(at, found)
            return
        step = _step(at, governor, found)
        if step is None:
            return
        if at.dep == "conj" and at.tag in ("VBD", "VBZ", "VBP") and at.tag[:2] == governor.tag[:2]:
            skip_own = True
        at = step


def _own(word: Word, found: Found) -> None:
    """The cues that hang on the word itself: auxiliaries, negation, adverbs, adjectives, "if", a subject with "no"."""
    for child in word.children:
        if child.dep in ("nsubj", "nsubjpass", "dobj") and word.pos in ("VERB", "AUX"):
            _nobody(child, found)
        elif child.dep == "neg" and _adds(child):
            continue
        elif child.dep == "neg" or (child.dep in ("det", "advmod", "preconj", "cc") and child.lower in NOT):
            found.add(child, Status.DENIED)
        elif child.dep == "aux":
            _auxiliary(child, word, found)
        elif child.dep in ("mark", "advmod") and child.lower in _IF:
            found.add(child, Status.POSSIBLE)
        elif child.dep in ("advmod", "amod", "nmod", "compound"):
            _modifier(child, word, found)


def _adds(negation: Word) -> bool:
    """ "Not only", "not just": what follows is said too."""
    document, after = negation.token.doc, negation.token.i + 1
    return after < len(document) and document[after].lower_ in ("only", "just", "merely", "simply")


def _modifier(child: Word, word: Word, found: Found) -> None:
    status = Status.DENIED if child.lower == "longer" else _BESIDE.get(child.lower)
    if status is not None and not (child.dep == "advmod" and child.i > word.i + 3):
        found.add(child, status)


def _nobody(participant: Word, found: Found) -> None:
    """ "No officers will be sent", "nobody met Kim", "none of the banks"."""
    for child in participant.children:
        if child.lower in ("no", "neither") and child.dep in ("det", "preconj"):
            found.add(child, Status.DENIED)
            return
    if participant.lower in ("nobody", "none", "neither", "nothing"):
        found.add(participant, Status.DENIED)


_BESIDE = {
    **dict.fromkeys(DENIED_BESIDE | NOT, Status.DENIED),
    **dict.fromkeys(CLAIMED_BESIDE, Status.REPORTED),
    **dict.fromkeys(MAYBE_BESIDE, Status.POSSIBLE),
    **dict.fromkeys(PLANNED_BESIDE, Status.PLANNED),
}


def _auxiliary(aux: Word, verb: Word, found: Found) -> None:
    if aux.lower in WILL:
        found.add(aux, Status.PLANNED)
    elif aux.lower in MIGHT:
        found.add(aux, Status.POSSIBLE)
    elif aux.lower in ("would", "'d", "’d") and verb.lemma in _WISHES and verb.child("xcomp"):
        found.add(aux, Status.PLANNED)
    elif aux.lower in ("would", "'d", "’d"):
        perfect = any(child.dep == "aux" and child.lower in ("have", "'ve", "’ve") for child in verb.children)
        governed = verb.dep == "ccomp" and not perfect and verb.head.lemma in REPORTS | PLANS
        found.add(aux, Status.PLANNED if governed else Status.POSSIBLE)


def _root(word: Word, found: Found) -> None:
    """A headline's infinitive ("Airline to buy jets") is a plan; a question asserts nothing."""
    if word.child("nsubj", "nsubjpass") and any(c.dep == "aux" and c.lower == "to" for c in word.children):
        found.add(next(c for c in word.children if c.lower == "to"), Status.PLANNED)
    if any(child.lower == "?" for child in word.children):
        found.add(next(child for child in word.children if child.lower == "?"), Status.POSSIBLE)


def _step(word: Word, governor: Word, found: Found) -> Word | None:
    """Adds the cue that the governor is, and says where to climb on; None where another statement begins."""
    dep = word.dep
    if dep == "xcomp":
        return _under_verb(word, governor, found)
    if dep == "ccomp" and governor.lemma in _BRINGS_ABOUT and _is_bare(word):
        return governor
    if dep in ("ccomp", "parataxis"):
        return _under_report(word, governor, found)
    if dep == "acomp" and governor.pos == "AUX":
        return governor
    if dep == "conj":
        return governor
    if dep == "acl" or (dep == "relcl" and _is_infinitive(word)):
        return _under_noun(word, governor, found)
    if dep == "advcl":
        return _adverbial(word, governor, found)
    if dep == "pcomp":
        return _after_preposition(governor, found)
    if dep in ("dobj", "nsubjpass", "nsubj", "attr", "dative", "oprd"):
        return _event_of_verb(word, governor, found)
    if dep == "pobj":
        return _event_of_preposition(word, governor, found)
    if dep in ("appos", "compound") and word.pos == "NOUN" and governor.pos == "NOUN":
        return governor if dep == "compound" else None
    return None


def _is_bare(word: Word) -> bool:
    """Whether a clause has no tense of its own: "win" in "help Kim win", "delivered" in "see jets delivered"."""
    if word.child("mark", "aux"):
        return False
    return word.tag in ("VB", "VBN") or (word.tag == "VBD" and not word.child("dobj", "advmod"))


def _is_infinitive(word: Word) -> Word | None:
    return next((child for child in word.children if child.dep == "aux" and child.lower == "to"), None)


def _lemma(verb: Word) -> str:
    """The verb's base form; with its particle where that makes another verb: "rule out"."""
    lemma = verb.lemma.lower()
    particle = verb.child("prt")
    return (
        f"{lemma} {particle.lower}" if particle is not None and (lemma, particle.lower) in PHRASAL_REFUSALS else lemma
    )


def refuses(verb: Word) -> bool:
    """Whether the verb denies what it governs: "refuse", "cancel", "rule out"."""
    lemma = _lemma(verb)
    return lemma in REFUSES or " " in lemma


def _class_of(governor: Word) -> Status | None:
    lemma = governor.lemma.lower()
    if refuses(governor):
        return Status.DENIED
    if governor.tag == "VBN" and governor.child("auxpass") and lemma in SAID_TO:
        return Status.REPORTED
    if lemma in CLAIMS:
        return Status.REPORTED
    if not PLANS.isdisjoint((lemma, governor.lower, governor.lower.removesuffix("s"))):
        return Status.PLANNED
    if lemma in MAYBES or governor.lower in MAYBES:
        return Status.POSSIBLE
    return None


def _under_verb(word: Word, governor: Word, found: Found) -> Word | None:
    """ "plans to visit", "is to visit", "refused to sign", "is likely to win", "managed to win"."""
    status = _class_of(governor)
    to = _is_infinitive(word)
    if word.lemma in _ADDRESSES and governor.lemma in _WISHES | {"want", "wish"} and not governor.child("neg"):
        return None
    yet = next((child for child in governor.children if child.lower == "yet"), None)
    if yet is not None and governor.lemma in ("have", "be"):
        found.add(yet, Status.DENIED)
    elif status is None and governor.lemma == "have" and governor.tag in ("VBZ", "VBP") and to is not None:
        if governor.child("dobj") is None:
            found.add(governor, Status.POSSIBLE)  # "has to sell"
    elif status is None and governor.lemma == "be" and to is not None:
        found.add(to, Status.PLANNED)
        _came_to_nothing(word, governor, found)
    elif status is not None and not _is_done(governor, status, to):
        found.add(governor, status)
        _came_to_nothing(word, governor, found)
    return governor


def _came_to_nothing(word: Word, plan: Word, found: Found) -> None:
    """ "Was due to visit Chile but stayed at home", "had hoped to visit Chile, but"."""
    above = plan.head if plan.dep == "acomp" else plan
    past = above.tag == "VBD" and above.lemma == "be"
    if not past:
        past = any(c.dep in ("aux", "auxpass") and c.lower in ("was", "were", "had") for c in plan.children)
    if past and (plan.lemma == "be" or plan.lower in _DATED_PLANS):
        but = next((c for at in (word, plan, above) for c in at.children if c.dep == "cc" and c.lower == "but"), None)
        if but is not None:
            found.add(but, Status.DENIED)


def _is_done(governor: Word, status: Status, to: Word | None) -> bool:
    """Whether a verb of planning tells of something done: "was able to", "chose to leave", "set running"."""
    if status is Status.POSSIBLE:
        return governor.lower == "able" or (governor.lemma in _MAY_DO and _will(governor))
    if governor.lemma in _DONE_WHEN_CHOSEN and governor.tag in ("VBD", "VBN") and not governor.child("auxpass"):
        return True
    named_plan = governor.lemma in ("propose", "plan")
    return status is Status.PLANNED and to is None and governor.pos == "VERB" and not named_plan


def _will(governor: Word) -> bool:
    """ "Will need to sell", "said that buyers would be eligible to sell": the plan says more than the maybe."""
    above = governor.head if governor.dep == "acomp" else governor
    return any(child.dep == "aux" and child.lower in WILL | {"would"} for child in above.children)


def _under_report(word: Word, governor: Word, found: Found) -> Word | None:
    """ "claims that", "denied that", "hopes that"; plain saying is the writer's way to tell."""
    lemma = governor.lemma.lower()
    negated = next((child for child in governor.children if child.dep == "neg"), None)
    if lemma in REFUSES:
        found.add(governor, Status.DENIED)
        if negated is not None:
            found.add(negated, Status.DENIED)
    elif lemma in CLAIMS or (governor.tag == "VBN" and governor.child("auxpass") and lemma in SAID_TO):
        found.add(governor, Status.REPORTED)
    elif lemma in _EXPECTS or (lemma == "ask" and any(child.lower == "that" for child in word.all("mark"))):
        found.add(governor, Status.PLANNED)
    elif lemma in MAYBES:
        found.add(governor, Status.POSSIBLE)
    elif negated is not None:
        found.add(negated, Status.POSSIBLE)
    elif governor.pos == "AUX":
        judged = governor.child("acomp")  # "it is unlikely that"
        if judged is not None and judged.lower in MAYBES:
            found.add(judged, Status.POSSIBLE)
    return None


def _under_noun(word: Word, noun: Word, found: Found) -> Word | None:
    """ "a plan to buy", "the refusal to sign", "allegations that", "the first woman to win"."""
    to = _is_infinitive(word)
    lemma = noun.lemma.lower()
    if to is None:
        if word.child("mark"):
            _content_of(noun, found)
        return None
    if any(child.lower in _ORDINALS or child.tag == "JJS" for child in noun.children):
        return noun.head if noun.dep == "attr" else None
    if lemma in REFUSAL_NOUNS:
        found.add(noun, Status.DENIED)
    elif lemma in MAYBE_NOUNS:
        found.add(noun, Status.POSSIBLE)
    elif lemma in _DONE_NOUNS and noun.head.tag in ("VBD", "VBN"):
        return noun
    else:
        found.add(noun if lemma in PLAN_NOUNS else to, Status.PLANNED)
    return noun


def _content_of(noun: Word, found: Found) -> None:
    """ "The allegation that", "the possibility that", "no evidence that"; "no doubt that" is sure."""
    lemma = noun.lemma.lower()
    nothing = any(child.dep == "det" and child.lower == "no" for child in noun.children)
    if lemma in ("doubt", "question"):
        nothing = not nothing
    if nothing:
        found.add(noun, Status.POSSIBLE)
    elif lemma in CLAIM_NOUNS:
        found.add(noun, Status.REPORTED)
    elif lemma in MAYBE_NOUNS:
        found.add(noun, Status.POSSIBLE)
    _refuted(noun, found)


def _refuted(noun: Word, found: Found) -> None:
    """ "Denied allegations that", "rejected claims of", "dismissed speculation that"; "did not deny" says nothing."""
    verb = noun.head
    if noun.dep in ("dobj", "nsubjpass") and (refuses(verb) or verb.lemma == "dismiss") and not verb.child("neg"):
        found.add(verb, Status.DENIED)


def _adverbial(word: Word, governor: Word, found: Found) -> Word | None:
    """A purpose ("signed on to build") is a plan; a participle shares the fate of its verb; others stand alone."""
    to = _is_infinitive(word)
    if to is not None and governor.lemma in _DONE_NOUNS and governor.head.tag in ("VBD", "VBN"):
        return governor
    made = governor.child("dobj") if to is not None and governor.lemma == "make" else None
    if made is not None and made.lemma in _MADE:
        return _under_noun(word, made, found)
    if to is not None:
        if not _comes_to_do(governor):
            found.add(to, Status.PLANNED)
            return None
        return governor
    if word.tag in ("VBZ", "VBP"):
        _in_time_to_come(word, governor, found)
        return None
    return governor if word.tag in ("VBG", "VBN") and not word.child("mark", "nsubj") else None


def _in_time_to_come(word: Word, governor: Word, found: Found) -> None:
    """ "Will meet Kim when he visits Chile": the visit lies ahead as the meeting does."""
    will = next((child for child in governor.children if child.dep == "aux" and child.lower in WILL), None)
    if will is not None and any(c.dep in ("mark", "advmod") and c.lower in _TIMES for c in word.children):
        found.add(will, Status.PLANNED)


def _comes_to_do(verb: Word) -> bool:
    """Whether what follows "to" is done: "gathered to honour", "made the trip to sign", "went on to win"."""
    if verb.lemma == "go":
        return any(child.lower == "on" for child in verb.all("prt"))
    return verb.lemma in _APPEARS or (verb.lemma == "make" and verb.tag in ("VBD", "VBN"))


def _after_preposition(preposition: Word, found: Found) -> Word | None:
    """ "without signing", "accused of stealing", "barred from working", "by buying"."""
    above = preposition.head
    lemma = above.lemma.lower()
    if preposition.lower == "without" or (preposition.lower in ("of", "than") and above.lower in ("instead", "rather")):
        found.add(preposition, Status.DENIED)
        return None
    if preposition.lower == "from" and lemma in REFUSES:
        found.add(above, Status.DENIED)
        return above
    if preposition.lower in ("of", "for", "with") and lemma in CLAIMS | CLAIM_NOUNS:
        found.add(above, Status.REPORTED)
        _refuted(above, found)
        return None
    return _event_of_preposition(preposition, preposition, found)


def _event_of_verb(noun: Word, verb: Word, found: Found) -> Word | None:
    """ "plans a visit", "cancelled the visit", "the visit will take place", "the deal is expected"."""
    if noun.pos not in ("NOUN", "PROPN"):
        return None
    lemma = verb.lemma.lower()
    undergoes = noun.dep in ("dobj", "nsubjpass")
    if noun.dep == "nsubj" and noun.lemma in _ATTEMPTS and (lemma in _COLLAPSES or _falls_through(verb)):
        found.add(verb, Status.DENIED)
        return verb
    if undergoes and refuses(verb):
        found.add(verb, Status.DENIED)
        return verb
    if undergoes and lemma in POSTPONES:
        found.add(verb, Status.PLANNED)
        return None
    if undergoes and lemma in _NEGOTIATES:
        found.add(verb, Status.PLANNED)
        return verb
    if undergoes and lemma in PLANS and lemma not in ("choose", "set", "call", "order", "recommend"):
        found.add(verb, Status.PLANNED)
        return verb
    if undergoes and lemma in MAYBES:
        found.add(verb, Status.POSSIBLE)
        return verb
    return verb if lemma in HOLDS or verb.pos == "AUX" else None


def _falls_through(verb: Word) -> bool:
    """ "The merger fell through"."""
    return verb.lemma == "fall" and any(child.lower in ("through", "apart") for child in verb.all("prt", "advmod"))


def _event_of_preposition(word: Word, preposition: Word, found: Found) -> Word | None:
    """ "plans for a visit", "the possibility of a merger", "talk of buying", "agreed on a merger"."""
    above = preposition.head
    lemma = above.lemma.lower()
    if above.pos == "NOUN":
        if lemma in REFUSAL_NOUNS:
            found.add(above, Status.DENIED)
        elif lemma in MAYBE_NOUNS:
            found.add(above, Status.POSSIBLE)
        elif lemma in PLAN_NOUNS and preposition.lower in ("for", "of", "to") and lemma not in ("deal", "date", "move"):
            found.add(above, Status.PLANNED)
        else:
            return None
        return above
    if above.pos in ("VERB", "AUX", "ADJ") and preposition.dep == "prep":
        status = _class_of(above)
        if status is not None and preposition.lower in ("for", "on", "about", "of", "to"):
            found.add(above, status)
            return above
        if preposition.lower == "as" or lemma in _LEADS_TO:
            return above  # "will serve as chairman", "could lead to a merger"
        return above if preposition.lower in ("by", "after", "in") and word is preposition else None
    return None

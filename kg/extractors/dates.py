"""When a fact holds: the date that hangs on its words, resolved against the day the article was published.

What is partial stays partial, what is unknown stays unknown; nothing is ever dated by the clock.

>>> from datetime import date
>>> resolve("Wednesday", date(2024, 4, 12)), resolve("last month", date(2024, 4, 12)), resolve("the 1990s", None)
('2024-04-10', '2024-03', None)
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from kg.extractors.clauses.sentence import Word
from kg.extractors.status import HOLDS, PLANS, REPORTS
from kg.extractors.vocabulary import words as vocabulary
from kg.mentions.values import MONTHS, plain_date
from kg.model import Document, Mention, Role

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_COUNTED = "zero one two three four five six seven eight nine ten eleven twelve"
_NUMBERS = {word: number for number, word in enumerate(_COUNTED.split(" "))} | {"a": 1, "an": 1, "couple": 2}
_NOT_A_DAY = re.compile(
    r"\b(?:\d{2,4}s|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|century|centuries|decades?|"
    r"daily|weekly|monthly|annual(?:ly)?|yearly|quarterly|hourly|every|each|several|many|recent|years? old|aged?|"
    r"between|from)\b"
)
_EDGE = re.compile(
    r"^(?:(?:on|in|at|by|since|during|until|from|of|the|this|early|late|mid|mid-|around|about|earlier|later|before|"
    r"morning|evening|afternoon|night)\s+|early-|late-|mid-)+"
)
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_MONTH = re.compile(rf"\b({'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?")
_OF_YEAR = re.compile(r"(?P<month>.+?),? (?:of )?(?P<step>this|last|next) year")
_AGO = re.compile(
    r"(?:about |around |roughly |some |nearly |almost |only |just |just over |over |more than |less than |just under |"
    r"under |at least )?(\w+)\s+(day|week|month|year)s?\s+(?:ago|earlier)"
)
_AHEAD = re.compile(r"(?:in )?(\w+)\s+(day|month|year)s?(?:\s+time|'s? time|\s+from now)")
_STEP = re.compile(
    r"(?:earlier |later |early |late |(?:the )?(?:end|start|beginning) of )?(last|this|next|the|previous|past)\s+"
    r"(weekend|week|month|year|quarter|spring|summer|autumn|fall|winter)"
)
_COMING = re.compile(r"(?:early |late |later )?(?:next|coming|tomorrow)\b|later (?:today|this)\b", re.IGNORECASE)
_BACKWARDS = ("earlier", "before", "previously", "previous", "preceding")
_AFTER = re.compile(
    r"(?P<many>\w+)\s+(?P<unit>day|week|month|year)s?\s+(?P<way>later|earlier|after|before|afterwards|previously)|"
    r"(?:the|that)\s+(?:(?P<step>following|next|same|previous|preceding)\s+)?(?P<of>day|month|year)"
)
_HOURS = re.compile(
    r"\b(?:morning|afternoon|evening|night|midnight|noon|dawn|early|late|on|earlier|this|the|in|at|"
    r"\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\b\.?)"
)
_DIGITS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_NEAR = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "overnight": 0}

# Prepositions after which a date says when; after "until" or "before" it says when it was no more, or not yet.
SAYS_WHEN = frozenset(
    {"on", "in", "at", "since", "by", "during", "from", "around", "for", "over", "as of", "late", "early"}
)


# Helpers that make a participle tell of what has been.
_PAST = frozenset({"have", "has", "had", "having", "'ve", "was", "were"})
_IS = frozenset({"is", "are", "'s", "'re", "’s", "’re"})
_WITHIN = timedelta(days=183)  # so far ahead reaches a timetable that names no year
# What people hold or send on a day, and say or do things in.
_OCCASIONS = vocabulary(
    "conference meeting summit speech interview address ceremony statement announcement letter memo rally debate "
    "hearing visit event briefing broadcast session vote election referendum trial auction keynote presentation email "
    "attack raid crash accident match game final race gathering tournament tour trip message memorandum"
)

_ADVERBS = frozenset({"back", "earlier", "early", "later", "late"})  # "back in 2010", "late in May"

DateAt = Callable[[Word], Mention | None]


def reference(document: Document) -> date | None:
    """The day that "today" is in this article: when it was published, else what its dateline says."""
    found = _day(document.article.published or "")
    for line in document.lines:
        if found is None and line.role is Role.DATELINE:
            found = _day(plain_date(line.span.of(document.article.text)) or "")
    return found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def resolve(text: str, today: date | None, *, ahead: bool = False) -> str | None:
    """The ISO date that the words name, maybe partial, or None.

    `today` is the day of the article, None when unknown; `ahead` says that the words speak of the future.
    """
    words = " ".join(text.lower().replace("’", "'").split()).strip(" ,.;")
    if not words or _NOT_A_DAY.search(words):
        return None
    digits = _DIGITS.fullmatch(words)
    if digits is not None:
        return _in_digits(*(int(part) for part in digits.groups()))
    for rule in (_absolute, _weekday, _stepwise, _counted, _other):
        found = rule(words, today, ahead)
        if found is not None:
            return found
    return None


def on_timetable(text: str, today: date | None) -> str | None:
    """The date to come that the present tense means: "the talks begin on Friday", "the licence expires in 2031".

    >>> on_timetable("Friday", date(2024, 4, 12)), on_timetable("April 15", date(2024, 4, 12))
    (None, '2024-04-15')
    >>> on_timetable("March", date(2024, 4, 12)), on_timetable("2031", date(2024, 4, 12))
    (None, '2031')
    """
    found = resolve(text, today, ahead=True)
    if found is None or today is None or found.startswith("--"):
        return None
    if _COMING.match(text):
        return found
    if found <= today.isoformat()[: len(found)]:
        return None
    near = found <= (today + _WITHIN).isoformat()[: len(found)]
    return found if near or found == resolve(text, today) else None


def _absolute(words: str, today: date | None, ahead: bool) -> str | None:
    """A date that names its month or year: "June 15", "early May 2009", "the first quarter of 2023"."""
    short = _EDGE.sub("", words)
    plain = plain_date(short)
    if plain is not None:
        return _with_year(plain, today, ahead)
    of_year = _OF_YEAR.fullmatch(short)
    if of_year is not None and today is not None:
        of_today = today.year + {"last": -1, "next": 1}.get(of_year["step"], 0)
        return _absolute(f"{of_year['month']} {of_today}", today, ahead)
    month, year = _MONTH.search(short), _YEAR.search(short)
    if year is not None and len(_YEAR.findall(short)) == 1:
        if month is None:
            return None if re.search(r"\d+ (?:day|week|month|year)", short) else year.group()
        if len(set(_MONTH.findall(short))) > 1:
            return year.group()  # "May or June 2010"
        day = re.search(r"\b([0-3]?\d)(?:st|nd|rd|th)?\b", short.replace(year.group(), ""))
        number = MONTHS[month.group(1)]
        return f"{year.group()}-{number:02}" + (f"-{int(day.group(1)):02}" if day else "")
    if (
        month is not None
        and year is None
        and short.replace(month.group(), "").strip(" .,") in ("", "last", "next", "this")
    ):
        ahead = ahead or short.startswith("next")
        return _with_year(f"--{MONTHS[month.group(1)]:02}", today, ahead)
    return None


def _with_year(partial: str, today: date | None, ahead: bool) -> str | None:
    """A day or month without a year is the nearest one behind the article, or ahead of it."""
    if not partial.startswith("--"):
        return partial
    if today is None:
        return partial if len(partial) > 4 else None
    wanted = partial[2:]
    length = len(wanted)
    latest = (today + timedelta(days=2)).isoformat()[5 : 5 + length]
    earliest = (today - timedelta(days=7)).isoformat()[5 : 5 + length]
    if ahead:
        return f"{today.year if wanted >= earliest else today.year + 1}-{wanted}"
    return f"{today.year if wanted <= latest else today.year - 1}-{wanted}"


def _weekday(words: str, today: date | None, ahead: bool) -> str | None:
    if today is None:
        return None
    bare = _HOURS.sub("", words).split()
    if len(bare) == 1 and bare[0] in _NEAR:
        return (today + timedelta(days=_NEAR[bare[0]])).isoformat()
    if words in ("this morning", "this afternoon", "this evening"):
        return today.isoformat()
    if not bare or bare[-1] not in _WEEKDAYS or (len(bare) > 1 and bare[0] not in ("last", "next", "past", "previous")):
        return None
    number = _WEEKDAYS.index(bare[-1])
    if bare[0] == "next" or (ahead and len(bare) == 1):
        days = (number - today.weekday()) % 7
        return (today + timedelta(days=days or (7 if bare[0] == "next" else 0))).isoformat()
    days = (today.weekday() - number) % 7
    return (today - timedelta(days=days or (7 if len(bare) > 1 else 0))).isoformat()


def _stepwise(words: str, today: date | None, ahead: bool) -> str | None:
    """ "last month", "earlier this year", "the end of the year"; of a week, the month that it lies in."""
    match = _STEP.fullmatch(words)
    if match is None or today is None:
        return None
    step = {"last": -1, "previous": -1, "past": -1, "next": 1}.get(match.group(1), 0)
    unit = match.group(2)
    if unit == "month":
        return _month_of(today, step)
    if unit in ("week", "weekend"):
        return _week_of(today, step, weekend=unit == "weekend", ahead=ahead)
    return None if unit == "quarter" else str(today.year + step)


def _week_of(today: date, step: int, *, weekend: bool, ahead: bool) -> str | None:
    """The month that a week from Monday to Sunday is in, or the year; "the weekend" is the nearest one."""
    if weekend and step == 0 and not ahead and today.weekday() < 5:
        step = -1
    monday = today + timedelta(days=7 * step - today.weekday())
    first, last = monday + timedelta(days=5 * weekend), monday + timedelta(days=6)
    if first.year != last.year:
        return None
    return f"{first:%Y-%m}" if first.month == last.month else str(first.year)


def _month_of(today: date, step: int) -> str:
    months = today.year * 12 + today.month - 1 + step
    return f"{months // 12:04}-{months % 12 + 1:02}"


def _counted(words: str, today: date | None, ahead: bool) -> str | None:
    """ "three days ago", "two months earlier", "in five years' time"; as exact as it is said."""
    match, sign = _AGO.fullmatch(words), -1
    if match is None:
        match, sign = _AHEAD.fullmatch(words), 1
    if match is None or today is None:
        return None
    many = _number(match.group(1))
    if not many:
        return None
    unit = match.group(2)
    if unit == "day":
        return (today + timedelta(days=sign * many)).isoformat()
    if unit == "week":
        return (today + timedelta(days=7 * sign * many)).isoformat()[:7]
    if unit == "month":
        return _month_of(today, sign * many)
    return str(today.year + sign * many)


def relative(text: str, anchor: str | None) -> str | None:
    """The date of "one year later" or "the following day", seen from the date that the article named last.

    >>> relative("two years later", "2011-03"), relative("the next day", "2024-02-29"), relative("the next day", "2024")
    ('2013', '2024-03-01', None)
    """
    match = _AFTER.fullmatch(" ".join(text.lower().split()))
    if match is None or not anchor or anchor.startswith("--"):
        return None
    if match["unit"]:
        many = 1 if match["many"] in ("the", "a", "an") else _number(match["many"])
        if not many:
            return None
        return _shifted(anchor, match["unit"], -many if match["way"] in _BACKWARDS else many)
    many = 0 if match["step"] in (None, "same") else -1 if match["step"] in _BACKWARDS else 1
    return _shifted(anchor, match["of"], many)


def _number(word: str) -> int:
    """A small number in words or digits; 0 for what is none."""
    return _NUMBERS.get(word) or (int(word) if word.isdigit() and len(word) < 4 else 0)


def _shifted(anchor: str, unit: str, many: int) -> str | None:
    """A date moved by days, months or years, as exact as both the date and the unit are."""
    year = int(anchor[:4])
    if unit == "year":
        return f"{year + many:04}" if 0 < year + many < 10_000 else None
    if unit == "month" and len(anchor) >= 7:
        return _month_of(date(year, int(anchor[5:7]), 1), many)
    if unit in ("day", "week") and len(anchor) == 10:
        moved = date.fromisoformat(anchor) + timedelta(days=many * (7 if unit == "week" else 1))
        return moved.isoformat() if unit == "day" else moved.isoformat()[:7]
    return None


def _in_digits(one: int, other: int, year: int) -> str | None:
    """ "31/12/2013" is a day; of "10/12/2013" nobody knows which is the month, so that only the year is sure."""
    if one == other or max(one, other) > 12:
        month, day = sorted((one, other))
        try:
            return date(year, month, day).isoformat()
        except ValueError:
            return None
    return str(year)


def _other(words: str, today: date | None, ahead: bool) -> str | None:
    """Forms with digits that the rules above do not know, such as "10 Dec '13"."""
    if not re.search(r"\d.*'\d\d", words):
        return None
    from dateparser.date import DateDataParser

    data = DateDataParser(languages=["en"], settings={"STRICT_PARSING": True}).get_date_data(words)
    found = data.date_obj
    return found.date().isoformat() if found is not None else None


# ---------------------------------------------------------------------------------------------- dates in a sentence


@dataclass(frozen=True, slots=True)
class When:
    """The words of a date, and whether their sentence speaks of what has been, or of what is on the timetable."""

    words: Mention
    is_past: bool = False
    is_present: bool = False


def said_of(word: Word, date_at: DateAt) -> When | None:
    """The date that says when the verb or event `word` happens: its own, or that of the verb it hangs on."""
    at, leading = word, False
    for _ in range(4):
        for found in _own(at, date_at):
            if not leading or found.words.span.start < _opening(at):
                return found
        above = at.head
        if at.dep == "relcl" and above is not at and any(child.lower == "when" for child in at.children):
            day = date_at(above)
            return When(day, is_past=_is_past(at)) if day is not None else None
        if above is at or not _shares_time(at, above):
            break
        leading = leading or (at.dep == "conj" and at.child("nsubj", "nsubjpass") is not None)
        at = above
    return _while_it_happened(word, date_at)


def _while_it_happened(verb: Word, date_at: DateAt) -> When | None:
    """ "When Lopez visited Chile in May, she met Boric": they met in May."""
    for child in verb.children:
        if child.dep == "advcl" and _is_when(child) and _is_past(verb) and _is_past(child):
            return next(_own(child, date_at), None)
    return None


def _is_when(verb: Word) -> bool:
    """Whether a clause tells what happened at the same time: "when she visited Chile"."""
    return any(child.lower == "when" and child.dep in ("advmod", "mark") for child in verb.children)


def _opening(verb: Word) -> int:
    """The place before which a date opens the sentence, so that it also holds for what is joined to it."""
    subject = verb.child("nsubj", "nsubjpass")
    return (subject or verb).token.idx


def _own(word: Word, date_at: DateAt) -> Iterator[When]:
    past = None
    for child in word.children:
        found = None
        if child.dep in ("npadvmod", "advmod", "nmod", "nummod", "amod", "compound", "poss", "tmod"):
            found = _day_of(child, date_at)
            if found is None and child.lower in _ADVERBS:
                found = next((date for each in child.all("prep") for date in _after(each, date_at)), None)
        elif child.dep in ("prep", "agent") and child.lower in SAYS_WHEN:
            inner = child.child("pobj", "pcomp")
            found = _day_of(inner, date_at) if inner is not None else None
        elif child.dep == "dobj" and word.pos == "VERB":
            found = next((date for each in child.all("prep") for date in _after(each, date_at)), None)
        if found is not None:
            past = _is_past(word) if past is None else past
            yield When(found, is_past=past or child.lower == "since", is_present=not past and _is_present(word))
    if word.pos == "VERB":
        yield from (When(found, is_past=_is_past(word)) for found in _of_occasion(word, date_at))


def _day_of(word: Word, date_at: DateAt) -> Mention | None:
    """The date at a word; where that is only an hour, the day before it ("Monday" in "on Monday morning")."""
    found = date_at(word)
    if found is None or "this" in found.text or _HOURS.sub("", found.text.lower()).strip(" .,"):
        return found
    days = (date_at(child) for child in word.children if child.dep in ("compound", "nmod"))
    return next((day for day in days if day is not None and day is not found), None)


def _of_occasion(verb: Word, date_at: DateAt) -> Iterator[Mention]:
    """ "At a press conference on Monday", "in his July 16 speech", "in a letter dated March 12"."""
    for preposition in verb.children:
        if preposition.dep != "prep" or preposition.lower not in ("in", "at", "during"):
            continue
        occasion = preposition.child("pobj")
        if occasion is None or occasion.lemma not in _OCCASIONS:
            continue
        for child in occasion.children:
            found = date_at(child) if child.dep in ("nmod", "compound", "npadvmod", "nummod", "amod", "poss") else None
            if child.dep == "prep":
                found = next(_after(child, date_at), None)
            elif child.dep == "acl" and child.lower in ("dated", "held"):
                found = next((when.words for when in _own(child, date_at)), None)
            if found is not None:
                yield found


def _after(preposition: Word, date_at: DateAt) -> Iterator[Mention]:
    """ "Signed the treaty on Monday", where the parser ties the day to the treaty."""
    inner = preposition.child("pobj")
    found = date_at(inner) if inner is not None and preposition.lower in ("on", "in") else None
    if found is not None:
        yield found


def _is_past(verb: Word) -> bool:
    """Whether the verb tells of what has been: "agreed", "has been trying", "may have met", "was seen"."""
    if verb.tag == "VBD":
        return True
    if verb.tag not in ("VBN", "VBG"):
        return False
    helpers = [child.lower for child in verb.children if child.dep in ("aux", "auxpass")]
    if verb.lemma in PLANS and "have" not in helpers and "has" not in helpers:
        return False  # "were scheduled on Monday to meet"
    return not {"will", "would", "'ll"} & set(helpers) and bool(_PAST & set(helpers))


def _is_present(verb: Word) -> bool:
    """Whether the verb stands in the present tense, in which news tells of what is on the timetable."""
    if verb.lemma.lower() in REPORTS:
        return False
    if verb.tag in ("VBG", "VBN"):
        return any(child.dep in ("aux", "auxpass") and child.lower in _IS for child in verb.children)
    return verb.tag in ("VBZ", "VBP")


def _is_news_of_itself(act: Word, report: Word) -> bool:
    """ "Volvo announced on Monday that it has bought Scania": in the perfect, one's own act is as new as its report."""
    teller, doer = report.child("nsubj"), act.child("nsubj")
    if teller is None or doer is None or report.lemma.lower() not in REPORTS or act.tag != "VBN":
        return False
    perfect = any(child.lower in ("has", "have", "had") for child in act.all("aux"))
    return perfect and not act.child("auxpass") and (doer.pos == "PRON" or doer.lower == teller.lower)


def _shares_time(word: Word, above: Word) -> bool:
    """Whether the date of the word above is also the date of the word: "In 1986 he quit and founded a firm"."""
    if word.dep in ("xcomp", "pcomp", "attr", "oprd"):
        return True
    if word.dep == "acomp":
        return above.pos == "AUX"
    if word.dep == "prep":
        return word.lower in ("as", "in", "at", "during", "on", "of", "following", "after")
    if word.dep == "conj":
        return word.pos == above.pos
    if word.dep == "ccomp":
        return _is_news_of_itself(word, above)
    if word.dep == "acl":
        return above.dep == "dobj" and any(child.lower == "to" for child in word.all("aux"))
    if word.dep == "advcl":
        if _is_when(word):
            return _is_past(word) and _is_past(above)
        to = any(child.lower == "to" for child in word.all("aux"))
        return (to or word.tag in ("VBG", "VBN")) and not word.child("mark", "nsubj")
    if word.dep == "nsubj" and above.child("ccomp"):
        return False  # "the airline announced on Monday that"
    if word.dep in ("dobj", "nsubjpass", "nsubj", "pobj"):
        return word.pos == "NOUN" and (above.lemma in HOLDS or above.pos == "ADP")
    return False

"""When a fact holds: the date that hangs on its words, resolved against the day the article was published.

What is partial stays partial, what is unknown stays unknown; nothing is ever dated by the clock.

>>> from datetime import date
>>> resolve("Wednesday", date(2024, 4, 12)), resolve("last month", date(2024, 4, 12)), resolve("the 1990s", None)
('2024-04-10', '2024-03', None)
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import lru_cache

from kg.extractors.clauses.sentence import Word
from kg.extractors.status import HOLDS
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
    r"(?:about |some |nearly |almost |over |more than )?(\w+)\s+(day|week|month|year)s?\s+(?:ago|earlier)"
)
_AHEAD = re.compile(r"(?:in )?(\w+)\s+(day|month|year)s?(?:\s+time|'s? time|\s+from now)")
_STEP = re.compile(
    r"(?:earlier |later |early |late |the end of |end of |the start of )?(last|this|next|the|previous|past)\s+"
    r"(week|month|year|quarter|spring|summer|autumn|fall|winter)"
)
_BACKWARDS = ("earlier", "before", "previously", "previous", "preceding")
_AFTER = re.compile(
    r"(?P<many>\w+)\s+(?P<unit>day|week|month|year)s?\s+(?P<way>later|earlier|after|before|afterwards|previously)|"
    r"(?:the|that)\s+(?:(?P<step>following|next|same|previous|preceding)\s+)?(?P<of>day|month|year)"
)
_DIGITS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_NEAR = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "overnight": 0}

# Prepositions after which a date says when; after "until" or "before" it says when it was no more, or not yet.
SAYS_WHEN = frozenset({"on", "in", "at", "since", "by", "during", "from", "around", "for", "as of", "late", "early"})


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
    bare = re.sub(r"\b(morning|afternoon|evening|night|early|late|on|earlier|this|the|in)\b", "", words).split()
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
    """ "last month", "earlier this year", "the end of the year"; a week has no partial form."""
    match = _STEP.fullmatch(words)
    if match is None or today is None:
        return None
    step = {"last": -1, "previous": -1, "past": -1, "next": 1}.get(match.group(1), 0)
    unit = match.group(2)
    if unit == "month":
        return _month_of(today, step)
    if unit in ("week", "quarter"):
        return None
    return str(today.year + step)


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


def said_of(word: Word, date_at: Callable[[Word], Mention | None]) -> Mention | None:
    """The date that says when the verb or event `word` happens: its own, or that of the verb it hangs on."""
    at, leading = word, False
    for _ in range(4):
        for found in _own(at, date_at):
            if not leading or found.span.start < _opening(at):
                return found
        above = at.head
        if at.dep == "relcl" and above is not at and any(child.lower == "when" for child in at.children):
            return date_at(above)
        if above is at or not _shares_time(at, above):
            return None
        leading = leading or (at.dep == "conj" and at.child("nsubj", "nsubjpass") is not None)
        at = above
    return None


def _opening(verb: Word) -> int:
    """The place before which a date opens the sentence, so that it also holds for what is joined to it."""
    subject = verb.child("nsubj", "nsubjpass")
    return (subject or verb).token.idx


def _own(word: Word, date_at: Callable[[Word], Mention | None]) -> Iterator[Mention]:
    for child in word.children:
        found = None
        if child.dep in ("npadvmod", "advmod", "nmod", "nummod", "amod", "compound", "poss", "tmod"):
            found = date_at(child)
        elif child.dep in ("prep", "agent") and child.lower in SAYS_WHEN:
            inner = child.child("pobj", "pcomp")
            found = date_at(inner) if inner is not None else None
        elif child.dep == "dobj" and word.pos == "VERB":
            found = next((date for each in child.all("prep") for date in _after(each, date_at)), None)
        if found is not None:
            yield found


def _after(preposition: Word, date_at: Callable[[Word], Mention | None]) -> Iterator[Mention]:
    """ "Signed the treaty on Monday", where the parser ties the day to the treaty."""
    inner = preposition.child("pobj")
    found = date_at(inner) if inner is not None and preposition.lower in ("on", "in") else None
    if found is not None:
        yield found


def _shares_time(word: Word, above: Word) -> bool:
    """Whether the date of the word above is also the date of the word: "In 1986 he quit and founded a firm"."""
    if word.dep in ("xcomp", "pcomp", "attr", "oprd"):
        return True
    if word.dep == "prep":
        return word.lower in ("as", "in", "at", "during", "on", "of", "following", "after")
    if word.dep == "conj":
        return word.pos == above.pos
    if word.dep == "acl":
        return above.dep == "dobj" and any(child.lower == "to" for child in word.all("aux"))
    if word.dep == "advcl":
        to = any(child.lower == "to" for child in word.all("aux"))
        return (to or word.tag in ("VBG", "VBN")) and not word.child("mark", "nsubj")
    if word.dep in ("dobj", "nsubjpass", "nsubj", "pobj"):
        return word.pos == "NOUN" and (above.lemma in HOLDS or above.pos == "ADP")
    return False

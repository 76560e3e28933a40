"""The words that pages put around an article: buttons, teasers, sponsors, notices; of the web, of no one site."""

import re
from collections.abc import Iterable

_LONGEST = 500  # characters; a longer line is told, whatever it begins with

_BUTTONS = (
    "share|tweet|print|e-?mail|save|comments?|reply|like|bookmark|copy link|listen|play|pause|menu|search|home",
    "log ?in|sign ?in|register|close|next|previous|back|top|more|facebook|twitter|x|whats ?app|linked ?in|telegram",
    "reddit|instagram|youtube|pinterest|flipboard|messenger|article|story|post|page|link|news|friends?|icon|button",
)
_NAVIGATION = (
    r"(?:read|see|show|load|view|learn|find out|watch|hear|discover) (?:more|all|less|next)\b.{0,80}",
    r"(?:read|see|view) (?:the |our )?full (?:story|article|coverage|report)\b.{0,80}",
    r"continue reading\b.{0,80}",
    r"(?:also|further|related) (?:read|reading|see|watch)\b.{0,120}",
    r"(?:click|tap|swipe|scroll) (?:here|to|on|down|through)\b.{0,160}",
    r"(?:skip|back|go|jump) to .{0,40}|toggle .{0,40}",
    r"(?:share|listen to|print|save|e-?mail|bookmark|comment on|discuss) this\b.{0,60}",
    r"(?:no |\d[\d,.]*k? )?(?:comments?|shares?|likes?|views?|replies|retweets?)",
    r"(?:leave|post|add|write) a (?:comment|reply)\b.{0,30}",
    r"comments? ?\(\d+\)|\[?\+?\d+ chars\]?",
    r"(?:also read|see also|read also|related|watch|watch live|listen|in pictures|in photos|recommended|don['’]t miss)"
    r" ?[:|–—-] .{0,160}",
)
_LABELS = (
    "(?:new |latest |live |breaking |last |recent )?(?:updates?|updated|news|live|exclusive|premium|analysis)",
    r"explainer|opinion|breaking|editorial|sponsored|promoted|advert|ad|advertise?ment\b.{0,40}|partner content",
    r"paid (?:post|content|partnership)|(?:story|article) continues (?:below|after)\b.{0,40}",
    r"(?:reading time:? )?\d+[ -]min(?:ute)?s?(?: (?:read|ago|to read))?|reading time\b.{0,20}",
    "\\d+ (?:hours?|days?|minutes?|mins?|weeks?) ago",
    "(?:image|photo|picture|video|media|graphic|chart)(?: (?:source|credits?|by|gallery|caption))?",
    "(?:source|tags?|topics?|categor(?:y|ies)|keywords|filed under|section|labels|more on|share this) ?:.{0,200}",
    "in this (?:article|story) ?:.{0,200}",
    r"https?://\S+|www\.\S+|\S+@\S+\.\w+|[@\#]\w+(?:\s+[@\#]\w+)*",
)
_NOTICES = (
    r"(?:this|the following) (?:article|story|post|page|content|newsletter|episode) (?:is|was|has been) "
    r"(?:sponsored|brought to you|paid for|presented|supported|produced in|first published|originally|republished)\b.*",
    r"(?:(?:sponsored|partner|paid) (?:content|post|feature)|sponsored|presented|supported|brought to you|powered) "
    r"by\b.{0,80}",
    r"(?:this|the) (?:story|article|report) (?:has not been edited|is auto-?generated|is published from)\b.*",
    r"(?:we|this (?:web)?site) uses? (?:\w+ )?cookies\b.*",
    "(?:accept|reject|manage|allow) (?:all )?(?:cookies|preferences|settings|choices)",
    r"by (?:continuing to (?:use|browse)|using (?:this|our) (?:web)?site|signing up|subscribing)\b.*",
    r"(?:subscribe|sign up|register|join|log in|sign in) (?:now|today|here|free|for|to|or)\b.{0,160}",
    r"(?:get|receive) (?:our|the|your|all) (?:\w+ ){0,4}"
    r"(?:news|newsletters?|stories|headlines|updates|alerts|inbox)\b.{0,160}",
    r"(?:download|get|install) (?:our|the) (?:\w+ ){0,3}app\b.{0,100}",
    r"(?:follow|like|find|join|connect with) (?:us|our (?:\w+ ){0,3}"
    r"(?:pages?|channels?|accounts?|newsletters?|networks?|community))\b.{0,160}",
    r"(?:this|the) (?:story|article) is more than \d+ \w+ old",
    r"(?:already a (?:subscriber|member)|don['’]t have an account|you have \d+ free)\b.*",
    r"(?:support (?:us|our (?:work|journalism)|independent|quality)|become a (?:member|subscriber|patron)|"
    r"stay (?:informed|updated|tuned|ahead|connected))\b.{0,160}",
    r"for (?:more|all the latest|the latest) (?:\w+ ){0,3}(?:news|stories|updates|information|coverage)\b.{0,160}",
    r"(?:let us know|tell us|what do you think|have your say|do you have a)\b.{0,160}",
    r"(?:unlock|enjoy) .{0,60}\b(?:free|subscription|digest|newsletter)\b.{0,60}",
    r"(?:disclaimer|editor['’]s note|note to readers)\b ?[:–—-].*",
    r"[—–-]+ .{2,60}\(@\w+\) .{4,40}",
    r"(?:©|\(c\) |copyright\b).{0,200}",
    r".{0,100}\ball rights reserved\b.{0,60}",
    r"(?:terms (?:of|and) \w+|privacy(?: policy| notice)?|cookies?(?: policy)?|contact(?: us)?|about(?: us)?|"
    r"advertise(?: with us)?|careers|sitemap|help|faq)(?:\s*[|·•,/&]\s*.{0,100})?",
)
_SECTIONS = (
    "world|business|politics|technology|tech|science|health|sports?|entertainment|markets?|economy|culture|local",
    "national|international|environment|climate|travel|education|finance|video",
)
_OTHER_STORIES = (
    r"(?:explore|see|find|discover|view|get) more\b.{0,60}",
    "(?:latest|related|recommended|popular|trending|top|other|more|recent|similar|most (?:read|popular|viewed|shared)|"
    r"editor['’]?s['’]?|our) (?:stories|story|articles?|news|posts?|topics?|content|coverage|reading|picks?|videos?|"
    r"headlines|links|items)\b.{0,40}",
    r"read (?:more|this|next|now|also)\b.{0,80}",
    r"more (?:from|on|about|in|like) .{0,80}",
    r"(?:most|also) (?:read|popular|viewed|shared|commented|watched|on|in)\b.{0,60}",
    r"you (?:may|might) (?:also )?(?:like|be interested)\b.{0,60}",
    r"recommended(?: for you)?|what to read next|up next|don['’]t miss|trending(?: now)?|related|in other news",
    r"follow (?:us|our)\b.{0,80}",
    r"about the (?:author|writer|reporter)s?\b.{0,40}",
    r"our (?:standards|principles|newsletters?|partners)\b.{0,80}",
    r"notes? to editors\b.{0,20}",
)
_TRAILING = r"\s*[.:!…>»→]*"


def _any_of(*phrases: Iterable[str]) -> re.Pattern[str]:
    words = "|".join(phrase for group in phrases for phrase in group)
    return re.compile(rf"(?:{words}){_TRAILING}", re.IGNORECASE)


_BUTTON = "|".join(_BUTTONS)
_BETWEEN = r"\s{0,3}(?:[,|/·•&+]|and|on|via|to|with|this|it|by|now|the)?\s{0,3}"
_ROW_OF_BUTTONS = rf"(?:{_BUTTON})(?:{_BETWEEN}\b(?:{_BUTTON}|\d{{1,9}})\b){{0,12}}"
_PAGE = _any_of((_ROW_OF_BUTTONS,), _NAVIGATION, _LABELS, _NOTICES)
_SECTION = _any_of((f"(?:{'|'.join(_SECTIONS)})(?: news)?",))
_BREADCRUMB = re.compile(
    r"[\w &'’-]{1,40}(?:\s*[>»›]\s*[\w &'’-]{1,60}){1,6}|[\w&'’-]+(?: [\w&'’-]+)?(?: \| [\w&'’-]+(?: [\w&'’-]+)?)+"
)
_TAIL = _any_of(_OTHER_STORIES)

_PICTURE = "image|photo|picture|photograph|photography|illustration|graphic|video|credits?"
# What begins at few characters is asked first at each of them: this search is half of what cutting costs.
_CREDIT = re.compile(
    rf"""\s*[(\[](?:(?:file|handout|archive|stock|representational)\ )?
        (?:{_PICTURE}|courtesy|source|ap|afp|reuters|getty|epa)\b[^()\[\]]{{0,120}}[)\]]\.?$
    | (?:^|(?<=[.!?|/–—]\ ))(?:
        (?:file\ )?(?:{_PICTURE})
            (?:\ (?:by|via|credits?|courtesy(?:\ of)?|source)\b\s*:?|\s*:)\s*[^.:]{{2,80}}\.?$
        | ^(?:image|media)\ source,[^.]{{2,80}}$
        | (?:^|(?<=[.!?]\ ))(?:reuters|ap|afp|epa|getty(?:\ images)?)/[^.]{{2,60}}$
        | (?:getty\ images|shutterstock|unsplash|pixabay|alamy|wikimedia\ commons)[^.]{{0,40}}$
    )""",
    re.IGNORECASE | re.VERBOSE,
)


def is_boilerplate(line: str) -> bool:
    """Whether a line, by itself, is part of the page and not of the article: "Share", "3 min read", "© 2024 …"."""
    if len(line) > _LONGEST:
        return False
    return any(form.fullmatch(line) for form in (_PAGE, _SECTION, _BREADCRUMB))


def opens_tail(line: str) -> bool:
    """Whether the list of other things to read starts here: "Latest stories", "More from Europe", "Follow us on"."""
    return len(line) <= 160 and _TAIL.fullmatch(line) is not None


def credit(line: str) -> int | None:
    """Where the picture credit at the end of a caption begins; 0 when the line is nothing else, None without one.

    >>> credit("The two ministers in Rome (Photo: Jane Doe/AP)")
    25
    """
    if len(line) > 2 * _LONGEST:
        return None
    found = _CREDIT.search(line)
    return found.start() if found else None

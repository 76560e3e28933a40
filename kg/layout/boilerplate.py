"""The words that pages put around an article: buttons, teasers, sponsors, notices. General to the web, tied to no site."""

import re

_WHOLE_LINE = re.compile(
    r"""(?:
      (?:share|tweet|print|e-?mail|save|comments?|reply|like|bookmark|copy\ link|listen|play|pause|menu|search|home|log\ ?in|sign\ ?in|register|close|
         next|previous|back|top|more|facebook|twitter|x|whats\ ?app|linked\ ?in|telegram|reddit|instagram|youtube|pinterest|flipboard|messenger)
         (?:\s{0,3}(?:[,|/·•&+]|and|on|via|to|with|this|it|by|now|the)?\s{0,3}
         (?:article|story|post|page|link|news|facebook|twitter|x|whats\ ?app|linked\ ?in|telegram|reddit|instagram|e-?mail|print|share|tweet|friends?|icon|button|comments?|\d{1,9})\b)*
    | (?:share|listen\ to|print|save|e-?mail|bookmark|comment\ on|discuss)\ this\b.{0,60}
    | (?:no\ |\d[\d,.]*k?\ )?(?:comments?|shares?|likes?|views?|replies|retweets?)
    | (?:leave|post|add|write)\ a\ (?:comment|reply)\b.{0,30}
    | (?:read|see|show|load|view|learn|find\ out|watch|hear|discover)\ (?:more|all|full\ (?:story|article|coverage)|less|next)\b.{0,80}
    | continue\ reading\b.{0,80}
    | (?:also|further|related)\ (?:read|reading|see|watch)\b.{0,120}
    | (?:advertise?ment|advert|ad|sponsored|promoted|paid\ (?:post|content|partnership)|partner\ content|story\ continues\ below.{0,40}|article\ continues\ (?:below|after).{0,40})
    | (?:this|the\ following)\ (?:article|story|post|page|content|newsletter|episode)\ (?:is|was|has\ been)\ (?:sponsored|brought\ to\ you|paid\ for|presented|supported|produced\ in\ partnership|first\ published|originally\ published|republished)\b.{0,200}
    | (?:sponsored|presented|supported|brought\ to\ you|powered)\ by\b.{0,80}
    | (?:this\ (?:story|article|report)|the\ (?:story|article|report))\ (?:has\ not\ been\ edited|is\ (?:auto-?generated|published\ from))\b.{0,250}
    | (?:we|this\ (?:web)?site)\ uses?\ (?:\w+\ )?cookies\b.{0,400}
    | (?:accept|reject|manage|allow)\ (?:all\ )?(?:cookies|preferences|settings|choices)
    | by\ (?:continuing\ to\ (?:use|browse)|using\ (?:this|our)\ (?:web)?site|signing\ up|subscribing)\b.{0,300}
    | (?:subscribe|sign\ up|register|join|log\ in|sign\ in)\b(?:\ (?:now|today|here|free|for|to|or)\b).{0,160}
    | (?:get|receive)\ (?:our|the|your|all)\ (?:\w+\ ){0,4}(?:news|newsletters?|stories|headlines|updates|alerts|inbox)\b.{0,160}
    | (?:click|tap|swipe|scroll)\ (?:here|to|on|down|through)\b.{0,160}
    | (?:download|get|install)\ (?:our|the)\ (?:\w+\ ){0,3}app\b.{0,100}
    | (?:follow|like|find|join|connect\ with)\ (?:us|our\ (?:\w+\ ){0,3}(?:pages?|channels?|accounts?|newsletters?|networks?|community))\b.{0,160}
    | (?:new|latest|live|breaking|last|recent)?\ ?(?:update|updates|updated|news|live|exclusive|premium|opinion|analysis|explainer|breaking)
    | (?:reading\ time:?\ )?\d+[\ -]min(?:ute)?s?(?:\ (?:read|ago|to\ read))?
    | reading\ time\b.{0,20}
    | \d+\ (?:hours?|days?|minutes?|mins?|weeks?)\ ago
    | (?:image|photo|picture|video|media|graphic|chart)(?:\ (?:source|credits?|by|gallery|caption))?\s*:?
    | (?:source|tags?|topics?|categor(?:y|ies)|keywords|filed\ under|section|labels|more\ on|in\ this\ (?:article|story)|share\ this)\s*:.{0,200}
    | (?:©|\(c\)\ |copyright\b).{0,200}
    | .{0,100}\ball\ rights\ reserved\b.{0,60}
    | (?:terms\ (?:of|and)\ \w+|privacy(?:\ (?:policy|notice))?|cookie(?:s|\ policy)|contact(?:\ us)?|about(?:\ us)?|advertise(?:\ with\ us)?|careers|sitemap|help|faq)
         (?:\s*[|·•,/&]\s*.{0,100})?
    | \[?\+?\d+\ chars\]?
    | skip\ to\ .{0,40} | back\ to\ top | go\ to\ .{0,40} | toggle\ .{0,40}
    | https?://\S+ | www\.\S+ | \S+@\S+\.\w+ | [@\#]\w+(?:\s+[@\#]\w+)*
    )\s*[.:!…>»→]*""",
    re.IGNORECASE | re.VERBOSE,
)
_BREADCRUMB = re.compile(r"[\w &'’-]{1,40}(?:\s*[>»›|]\s*[\w &'’-]{1,60}){1,6}")
_SECTION = re.compile(
    r"(?:world|business|politics|technology|tech|science|health|sports?|entertainment|markets?|economy|culture|"
    r"opinion|local|national|international|environment|climate|travel|education|finance|video|live)(?:\s+news)?",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"""(?:
      (?:explore|see|find|discover|view|get)\ more\b.{0,60}
    | (?:latest|related|recommended|popular|trending|top|other|more|recent|similar|most\ (?:read|popular|viewed|shared|commented)|read|editor'?s?’?s?)\s
         (?:stories|story|articles?|news|posts?|topics?|content|coverage|reading|picks?|videos?|headlines|links|now|this|next|items)\b.{0,40}
    | more\ (?:from|on|about|in|like|to)\b.{0,80}
    | (?:most|also)\ (?:read|popular|viewed|shared|commented|watched|on|in)\b.{0,60}
    | (?:you\ (?:may|might)\ (?:also\ )?(?:like|be\ interested)|recommended(?:\ for\ you)?|what\ to\ read\ next|up\ next|don['’]t\ miss|trending|related|read\ next|in\ other\ news)\b.{0,60}
    | follow\ (?:us|our)\b.{0,80}
    | about\ the\ (?:author|writer|reporter)s?\b.{0,40}
    | (?:our|the)\ (?:standards|principles|newsletters?|partners)\b.{0,80}
    | (?:leave|post|add)\ a\ (?:comment|reply)\b.{0,40}
    | notes?\ to\ editors\b.{0,20}
    )\s*[.:!…>»→]*""",
    re.IGNORECASE | re.VERBOSE,
)
_CREDIT = re.compile(
    r"""\s*[(\[](?:(?:file|handout|archive|stock|representational)\ )?
        (?:image|photo|picture|photograph|illustration|credits?|courtesy|source|video|graphic|ap|afp|reuters|getty|epa)\b[^()\[\]]{0,120}[)\]]\.?$
    | (?:^|(?<=[.!?|/–—]\ ))(?:file\ )?(?:image|photo|picture|photograph|photography|illustration|graphic|video|credits?)
        (?:\ (?:by|via|credits?|courtesy(?:\ of)?|source)\b\s*:?|\s*:)\s*[^.:]{2,80}\.?$
    | ^(?:image|media)\ source,[^.]{2,80}$
    | (?:^|(?<=[.!?|/–—]\ ))(?:getty\ images|shutterstock|unsplash|pixabay|alamy|wikimedia\ commons)[^.]{0,40}$
    """,
    re.IGNORECASE | re.VERBOSE,
)


def is_boilerplate(line: str) -> bool:
    """Whether a line, by itself, is part of the page and not of the article: "Share", "3 min read", "© 2024 …"."""
    if len(line) > 500:
        return False
    return (
        _WHOLE_LINE.fullmatch(line) is not None
        or _BREADCRUMB.fullmatch(line) is not None
        or _SECTION.fullmatch(line) is not None
    )


def opens_tail(line: str) -> bool:
    """Whether the list of other things to read starts here: "Latest stories", "More from Europe", "Follow us on"."""
    return len(line) <= 160 and _TAIL.fullmatch(line) is not None


def credit(line: str) -> int | None:
    """Where the picture credit at the end of a caption begins; 0 when the line is nothing else, None without one.

    >>> credit("The two ministers in Rome (Photo: Jane Doe/AP)")
    25
    """
    if len(line) > 1000:
        return None
    found = _CREDIT.search(line)
    return found.start() if found else None

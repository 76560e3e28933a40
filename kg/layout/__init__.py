"""What a line of a news page is by its looks: headline, byline, dateline, credit, boilerplate.

Readers take metadata from such lines and `kg.text` gives them their role; both ask here, so that they agree.
"""

from kg.layout.boilerplate import credit, is_boilerplate, opens_tail
from kg.layout.bylines import byline, credits_line
from kg.layout.datelines import Dateline, dateline
from kg.layout.dates import date_line, iso_date
from kg.layout.lines import ends_sentence, has_letters, is_headline, paragraphs
from kg.layout.top import Head, head

__all__ = [
    "Dateline",
    "Head",
    "byline",
    "credit",
    "credits_line",
    "date_line",
    "dateline",
    "ends_sentence",
    "has_letters",
    "head",
    "is_boilerplate",
    "is_headline",
    "iso_date",
    "opens_tail",
    "paragraphs",
]

"""What a line of a news page is by its looks: headline, byline, dateline, credit, boilerplate.

Readers take metadata from such lines and `kg.text` gives them their role; both ask here, so that they agree.
"""

from kg.layout.boilerplate import credit, is_boilerplate, opens_tail
from kg.layout.bylines import byline, credits_line
from kg.layout.datelines import Dateline, dateline, is_dateline
from kg.layout.dates import date_line, iso_date
from kg.layout.lines import ends_sentence, has_letters, is_headline, paragraphs, site_name
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
    "is_dateline",
    "is_headline",
    "iso_date",
    "opens_tail",
    "paragraphs",
    "site_name",
]

"""Generated articles, all different, in the manner of a news agency: what the benchmark programs build.

The same seed gives the same articles. People, companies and places come back across articles, as in the news.
"""

import random
from collections.abc import Iterator

from kg.model import Article

FIRST = ["Anna", "Boris", "Carla", "David", "Elena", "Farid", "Grace", "Henrik", "Ines", "Jamal", "Karin", "Luis"]
LAST = ["Abbott", "Berger", "Costa", "Dimitrov", "Eriksen", "Fontaine", "Garcia", "Hansen", "Ivanov", "Jansen",
        "Keller", "Lindgren", "Moreau", "Novak", "Okafor", "Petrov", "Quinn", "Rossi", "Schmidt", "Tanaka"]  # fmt: skip
STEMS = ["Alder", "Boreal", "Cobalt", "Delta", "Ember", "Falcon", "Granite", "Harbor", "Iris", "Juniper", "Krona",
         "Lumen", "Meridian", "Nimbus", "Orchard", "Pioneer", "Quartz", "Ridge", "Summit", "Tidal"]  # fmt: skip
TRADES = ["Energy", "Motors", "Bank", "Foods", "Airlines", "Software", "Steel", "Pharma", "Media", "Shipping"]
CITIES = ["Berlin", "Madrid", "Oslo", "Lisbon", "Vienna", "Toronto", "Nairobi", "Osaka", "Lima", "Warsaw", "Athens"]
COUNTRIES = ["Germany", "Spain", "Norway", "Portugal", "Austria", "Canada", "Kenya", "Japan", "Peru", "Poland"]
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October"]
BODIES = ["the European Commission", "the World Bank", "the United Nations", "the central bank", "the court"]

SENTENCES = [
    "{person}, the chief executive of {company}, will visit {city} on {month} {day}.",
    "{company} has bought {company2} for ${amount} million, the companies said on {month} {day}.",
    "{person} said that {company} plans to open a factory in {city} by {year}.",
    "The government of {country} denied that it had sanctioned {company}.",
    "{person} met {person2} in {city} to discuss trade between {country} and {country2}.",
    "{company} sued {company2} in a court in {city} over patents for its batteries.",
    "{country} signed an agreement with {country2} on energy, which {body} welcomed.",
    "Analysts at {company2} said {company} could cut {amount} jobs in {country}.",
    "{person}, who was born in {city} in {past}, has led {company} since {past2}.",
    "{company} and {company2} will develop the system together, according to {person}.",
    "{body} is investigating {company}, which employs {amount} people in {country}.",
    "{person} was appointed head of {company} after {person2} resigned on {month} {day}.",
    "Workers of {company} protested against the plan in {city} on {month} {day}, {year}.",
    "The talks in {city} ended without a result, and {person} left for {city2}.",
    "{person2} criticized {person} for the decision, which may cost {company} ${amount} million.",
    "Its shares rose {day} percent in {city} after the news.",
]
HEADLINES = ["{company} to open plant in {city}", "{person} visits {city}", "{country} and {country2} sign pact",
             "{company} buys {company2}", "{person} leaves {company}"]  # fmt: skip


def article(number: int, seed: int = 0) -> Article:
    """The article of this number: a headline and eight to twenty sentences in paragraphs."""
    chance = random.Random(f"{seed}/{number}")
    cast = _cast(chance)
    paragraphs = [_filled(chance, cast, HEADLINES), ""]
    for _ in range(chance.randint(4, 8)):
        paragraphs += [" ".join(_filled(chance, cast, SENTENCES) for _ in range(chance.randint(2, 3))), ""]
    day = f"2024-{chance.randint(1, 10):02d}-{chance.randint(1, 28):02d}"
    return Article(
        id=f"generated/{number:05d}",
        text="\n".join(paragraphs),
        title=paragraphs[0],
        published=day,
        url=f"https://news.example/{number}",
        source=chance.choice(STEMS) + " Times",
    )


def articles(count: int, seed: int = 0) -> Iterator[Article]:
    return (article(number, seed) for number in range(count))


def _cast(chance: random.Random) -> dict[str, list[str]]:
    """A few people and companies who keep returning within one article."""
    return {
        "person": [f"{chance.choice(FIRST)} {chance.choice(LAST)}" for _ in range(3)],
        "company": [f"{chance.choice(STEMS)} {chance.choice(TRADES)}" for _ in range(3)],
    }


def _filled(chance: random.Random, cast: dict[str, list[str]], patterns: list[str]) -> str:
    people, companies = chance.sample(cast["person"], 2), chance.sample(cast["company"], 2)
    (city, city2), (country, country2) = chance.sample(CITIES, 2), chance.sample(COUNTRIES, 2)
    sentence = chance.choice(patterns).format(
        person=people[0], person2=people[1], company=companies[0], company2=companies[1], city=city, city2=city2,
        country=country, country2=country2, body=chance.choice(BODIES), month=chance.choice(MONTHS),
        day=chance.randint(1, 28), year=chance.randint(2025, 2031), past=chance.randint(1950, 1985),
        past2=chance.randint(2005, 2020), amount=chance.randint(10, 900) * 10,
    )  # fmt: skip
    return sentence[0].upper() + sentence[1:]

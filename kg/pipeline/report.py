"""What a build did, in numbers that add up."""

from dataclasses import dataclass, field
from typing import Any

from kg.model import Rejected
from kg.pipeline.stages import Seconds


@dataclass(slots=True, kw_only=True)
class BuildReport:
    """Every article that came in was built, unchanged, a duplicate, or quarantined.

    `replaced` counts those of the built that the graph held in another version. Beyond what came in, `refreshed`
    articles were read anew since ontology, model, options or program changed, and `removed` ones left. `articles` and
    `near_duplicates` (pairs) are what the graph holds now, `words` what was read.
    """

    built: int = 0
    unchanged: int = 0
    duplicates: int = 0
    replaced: int = 0
    refreshed: int = 0
    removed: tuple[str, ...] = ()
    rejected: list[Rejected] = field(default_factory=list)
    articles: int = 0
    near_duplicates: int = 0
    words: int = 0
    seconds: Seconds = field(default_factory=Seconds)

    @property
    def quarantined(self) -> int:
        return len(self.rejected)

    @property
    def read(self) -> int:
        """How many articles came in."""
        return self.built + self.unchanged + self.duplicates + self.quarantined

    @property
    def timings(self) -> dict[str, Any]:
        """CPU seconds by stage, model loading apart; what `kg build --timings` writes."""
        seconds = self.seconds
        return {
            "read": round(seconds.read, 4),
            "parse": round(seconds.parse, 4),
            "extract": round(seconds.extract, 4),
            "link": round(seconds.link, 4),
            "store": round(seconds.store, 4),
            "articles": self.built + self.refreshed,
            "words": self.words,
            "longest_sentence": round(seconds.longest_sentence, 4),
        }

    def __str__(self) -> str:
        parts = [
            f"{self.read:,} articles in: {self.built:,} built",
            f"{self.unchanged:,} unchanged",
            f"{self.duplicates:,} duplicates",
            f"{self.quarantined:,} quarantined",
        ]
        if self.refreshed:
            parts.append(f"{self.refreshed:,} read anew")
        if self.removed:
            parts.append(f"{len(self.removed):,} removed")
        if self.near_duplicates:
            parts.append(f"{self.near_duplicates:,} pairs nearly the same")
        return ", ".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a build is: `done` of `total` articles (None when nobody knows), and what it is at ("reading")."""

    done: int
    total: int | None
    step: str
    article: str = ""

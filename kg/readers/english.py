"""Whether a text is English, so far as that can be told."""

import re
from functools import cache
from typing import Any

SHORTEST = 200  # letters; below, a guess would be no better than none
CERTAIN = 0.98  # probability that it is not English
_SAMPLE = 5_000  # characters
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def other_language(text: str) -> tuple[str, float] | None:
    """The code of the likeliest language of a text that surely is not English, and how sure that is; else None."""
    found = _WORD.findall(text[: 4 * _SAMPLE])
    latin = [word for word in found if word < "\u0250"]
    words = " ".join(latin if 2 * len(latin) > len(found) else found)[:_SAMPLE]  # English may spell names in Cyrillic
    if len(words.replace(" ", "")) <= SHORTEST:
        return None
    probabilities = dict(_identifier().rank(words))
    sure = 1 - float(probabilities["en"])
    return (max(probabilities, key=lambda code: probabilities[code]), sure) if sure >= CERTAIN else None

"""Whether a text is English, so far as that can be told."""

import re
from functools import cache
from typing import Any

SHORTEST = 200  # letters; below, a guess would be no better than none
CERTAIN = 0.95  # probability
_SAMPLE = 5_000  # characters
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def other_language(text: str) -> tuple[str, float] | None:
    """The code and probability of the language that this text surely is in, when that is not English; else None."""
    words = " ".join(_WORD.findall(text[: 4 * _SAMPLE]))[:_SAMPLE]
    if len(words.replace(" ", "")) <= SHORTEST:
        return None
    language, probability = _identifier().classify(words)
    return (language, float(probability)) if language != "en" and probability >= CERTAIN else None

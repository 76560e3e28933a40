"""Whether a text is English, so far as that can be told."""

import re
from functools import cache
from typing import Any

SHORTEST = 200  # letters; below, a guess would be no better than none
CERTAIN = 0.98  # probability that it is not English
_SAMPLE = 5_000  # characters
_WORD = re.compile(r"[^\W\d_]+")
# Words that English is full of and others hardly have. In English news one of them comes with every 20 to 37 letters;
# where one comes with 40, the model, which takes ten times as long, has never been sure of another language.
_PLAIN = frozenset({"the", "of", "and", "to", "that", "with", "from", "were", "have", "his", "which", "said"})
_LETTERS_TO_A_PLAIN_WORD = 40


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def other_language(text: str) -> tuple[str, float] | None:
    """The code of the likeliest language of a text that surely is not English, and how sure that is; else None."""
    if _is_plainly_english(text[:_SAMPLE]):
        return None
    found = _WORD.findall(text[: 4 * _SAMPLE])
    latin = [word for word in found if word < "\u0250"]
    words = " ".join(latin if 2 * len(latin) > len(found) else found)[:_SAMPLE]  # English may spell names in Cyrillic
    if len(words.replace(" ", "")) <= SHORTEST:
        return None
    probabilities = dict(_identifier().rank(words))
    sure = 1 - float(probabilities["en"])
    return (max(probabilities, key=lambda code: probabilities[code]), sure) if sure >= CERTAIN else None


def _is_plainly_english(text: str) -> bool:
    words = _WORD.findall(text)
    plain = sum(word.lower() in _PLAIN for word in words)
    return plain * _LETTERS_TO_A_PLAIN_WORD > sum(map(len, words))

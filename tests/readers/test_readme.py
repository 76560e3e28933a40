"""The page about readers says what is so: every suffix, every reason, and a recipe that works."""

import re
from pathlib import Path
from typing import Any

from kg import plugins
from kg.testing import check_reader

READERS = Path(__file__).parents[2] / "kg" / "readers"
PAGE = (READERS / "README.md").read_text(encoding="utf-8")
SUBTITLES = (
    b"1\n00:00:01,000 --> 00:00:02,000\nThe king is in Oslo.\n\n2\n00:00:03,000 --> 00:00:04,000\nHe met the queen.\n"
)


def test_every_suffix_that_is_read_is_named() -> None:
    ours = {p.name for p in plugins.installed("readers") if p.target.startswith("kg.")}
    named = set(re.findall(r"`\.(\w+)`", PAGE.split("## Why")[0]))
    assert named == ours


def test_every_reason_is_explained() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in sorted(READERS.glob("*.py")))
    used = set(re.findall(r'(?:reason=|InvalidArticle\(\s*|return )"([a-z_]+)"(?:,|\))', code))
    explained = set(re.findall(r"`(\w+)`", PAGE.split("## Why")[1].split("## Add")[0]))
    assert used - explained == set()
    assert used > {"empty", "broken_json", "same_id", "too_many_parts"}


def test_the_recipe_works() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    module: dict[str, Any] = {}
    exec(compile(code, "README.md", "exec"), module)
    (article,) = check_reader(module["read"], SUBTITLES)
    assert article.text == "The king is in Oslo.\nHe met the queen."

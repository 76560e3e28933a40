"""Where the files that come with the program lie: `ontology/` and `data/`, in a checkout or inside the wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def shipped(*parts: str) -> Path:
    """The path of a shipped file, `shipped("ontology", "news.ttl")`."""
    inside = _PACKAGE / "_shipped"
    root = inside if inside.is_dir() else _PACKAGE.parent
    return root.joinpath(*parts)

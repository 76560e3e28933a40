"""Word lists as they read best: words with spaces between them."""


def words(text: str) -> frozenset[str]:
    """The words of a text, each once.

    >>> sorted(words("deny refuse deny"))
    ['deny', 'refuse']
    """
    return frozenset(text.split())

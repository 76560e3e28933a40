"""Which word of a person's name is the surname."""

GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})


def surname(name: str) -> str:
    """The last word of a name, without "Jr." behind it.

    >>> surname("Martin Luther King, Jr."), surname("Ann Lee"), surname("Lee")
    ('King', 'Lee', 'Lee')
    """
    words = [word.rstrip(",") for word in name.split()]
    while len(words) > 1 and words[-1].rstrip(".").lower() in GENERATIONS:
        words.pop()
    return words[-1] if words else ""

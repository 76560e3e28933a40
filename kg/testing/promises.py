"""A promise that a plug-in makes, and what is said when it breaks one."""


def promise(kept: object, message: str) -> None:
    """Raises `AssertionError` with the message unless the promise is kept; works under `python -O` too."""
    if not kept:
        raise AssertionError(message)

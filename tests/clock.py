"""What a call costs at its cheapest."""

from collections.abc import Callable
from time import process_time


def cheapest(act: Callable[[], object], times: int = 3) -> float:
    """CPU seconds of the cheapest of a few runs: a collection of garbage or a busy neighbour falls on one of them."""
    costs = []
    for _ in range(times):
        started = process_time()
        act()
        costs.append(process_time() - started)
    return min(costs)

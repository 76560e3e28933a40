"""How fast the explorer is with 5,000 nodes and 10,000 lines, next to stock pyvis with the same data.

    python -m tests.bench.explorer [--nodes 5000] [--lines 10000] [--patience 120]

Times are CPU seconds of the page's own process, so that a busy machine does not change them much.
"""

import argparse
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.exporters import html
from tests.exporters.sample_graphs import large

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
FRAMES = 40


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What one page costs: its size in bytes, and CPU seconds; None where it did not come to that in time."""

    size: int
    ready: float | None
    search: float | None = None
    facet: float | None = None
    drag_frame: float | None = None


@contextmanager
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


class Meter:
    """Reads the CPU time of a page's process."""

    def __init__(self, page: Any) -> None:
        self._session = page.context.new_cdp_session(page)
        self._session.send("Performance.enable")

    def seconds(self) -> float:
        metrics = self._session.send("Performance.getMetrics")["metrics"]
        return float(next(metric["value"] for metric in metrics if metric["name"] == "ProcessTime"))


def measure(browser: Any, path: Path, *, everything: bool = False) -> Figures:
    """Opens our page; searches, turns a facet off and drags the picture; with `everything` after drawing all nodes."""
    page = browser.new_page(viewport={"width": 1440, "height": 860})
    meter = Meter(page)
    start = meter.seconds()
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready]")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    if everything:
        page.get_by_role("button", name="draw all").click()
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    ready = meter.seconds() - start
    page.mouse.move(720, 850)
    page.wait_for_timeout(3000 if everything else 500)
    figures = Figures(
        size=path.stat().st_size,
        ready=ready,
        search=_cost(page, meter, "search"),
        facet=_cost(page, meter, "facet"),
        drag_frame=_drag(page, meter),
    )
    page.close()
    return figures


_ACTIONS = {
    "search": """() => { const field = document.getElementById('find'); field.focus(); field.value = 'mar';
        field.dispatchEvent(new Event('input')); }""",
    "facet": "() => document.querySelector('[data-facet=type] input').click()",
}


def _cost(page: Any, meter: Meter, action: str) -> float:
    start = meter.seconds()
    page.evaluate(_ACTIONS[action])
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    cost = meter.seconds() - start
    page.keyboard.press("Escape")
    page.wait_for_timeout(200)
    return cost


def _drag(page: Any, meter: Meter) -> float:
    """CPU seconds a frame while the mouse drags the picture."""
    page.evaluate("window.frames_drawn = 0; (function tick() { frames_drawn += 1; requestAnimationFrame(tick); })()")
    page.mouse.move(700, 110)
    page.mouse.down()
    page.mouse.move(704, 114)
    start, first = meter.seconds(), page.evaluate("frames_drawn")
    for step in range(FRAMES):
        page.mouse.move(704 + step * 4, 114 + step * 2)
        page.evaluate("new Promise(done => requestAnimationFrame(done))")
    cost = (meter.seconds() - start) / max(page.evaluate("frames_drawn") - first, 1)
    page.mouse.up()
    return float(cost)


def write_stock(graph: Any, path: Path) -> None:
    """The same graph as pyvis writes it by itself."""
    from pyvis.network import Network

    net = Network(directed=True, cdn_resources="in_line")
    for entity in graph.entities.values():
        net.add_node(entity.id, label=entity.label, title=entity.type)
    for fact in graph.facts():
        net.add_edge(fact.subject.id, fact.object.id, label=fact.relation)
    path.write_text(net.generate_html(), encoding="utf-8", newline="\n")


def measure_stock(browser: Any, path: Path, patience: float) -> Figures:
    """Opens pyvis's own page and waits until it has drawn once, so many seconds at most."""
    from playwright.sync_api import TimeoutError as Late

    page = browser.new_page(viewport={"width": 1440, "height": 860})
    meter = Meter(page)
    start = meter.seconds()
    try:
        page.goto(path.as_uri(), wait_until="commit", timeout=patience * 1000)
        # Its script says `network = new vis.Network(…)`: once that returns the first picture is fitted to the window.
        page.wait_for_function("typeof network !== 'undefined' && network.getScale() !== 1", timeout=patience * 1000)
        ready: float | None = meter.seconds() - start
    except Late:
        ready = None
    return Figures(size=path.stat().st_size, ready=ready)


def run(nodes: int, lines: int, patience: float) -> dict[str, Figures]:
    graph = large(nodes, lines)
    graph.facts(open=True)
    with tempfile.TemporaryDirectory() as folder:
        ours, stock = Path(folder, "ours.html"), Path(folder, "stock.html")
        start = time.process_time()
        html.export(graph, ours)
        print(f"writing the page: {time.process_time() - start:.1f} s CPU")
        write_stock(graph, stock)
        with chromium() as browser:
            figures = {"explorer": measure(browser, ours)}
            figures["all drawn"] = measure(browser, ours, everything=True)
        with chromium() as browser:
            figures["stock pyvis"] = measure_stock(browser, stock, patience)
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", type=int, default=5000)
    parser.add_argument("--lines", type=int, default=10000)
    parser.add_argument("--patience", type=float, default=120)
    options = parser.parse_args()
    figures = run(options.nodes, options.lines, options.patience)
    print(f"{options.nodes:,} nodes, {options.lines:,} lines; CPU seconds of the page's process")
    for name, each in figures.items():
        ready = f"{each.ready:.2f}" if each.ready is not None else f"not in {options.patience:.0f} s"
        print(f"{name:12} {each.size / 1e6:5.1f} MB  ready {ready}", end="")
        if each.search is not None and each.facet is not None and each.drag_frame is not None:
            print(f"  search {each.search:.3f}  facet {each.facet:.3f}  drag {each.drag_frame * 1000:.1f} ms a frame")
        else:
            print()


if __name__ == "__main__":
    main()

"""Makes the pictures of the README from the articles of this repository.

    python -m tests.bench.pictures [--out data/pictures]

Draws the graph of `data/articles` in Chromium: the evidence of a planned fact, in light and dark, and on a phone.
"""

import argparse
import tempfile
from pathlib import Path
from typing import Any

from tests.bench.explorer import chromium

ROOT = Path(__file__).parents[2]
# The surest fact that is planned for a day, its words all marked: it shows best what a click on a line tells.
CHOOSE = """() => {
  const { facts, nodes, relations } = explorer.content;
  const told = facts.filter((fact) => fact.status === "planned" && fact.at[0].d && fact.at[0].c && fact.at[0].t
    && !relations[fact.r].open && fact.o !== null && nodes[fact.o].key);
  told.sort((a, b) => b.sure - a.sure || nodes[b.s].facts.length - nodes[a.s].facts.length || a.id - b.id);
  const fact = told[0];
  return { fact: fact.at[0].id, subject: nodes[fact.s].key.replace("urn:newskg:entity:", "") };
}"""


def write_page(path: Path) -> None:
    import kg

    kg.build(kg.read(ROOT / "data" / "articles")).export(path)


def opened(browser: Any, page: Path, fragment: str = "", **options: Any) -> Any:
    window = browser.new_page(**options)
    window.goto(page.as_uri() + fragment)
    window.wait_for_selector("html[data-ready]")
    window.wait_for_timeout(700)
    return window


def draw(page: Path, out: Path) -> list[Path]:
    """The pictures, and where they were put."""
    wide = {"viewport": {"width": 1440, "height": 860}, "device_scale_factor": 1.5}
    tall = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "color_scheme": "dark"}
    with chromium() as browser:
        window = opened(browser, page, **wide)
        chosen = window.evaluate(CHOOSE)
        link = f"#focus={chosen['subject']}&steps=2&f={chosen['fact']}"
        views = {
            "explorer.png": opened(browser, page, link, color_scheme="light", **wide),
            "explorer-dark.png": opened(browser, page, link, color_scheme="dark", **wide),
            "explorer-phone.png": opened(browser, page, f"#f={chosen['fact']}", **tall),
        }
        for name in ("explorer.png", "explorer-dark.png"):
            views[name].locator("#fit").click()
            views[name].mouse.move(0, 0)
            views[name].wait_for_timeout(700)
        for name, view in views.items():
            view.screenshot(path=out / name)
    return [out / name for name in views]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "data" / "pictures")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "graph.html")
        write_page(page)
        for picture in draw(page, options.out):
            print(f"{picture}  {picture.stat().st_size / 1024:.0f} KB")


if __name__ == "__main__":
    main()

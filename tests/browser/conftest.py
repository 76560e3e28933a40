"""Debian's Chromium, without a way out: every page says what it asked for and what it complained about."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@dataclass
class Watched:
    """A page of the explorer, and all that it did beyond showing itself."""

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __call__(self, script: str, argument: Any = None) -> Any:
        return self.page.evaluate(script, argument)

    def settle(self) -> None:
        """Waits until what was asked for has been drawn."""
        self("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def until(self, condition: str) -> None:
        """Waits until a condition holds; playwright's own waiting evaluates text, which the policy forbids."""
        for _ in range(100):
            if self(condition):
                return
            self.page.wait_for_timeout(50)
        pytest.fail(f"never came true: {condition}")

    def panel(self) -> str:
        return str(self.page.locator("#panel").inner_text())

    def is_clean(self) -> None:
        assert self.requests == []
        assert self.complaints == []


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    if not CHROMIUM.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"CI must run the browser tests, and {CHROMIUM} is not there: apt-get install chromium")
        pytest.skip(f"{CHROMIUM} is not there: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Any) -> Iterator[Callable[..., Watched]]:
    """Opens a file in a window of its own; `is_clean` says that it asked for nothing and complained about nothing."""
    contexts = []

    def opened(path: Path, *, fragment: str = "", width: int = 1440, height: int = 860, **options: Any) -> Watched:
        context = chromium.new_context(viewport={"width": width, "height": height}, accept_downloads=True, **options)
        contexts.append(context)
        watched = Watched(page=context.new_page())
        address = path.as_uri()
        watched.page.on("request", lambda request: _note(watched.requests, request.url, address))
        watched.page.on("console", lambda message: watched.complaints.append(f"{message.type}: {message.text}"))
        watched.page.on("pageerror", lambda error: watched.complaints.append(str(error)))
        watched.page.on("dialog", lambda dialog: (watched.complaints.append(dialog.message), dialog.dismiss()))
        watched.page.goto(address + fragment)
        watched.page.wait_for_selector("html[data-ready]")
        watched.settle()
        return watched

    yield opened
    for context in contexts:
        context.close()


def _note(requests: list[str], url: str, address: str) -> None:
    # Files that the page hands to the reader are made inside it: they are no requests.
    if url.split("#", maxsplit=1)[0] != address and not url.startswith("blob:"):
        requests.append(url)

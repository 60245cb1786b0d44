"""A running system and a real browser: the pages as people meet them.

`live` serves the product on the test database; `seiten` makes browser pages with the real Content-Security-Policy and
fails when a console is not empty; `axe` looks at a page with axe-core (made with `csp=False`, because the policy would
refuse the injected script). Before the first look axe must find the errors of a deliberately bad page, or nothing it
says counts.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

# Playwright keeps an event loop in this thread; Django would refuse the database there although nothing runs beside us.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
CLONE = Path(__file__).resolve().parents[2]
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--font-render-hinting=none"]
BAD_PAGE = "/stilprobe_schlecht/"
MUST_FIND = {"color-contrast", "image-alt", "label"}
# Offices sit before wide screens, citizens hold narrow ones: each gets its usual look, the long tier all four.
WIDE, NARROW, OTHERS = (1280, False), (320, True), [(1280, True), (320, False)]
LOOKS_STAFF = [WIDE, *(pytest.param(*look, marks=pytest.mark.long) for look in (NARROW, *OTHERS))]
LOOKS_PUBLIC = [NARROW, *(pytest.param(*look, marks=pytest.mark.long) for look in (WIDE, *OTHERS))]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = "options => axe.run(document, options).then(result => result.violations)"
OPTIONS = {"runOnly": TAGS, "rules": {"target-size": {"enabled": True}}}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(item.path).parent == Path(__file__).parent:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.fail(f"{CHROMIUM} fehlt. Bitte starten Sie die Prüfungen mit ./ozg test.")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def live(db_ozg: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Address of the running product on the database of this test, static files included."""
    assets = Path(os.environ.get("OZG_ASSETS_DIR", CLONE / ".ozg" / "assets"))
    monkeypatch.setattr(settings, "STATICFILES_DIRS", [assets])
    finders.get_finder.cache_clear()
    thread = LiveServerThread("127.0.0.1", StaticFilesHandler)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield f"http://127.0.0.1:{thread.port}"
    thread.terminate()
    finders.get_finder.cache_clear()


@dataclass
class Seiten:
    """Makes browser pages and remembers what their consoles said."""

    browser: Browser
    live: str
    contexts: list[BrowserContext] = field(default_factory=list)
    console: list[str] = field(default_factory=list)

    def __call__(self, *, javascript: bool = True, width: int = 1280, dark: bool = False, csp: bool = True) -> Page:
        context = self.browser.new_context(
            base_url=self.live,
            viewport={"width": width, "height": 900 if width > 400 else 700},
            java_script_enabled=javascript,
            color_scheme="dark" if dark else "light",
            bypass_csp=not csp,
            locale="de-DE",
            timezone_id="Europe/Berlin",
        )
        context.set_default_timeout(15_000)
        self.contexts.append(context)
        page = context.new_page()
        if csp:
            page.on("console", lambda message: self.console.append(f"{page.url}: {message.text}"))
            page.on("pageerror", lambda error: self.console.append(f"{page.url}: {error}"))
        return page


@pytest.fixture
def seiten(browser: Browser, live: str) -> Iterator[Seiten]:
    """Factory of pages; at the end of the test every console must be empty (except the status of a refused page)."""
    made = Seiten(browser, live)
    yield made
    for context in made.contexts:
        context.close()
    expected = "Failed to load resource: the server responded with a status of 4"
    assert [line for line in made.console if expected not in line] == []


@pytest.fixture
def seite(seiten: Seiten) -> Page:
    """One page of a desktop browser with script."""
    return seiten()


Axe = Callable[[Page], None]
_proved: list[bool] = []


def _violations(page: Page) -> list[dict[str, Any]]:
    source = Path(os.environ.get("OZG_ASSETS_DEV_DIR", CLONE / ".ozg" / "assets-dev")) / "axe" / "axe.min.js"
    page.wait_for_load_state()
    page.evaluate("() => document.fonts.ready.then(() => true)")
    page.add_script_tag(path=source)
    # After a jump the sticky head of a case may lie over half a button, which is no smaller for that.
    page.evaluate("() => scrollTo({top: 0, behavior: 'instant'})")
    found: list[dict[str, Any]] = page.evaluate(RUN_AXE, OPTIONS)
    return found


@pytest.fixture
def axe(seiten: Seiten) -> Axe:
    """Asserts that axe finds nothing on a page; the page must come from `seiten(csp=False)`."""
    if not _proved:
        bad = seiten(csp=False)
        bad.goto(BAD_PAGE)
        found = {violation["id"] for violation in _violations(bad)}
        assert found >= MUST_FIND, f"axe sieht die schlechte Seite nicht richtig: nur {sorted(found)}"
        _proved.append(True)

    def look(page: Page) -> None:
        lines = [
            f"{violation['id']}: {violation['help']}\n    " + "\n    ".join(node["html"] for node in violation["nodes"])
            for violation in _violations(page)
        ]
        assert not lines, f"{page.url}\n" + "\n".join(lines)

    return look


Foto = Callable[[Page, str], None]


@pytest.fixture
def foto() -> Foto:
    """Keeps a picture of the page for people to look at when `OZG_FOTOS` names a folder."""
    folder = os.environ.get("OZG_FOTOS")

    def take(page: Page, name: str) -> None:
        if folder:
            page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)

    return take


def no_sideways_scrolling(page: Page) -> None:
    """Nothing is wider than the window (WCAG 1.4.10).

    A click returns once its navigation is committed; the document may still be empty then, so the page is awaited.
    """
    page.wait_for_load_state()
    wide = page.evaluate("() => [document.documentElement.scrollWidth, window.innerWidth]")
    assert wide[0] <= wide[1], f"{page.url} ist {wide[0]} statt {wide[1]} Pixel breit"

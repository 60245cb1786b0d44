"""A caseworker at a real browser: log in, and the pages of the door in all their states."""

from collections.abc import Callable

from playwright.sync_api import Page

from doors.amt_zugang import PASSWORT, benutzername
from ozgcloud.core.actor import Actor

Look = Callable[[str], None]


def melde_an(page: Page, actor: Actor, ziel: str = "/amt/") -> None:
    """Through the real login page, where the address asked for leads first."""
    page.goto(ziel)
    page.get_by_label("Anmeldename").fill(benutzername(actor))
    page.get_by_label("Passwort").fill(PASSWORT)
    page.get_by_role("button", name="Anmelden").click()
    page.wait_for_url(lambda address: "/anmelden/" not in address)


def knopf(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def tab_to(page: Page, name: str, *, role: str = "", limit: int = 80) -> None:
    """Press Tab until the element with this accessible name has the focus; fails when it is never reached."""
    page.wait_for_load_state()
    for _ in range(limit):
        page.keyboard.press("Tab")
        here = page.evaluate(
            "() => { const e = document.activeElement;"
            " const l = e.labels && e.labels[0] ? e.labels[0].innerText : '';"
            " return [(e.getAttribute('aria-label') || l || e.innerText || '').trim(), e.tagName.toLowerCase(),"
            " getComputedStyle(e).outlineStyle + getComputedStyle(e).boxShadow] }"
        )
        if here[0].startswith(name) and (not role or here[1] == role):
            assert here[2] != "nonenone", f"„{name}“ hat den Fokus, zeigt ihn aber nicht"
            return
    raise AssertionError(f"„{name}“ ist mit der Tabulatortaste nicht zu erreichen")

"""A browser without a screen: pages, their forms, and sending them as they stand. Uses nothing but HTTP."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

import httpx
from lxml import html

from ozgcloud.probelauf.bericht import ProbelaufFehler

Datei = tuple[str, bytes, str]
POLL_SECONDS = 0.15


@dataclass(frozen=True, slots=True)
class Formular:
    """A form as found: where it goes and what it sends without anybody typing."""

    ziel: str
    felder: dict[str, list[str]]


class Seite:
    """One answer of the server, read as a page."""

    def __init__(self, antwort: httpx.Response) -> None:
        self.antwort = antwort
        self.adresse = str(antwort.url)
        self.pfad = antwort.url.path

    @property
    def baum(self) -> html.HtmlElement:
        """The page as a tree; raises ProbelaufFehler when it is not HTML."""
        if "html" not in self.antwort.headers.get("content-type", ""):
            raise ProbelaufFehler(f"{self.pfad}: keine Seite, sondern {self.antwort.headers.get('content-type')}.")
        return html.fromstring(self.antwort.content)

    def text(self) -> str:
        """All visible text with single blanks."""
        return " ".join(" ".join(self.baum.itertext()).split())

    def formular(self, ziel: str) -> Formular:
        """The form whose address ends with `ziel`; raises ProbelaufFehler naming the forms that are there."""
        adressen = []
        for form in self.baum.forms:
            adresse = urljoin(self.adresse, form.get("action") or self.adresse)
            adressen.append(httpx.URL(adresse).path)
            if httpx.URL(adresse).path.endswith(ziel):
                return Formular(adresse, _preset(form))
        raise ProbelaufFehler(f"{self.pfad}: Formular „{ziel}“ fehlt, vorhanden: {', '.join(adressen) or 'keines'}.")

    def has_form(self, ziel: str) -> bool:
        """Whether a form with that address is offered."""
        actions = (urljoin(self.adresse, form.get("action") or self.adresse) for form in self.baum.forms)
        return any(httpx.URL(adresse).path.endswith(ziel) for adresse in actions)

    def links(self, teil: str) -> list[str]:
        """Addresses of links that contain `teil`, in order."""
        return [urljoin(self.adresse, a.get("href")) for a in self.baum.iter("a") if teil in (a.get("href") or "")]

    def fehler(self) -> str:
        """The first words of error summary and alerts, for the report."""
        found = self.baum.xpath("//*[contains(@class,'kern-error') or contains(@class,'kern-alert--danger')]")
        return " | ".join(" ".join(node.text_content().split())[:160] for node in found[:4])


def _preset(form: html.FormElement) -> dict[str, list[str]]:
    """What the form sends as it stands, submit buttons left out (HTML standard, "constructing the entry list")."""
    found: dict[str, list[str]] = {}
    for control in form.iter("input", "textarea", "select"):
        name = control.get("name")
        if name and control.get("disabled") is None:
            found.setdefault(name, []).extend(_values(control))
    return {name: values for name, values in found.items() if values}


def _values(control: html.HtmlElement) -> list[str]:
    """The values one control contributes. lxml's own reading turns an empty radio into "on"."""
    if control.tag == "textarea":
        return [(control.text or "").removeprefix("\n")]
    if control.tag == "select":
        options = list(control.iter("option"))
        chosen = [o for o in options if o.get("selected") is not None] or options[:1]
        return [o.get("value", o.text or "") for o in chosen]
    kind = control.get("type", "text").lower()
    if kind in {"submit", "button", "image", "reset", "file"}:
        return []
    if kind in {"radio", "checkbox"} and control.get("checked") is None:
        return []
    return [control.get("value", "on" if kind in {"radio", "checkbox"} else "")]


class Sitzung:
    """One visitor with his cookies."""

    def __init__(self, basis: str, *, timeout_seconds: float = 60) -> None:
        self._client = httpx.Client(base_url=basis, follow_redirects=True, timeout=timeout_seconds, trust_env=False)

    def __enter__(self) -> "Sitzung":
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def hole(self, adresse: str, **parameter: str) -> Seite:
        """GET; raises ProbelaufFehler for anything but 200."""
        return self._check(self._send("GET", adresse, params=parameter or None))

    def sende(
        self,
        formular: Formular,
        felder: Mapping[str, str | Sequence[str]],
        *,
        dateien: Mapping[str, Datei] | None = None,
        erwartet: tuple[int, ...] = (200,),
    ) -> Seite:
        """POST a form with the given fields over its preset ones; multipart when there are files."""
        daten: dict[str, str | list[str]] = dict(formular.felder)
        daten.update({name: wert if isinstance(wert, str) else list(wert) for name, wert in felder.items()})
        for name in dateien or {}:
            daten.pop(name, None)
        kopf = {"Referer": formular.ziel}
        return self._check(
            self._send("POST", formular.ziel, data=daten, files=dict(dateien or {}) or None, headers=kopf), erwartet
        )

    def warte(self, adresse: str, fertig: Callable[[Seite], bool], *, worauf: str, sekunden: float = 60) -> Seite:
        """Ask again until the page shows what we wait for; raises ProbelaufFehler after `sekunden`."""
        ende = time.monotonic() + sekunden
        while True:
            seite = self.hole(adresse)
            if fertig(seite):
                return seite
            if time.monotonic() > ende:
                raise ProbelaufFehler(
                    f"Nach {sekunden:.0f} Sekunden immer noch nicht: {worauf}. Läuft der Hintergrunddienst?"
                )
            time.sleep(POLL_SECONDS)

    def _send(self, methode: str, adresse: str, **mehr: object) -> httpx.Response:
        try:
            return self._client.request(methode, adresse, **mehr)  # type: ignore[arg-type]
        except httpx.HTTPError as fehler:
            raise ProbelaufFehler(f"{methode} {adresse}: keine Antwort ({type(fehler).__name__}).") from fehler

    def _check(self, antwort: httpx.Response, erwartet: tuple[int, ...] = (200,)) -> Seite:
        seite = Seite(antwort)
        if antwort.status_code not in erwartet:
            is_page = "html" in antwort.headers.get("content-type", "")
            hint = seite.fehler() or seite.text()[:200] if is_page else ""
            raise ProbelaufFehler(f"{antwort.request.method} {seite.pfad}: HTTP {antwort.status_code}. {hint}")
        return seite

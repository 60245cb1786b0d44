"""Citizens with patience: whole submissions by HTTP, repeated after every error like a person would, receipts noted."""

import random
import re
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256

import httpx

from kill.dienst import ANGABEN, ANLIEGEN, ARS, MANDANTEN, NACHWEIS, PERSON, UNTERLAGEN

NUMMER = re.compile(r"OZG-[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}")
CODE = re.compile(r">([2-9A-HJ-NP-Z]{5}-[2-9A-HJ-NP-Z]{5})<")
SUMME = re.compile(r"<code>([0-9a-f]{64})</code>")
ANTRAG = re.compile(r"/antrag/([0-9a-f-]{36})/")
PATIENCE_SECONDS = 240.0
PAUSE_SECONDS = (0.2, 0.8)
UPLOAD_BYTES = (2_000, 40_000)


@dataclass(frozen=True)
class Beleg:
    """What a citizen holds in the end; `geheimnis` is the cookie of his draft, `datei` the SHA-256 of his upload."""

    nummer: str
    code: str
    entwurf_id: str
    geheimnis: str
    pruefsumme: str
    datei: str

    @property
    def pfad(self) -> str:
        """Address of the draft."""
        return f"/antrag/{self.entwurf_id}/"


@dataclass
class Zaehler:
    """What happened, shared by all threads."""

    belege: list[Beleg] = field(default_factory=list)
    fehler: list[str] = field(default_factory=list)
    antworten: Counter[str] = field(default_factory=Counter)
    abgebrochene_uploads: int = 0
    sperre: threading.Lock = field(default_factory=threading.Lock)

    def zaehle(self, was: str) -> None:
        """Count an answer or the lack of one."""
        with self.sperre:
            self.antworten[was] += 1


class Besucher:
    """One browser with a CSRF cookie; `seed` decides what it sends and how long it waits."""

    def __init__(self, basis: str, kennung: str, zaehler: Zaehler, seed: int) -> None:
        self._client = httpx.Client(base_url=basis, timeout=30, trust_env=False)
        self._kennung, self._zaehler, self._rng = kennung, zaehler, random.Random(seed)

    def schliesse(self) -> None:
        """Leave."""
        self._client.close()

    def beantrage(self) -> Beleg:
        """Begin, fill both steps, submit, read the receipt; every POST is repeated until it is answered."""
        mandant = self._rng.choice(MANDANTEN)
        self._token(ARS[mandant])
        antwort = self._post(f"/online/{self._kennung}/beginnen/", {"gebiet": ARS[mandant]})
        gefunden = ANTRAG.search(antwort.headers["location"])
        assert gefunden, antwort.headers["location"]
        entwurf, geheimnis = gefunden[1], antwort.cookies["ozg_entwurf"]
        inhalt = b"%PDF-1.4\n" + self._rng.randbytes(self._rng.randint(*UPLOAD_BYTES))
        summe = sha256(inhalt).hexdigest()
        basis = f"/antrag/{entwurf}/"
        self._post(f"{basis}schritt/{PERSON}/", {**ANGABEN, "_weiter": "1"})
        text = f"Grund {self._rng.randrange(10**9)} – ä ß € 🌳"
        self._post(f"{basis}schritt/{UNTERLAGEN}/", {ANLIEGEN: text, "_weiter": "1"}, ("nachweis.pdf", inhalt))
        self._submit(basis)
        if self._rng.random() < 0.1:
            self._submit(basis)
        return self._receipt(entwurf, geheimnis, summe)

    def sende_nochmals(self, beleg: Beleg) -> str:
        """The same submission again, with the same cookie; returns the Vorgangsnummer answered now."""
        self._token(ARS[MANDANTEN[0]])
        self._client.cookies.set("ozg_entwurf", beleg.geheimnis, path=beleg.pfad)
        self._submit(beleg.pfad)
        return self._receipt(beleg.entwurf_id, beleg.geheimnis, beleg.datei).nummer

    def sieht_stand(self, beleg: Beleg) -> bool:
        """Whether number and code open the status page of this very Antrag."""
        self._token(ARS[MANDANTEN[0]])
        self._post("/status/", {"vorgangsnummer": beleg.nummer, "zugangscode": beleg.code})
        seite = self._repeat(lambda: self._client.get("/status/vorgang/"), (200,)).text
        return beleg.nummer in seite and beleg.pruefsumme in seite

    def _token(self, ars: str) -> None:
        if "csrftoken" not in self._client.cookies:
            self._repeat(lambda: self._client.get(f"/online/{self._kennung}/", params={"gebiet": ars}), (200,))

    def _submit(self, basis: str) -> None:
        antwort = self._post(f"{basis}absenden/", {})
        assert antwort.headers["location"].endswith("/quittung/"), antwort.headers["location"]

    def _receipt(self, entwurf: str, geheimnis: str, datei: str) -> Beleg:
        seite = self._repeat(lambda: self._client.get(f"/antrag/{entwurf}/quittung/"), (200,))
        text = seite.text
        nummer, code, summen = NUMMER.search(text), CODE.search(text), SUMME.findall(text)
        assert nummer, text
        assert code, text
        assert summen[1:] == [datei], f"Quittung zeigt andere Prüfsummen: {summen} statt {datei}"
        return Beleg(nummer[0], code[1], entwurf, geheimnis, summen[0], datei)

    def _post(self, adresse: str, felder: dict[str, str], datei: tuple[str, bytes] | None = None) -> httpx.Response:
        daten = {**felder, "csrfmiddlewaretoken": self._client.cookies["csrftoken"]}
        dateien = {NACHWEIS: (datei[0], datei[1], "application/pdf")} if datei else None
        kopf = {"Referer": f"{self._client.base_url}{adresse}"}

        def sende() -> httpx.Response:
            return self._client.post(adresse, data=daten, files=dateien, headers=kopf)

        return self._repeat(sende, (302,), is_upload=datei is not None)

    def _repeat(
        self, sende: Callable[[], httpx.Response], erwartet: tuple[int, ...], *, is_upload: bool = False
    ) -> httpx.Response:
        """Send until there is an answer that is no error of the server; a stale form is sent again, too."""
        ende = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                antwort = sende()
                was = str(antwort.status_code)
            except httpx.HTTPError as fehler:
                antwort, was = None, type(fehler).__name__
            self._zaehler.zaehle(was)
            if antwort is not None and antwort.status_code in erwartet:
                return antwort
            if antwort is not None and antwort.status_code < 500 and antwort.status_code != 409:
                raise AssertionError(f"{antwort.request.method} {antwort.url.path}: {was}\n{antwort.text[-1500:]}")
            if time.monotonic() > ende:
                raise AssertionError(f"nach {PATIENCE_SECONDS:.0f} s keine Antwort, zuletzt {was}")
            if is_upload and was != "ConnectError":
                with self._zaehler.sperre:
                    self._zaehler.abgebrochene_uploads += 1
            time.sleep(self._rng.uniform(*PAUSE_SECONDS))

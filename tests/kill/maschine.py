"""Machines with patience: Anträge by both doors, repeated after every error under the same key, receipts noted."""

import json
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

import httpx

from kill.buerger import PATIENCE_SECONDS, PAUSE_SECONDS, UPLOAD_BYTES, Zaehler
from kill.dienst import ANGABEN, ANLIEGEN, ARS, LEISTUNG, MANDANTEN, NACHWEIS, ORTE

REPEATED = 0.3
"""How often a machine asks again although it was answered: nobody tells it that the answer arrived."""


@dataclass(frozen=True)
class Annahme:
    """What a machine holds in the end: its key, the number answered, and hashes of what it has sent."""

    transaktion: str
    nummer: str
    angaben: str
    datei: str


class Maschine:
    """One sender; `seed` decides what it sends, by which door, and how long it waits."""

    def __init__(self, basis: str, schluessel: str, kennung: str, zaehler: Zaehler, seed: int) -> None:
        kopf = {"Authorization": f"Bearer {schluessel}"}
        self._client = httpx.Client(base_url=basis, timeout=30, trust_env=False, headers=kopf)
        self._kennung, self._zaehler, self._rng = kennung, zaehler, random.Random(seed)

    def schliesse(self) -> None:
        """Leave."""
        self._client.close()

    def reiche_ein(self) -> Annahme:
        """One Antrag with one file, by a door of chance; sometimes sent again after the answer."""
        ars = ARS[self._rng.choice(MANDANTEN)]
        transaktion = str(UUID(int=self._rng.getrandbits(128), version=4))
        inhalt = b"%PDF-1.4\n" + self._rng.randbytes(self._rng.randint(*UPLOAD_BYTES))
        text = f"Grund {self._rng.randrange(10**9)} – ä ß € 🌳"
        bauen = self._rng.choice((self._own_api, self._antrag))
        angaben, sende = bauen(ars, transaktion, text, inhalt)
        nummer = self._repeat(sende)
        while self._rng.random() < REPEATED:
            nochmals = self._repeat(sende)
            assert nochmals == nummer, f"{transaktion}: erst {nummer}, dann {nochmals}"
        return Annahme(transaktion, nummer, sha256(angaben).hexdigest(), sha256(inhalt).hexdigest())

    def _own_api(
        self, ars: str, transaktion: str, text: str, inhalt: bytes
    ) -> tuple[bytes, Callable[[], tuple[httpx.Response, str]]]:
        daten = {**ANGABEN, ANLIEGEN: text}
        angaben = json.dumps({"onlinedienst": self._kennung, "ort": {"ars": ars}, "daten": daten}).encode()
        teile = {
            "antrag": ("antrag.json", angaben, "application/json"),
            NACHWEIS: ("nachweis.pdf", inhalt, "application/pdf"),
        }

        def sende() -> tuple[httpx.Response, str]:
            antwort = self._client.post("/api/v1/antraege", files=teile, headers={"Idempotency-Key": transaktion})
            return antwort, antwort.json().get("vorgangsnummer", "")

        return angaben, sende

    def _antrag(
        self, ars: str, transaktion: str, text: str, inhalt: bytes
    ) -> tuple[bytes, Callable[[], tuple[httpx.Response, str]]]:
        felder = [{"name": name, "label": name, "stringValue": wert} for name, wert in ANGABEN.items()]
        felder += [
            {"name": "plz", "label": "Postleitzahl", "stringValue": "24000"},
            {"name": "ort", "label": "Ort", "stringValue": ORTE[ars]},
            {"name": "anliegen", "label": "Anliegen", "stringValue": text},
        ]
        control = {"transactionId": transaktion, "leikaIds": [LEISTUNG], "formId": "fremd", "name": "Fremder Antrag"}
        angaben = json.dumps({"control": control, "formData": felder}).encode()
        teile = [("formData", (None, angaben)), ("attachment", ("nachweis.pdf", inhalt, "application/pdf"))]

        def sende() -> tuple[httpx.Response, str]:
            antwort = self._client.post("/antrag", files=teile)
            return antwort, antwort.json().get("vorgang", {}).get("vorgangNummer", "")

        return angaben, sende

    def _repeat(self, sende: Callable[[], tuple[httpx.Response, str]]) -> str:
        """Send until it is acknowledged; what is neither an answer nor an error of the server is a failure."""
        ende = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                antwort, nummer = sende()
                was = str(antwort.status_code)
                if nummer:
                    self._zaehler.zaehle(was)
                    return nummer
                assert antwort.status_code >= 500 or antwort.status_code == 409, f"{was}: {antwort.text[:800]}"
            except (httpx.HTTPError, json.JSONDecodeError) as fehler:
                was = type(fehler).__name__
            self._zaehler.zaehle(was)
            assert time.monotonic() < ende, f"nach {PATIENCE_SECONDS:.0f} s keine Antwort, zuletzt {was}"
            time.sleep(self._rng.uniform(*PAUSE_SECONDS))

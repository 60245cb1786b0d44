"""The client: one method per thing a machine does."""

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

import httpx

from ozgcloud_client.errors import Altered, ApiError, Conflict, Unreachable, error_of

PART = 8 * 1024 * 1024
AGAIN = frozenset({429, 502, 503, 504})
BEYOND_THE_END = 416
OCTETS = "application/offset+octet-stream"
Key = str | Callable[[], str]


@dataclass(frozen=True, slots=True)
class Receipt:
    """An accepted Antrag; `repeated` when the server had it already. `zugangscode` is for the citizen."""

    vorgangsnummer: str
    zugangscode: str
    practice: bool
    repeated: bool


@dataclass(frozen=True, slots=True)
class State:
    """What became of an Antrag, as its sender sees it."""

    vorgangsnummer: str
    status: str
    behoerde: str
    timeline: tuple[tuple[datetime, str], ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A case: `data` as the server sent it, `etag` for the next step."""

    data: dict[str, Any]
    etag: str

    @property
    def id(self) -> str:
        """Its id."""
        return str(self.data["id"])

    @property
    def status(self) -> str:
        """Its status."""
        return str(self.data["status"])


class OzgCloud:
    """A connection. `key` is an API key (`ozg_…`), or a function that returns an access token.

    `retries` is how often a call is repeated, `pause` the first pause in seconds (doubled each time, at most a minute).
    """

    def __init__(self, base_url: str, key: Key, *, retries: int = 4, pause: float = 0.5, timeout: float = 60.0) -> None:
        self._key = key
        self._retries, self._pause = retries, pause
        self._http = httpx.Client(base_url=f"{base_url.rstrip('/')}/api/v1", timeout=timeout)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Give the connection back."""
        self._http.close()

    def services(self) -> list[dict[str, Any]]:
        """Online-Dienste this key may submit to."""
        found: list[dict[str, Any]] = self._call("GET", "/leistungen").json()
        return found

    def service(self, key: str) -> dict[str, Any]:
        """One of them by name or Leistungsschlüssel: its fields, and an example."""
        found: dict[str, Any] = self._call("GET", f"/leistungen/{key}").json()
        return found

    def check(self, antrag: Mapping[str, Any]) -> dict[str, str]:
        """What would be wrong with an Antrag: address → sentence, empty when nothing. Nothing is stored."""
        found = self._call("POST", "/pruefungen", json=dict(antrag)).json()
        return {one["adresse"]: one["meldung"] for one in found["fehler"]}

    def submit(
        self, antrag: Mapping[str, Any], *, files: Mapping[str, Path] | None = None, key: str | None = None
    ) -> Receipt:
        """Hand in an Antrag with its files by address; repeated with the same `key` it gives the same receipt.

        Files above 8 MB go in parts before; with the same `key` a repetition goes on where they broke off. Raises
        Invalid and others.
        """
        wanted, key = dict(antrag), key or str(uuid4())
        small = {address: path for address, path in (files or {}).items() if path.stat().st_size <= PART}
        large = {address: path for address, path in (files or {}).items() if address not in small}
        if large:
            uploads = {where: {"upload": self.upload(path, key=_key_of(key, where))} for where, path in large.items()}
            wanted["dateien"] = {**wanted.get("dateien", {}), **uploads}
        headers = {"Idempotency-Key": key}
        if small:
            parts: dict[str, Any] = {"antrag": (None, json.dumps(wanted), "application/json")}
            parts |= {address: (path.name, path.read_bytes()) for address, path in small.items()}
            answer = self._call("POST", "/antraege", headers=headers, files=parts)
        else:
            answer = self._call("POST", "/antraege", headers=headers, json=wanted)
        body = answer.json()
        repeated = answer.headers.get("Idempotent-Replay") == "true"
        return Receipt(body["vorgangsnummer"], body["zugangscode"], body["uebung"], repeated)

    def state(self, vorgangsnummer: str) -> State:
        """What became of an Antrag this key submitted."""
        body = self._call("GET", f"/antraege/{vorgangsnummer}").json()
        timeline = tuple((datetime.fromisoformat(one["am"]), one["satz"]) for one in body["verlauf"])
        return State(body["vorgangsnummer"], body["status"], body["behoerde"], timeline)

    def upload(self, path: Path, *, key: str | None = None) -> str:
        """Send a file in parts, going on where it broke off, also in a later call with the same `key` (for a day).

        Returns its id for `dateien`.
        """
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        size = path.stat().st_size
        announced = {"name": path.name, "groesse": size, "sha256": digest}
        headers = {"Idempotency-Key": key or str(uuid4())}
        begun = self._call("POST", "/uploads", headers=headers, json=announced).json()
        upload, at = str(begun["id"]), int(begun["stand"])
        with path.open("rb") as file:
            while at < size:
                file.seek(at)
                at = self._send_part(upload, at, file.read(PART))
        return upload

    def _send_part(self, upload: str, at: int, part: bytes) -> int:
        headers = {"Upload-Offset": str(at), "Content-Type": OCTETS}
        try:
            return int(self._call("PATCH", f"/uploads/{upload}", headers=headers, content=part).json()["stand"])
        except Conflict:
            # The part had arrived before its answer was lost.
            return int(self._call("GET", f"/uploads/{upload}").json()["stand"])

    def cases(self, **filters: str) -> Iterator[dict[str, Any]]:
        """All cases, newest first, page by page; `filters` are those of the API (status, leistung, mandant, …)."""
        cursor = ""
        while True:
            page = self._call("GET", "/vorgaenge", params={**filters, "nach": cursor}).json()
            yield from page["vorgaenge"]
            cursor = page["weiter"] or ""
            if not cursor:
                return

    def case(self, case_id: str, *, include: str = "") -> Case:
        """A case; `include` names parts to add, separated by commas."""
        answer = self._call("GET", f"/vorgaenge/{case_id}", params={"include": include})
        return Case(answer.json(), answer.headers["ETag"])

    def file(self, case_id: str, file_id: str) -> bytes:
        """A small file of a case; large ones with `save_file`."""
        return self._call("GET", f"/vorgaenge/{case_id}/dateien/{file_id}").content

    def save_file(self, case_id: str, file_id: str, target: Path) -> Path:
        """Write a file of a case to `target` in flat memory, going on where it broke off; its SHA-256 is compared.

        Raises Unreachable after all retries, Altered when the bytes are not those the server announced.
        """
        etag, digest = "", hashlib.sha256()
        with target.open("wb") as file:
            for named, piece in self._pieces(f"/vorgaenge/{case_id}/dateien/{file_id}"):
                etag = named
                digest.update(piece)
                file.write(piece)
        if f'"{digest.hexdigest()}"' != etag:
            raise Altered(f"{target.name}: the bytes are not those announced")
        return target

    def _pieces(self, path: str) -> Iterator[tuple[str, bytes]]:
        """The bytes of an answer with its ETag; after an error the rest is asked for."""
        etag, at, attempt = "", 0, 0
        while True:
            headers = self._headers({"Range": f"bytes={at}-", "If-Range": etag} if at else {})
            retry_after = ""
            try:
                with self._http.stream("GET", path, headers=headers) as answer:
                    if answer.status_code == BEYOND_THE_END:
                        return
                    if answer.status_code < 400:
                        if at and answer.headers["ETag"] != etag:
                            raise Altered(f"GET {path}: changed while it was read")
                        etag = answer.headers["ETag"]
                        for piece in answer.iter_bytes():
                            at += len(piece)
                            yield etag, piece
                        return
                    answer.read()
                    if answer.status_code not in AGAIN or attempt == self._retries:
                        raise error_of(answer)
                    retry_after = answer.headers.get("Retry-After", "")
            except httpx.TransportError as error:
                if attempt == self._retries:
                    raise Unreachable(f"GET {path}: {type(error).__name__}") from error
            time.sleep(self._wait(attempt, retry_after))
            attempt += 1

    def step(self, case: Case, schritt: str, *, begruendung: str = "") -> Case:
        """Take a step of the status table; raises Stale when the case has changed meanwhile.

        `begruendung` is what the citizen reads where the step ends the case undecided.
        """
        body = {"schritt": schritt, "begruendung": begruendung}
        answer = self._call("POST", f"/vorgaenge/{case.id}/status", headers={"If-Match": case.etag}, json=body)
        return Case(answer.json(), answer.headers["ETag"])

    def decide(self, case: Case, *, ergebnis: str, begruendung: str = "", zeichen: str | None = None) -> dict[str, Any]:
        """Hand over a decision somebody has taken; raises Stale as `step`."""
        body = {"ergebnis": ergebnis, "begruendung": begruendung, "zeichen": zeichen}
        headers = {"If-Match": case.etag}
        found: dict[str, Any] = self._call(
            "POST", f"/vorgaenge/{case.id}/entscheidung", headers=headers, json=body
        ).json()
        return found

    def message(self, case_id: str, *, betreff: str, text: str, key: str | None = None) -> dict[str, Any]:
        """Write to the citizen, once per key."""
        headers = {"Idempotency-Key": key or str(uuid4())}
        body = {"betreff": betreff, "text": text}
        found: dict[str, Any] = self._call(
            "POST", f"/vorgaenge/{case_id}/nachrichten", headers=headers, json=body
        ).json()
        return found

    def _call(self, method: str, path: str, *, headers: Mapping[str, str] | None = None, **body: Any) -> httpx.Response:
        """One call with its retries: every call of this class is safe to repeat."""
        sent = self._headers(headers or {})
        for attempt in range(self._retries + 1):
            try:
                answer = self._http.request(method, path, headers=sent, **body)
            except httpx.TransportError as error:
                if attempt == self._retries:
                    raise Unreachable(f"{method} {path}: {type(error).__name__}") from error
                time.sleep(self._wait(attempt, ""))
                continue
            if answer.status_code < 400:
                return answer
            if answer.status_code not in AGAIN or attempt == self._retries:
                raise error_of(answer)
            time.sleep(self._wait(attempt, answer.headers.get("Retry-After", "")))
        raise ApiError(0, {})

    def _headers(self, more: Mapping[str, str]) -> dict[str, str]:
        token = self._key() if callable(self._key) else self._key
        return {"Authorization": f"Bearer {token}", "Accept": "application/json, */*", **more}

    def _wait(self, attempt: int, retry_after: str) -> float:
        return min(float(retry_after) if retry_after.isdigit() else self._pause * 2.0**attempt, 60.0)


def _key_of(key: str, address: str) -> str:
    """The key of a file's upload: the same for the same submission and address."""
    return hashlib.sha256(f"{key}|{address}".encode()).hexdigest()

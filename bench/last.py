"""A small HTTP load generator of its own process: so and so many clients, each sends its next request on an answer.

`python -m bench.last PORT CLIENTS SECONDS FILE` reads one request from FILE, puts a fresh UUID in place of each run of
32 zeros, keeps connections open, and prints JSON: answers by status, requests a second, milliseconds p50 and p95.
"""

import asyncio
import json
import statistics
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

PLACE = b"0" * 32
HEAD_END = b"\r\n\r\n"
LENGTH = b"content-length:"


@dataclass
class Ergebnis:
    """What the clients of one run have seen; latencies are seconds."""

    zeiten: list[float] = field(default_factory=list)
    status: Counter[int] = field(default_factory=Counter)
    fehler: list[str] = field(default_factory=list)

    def as_json(self, seconds: float) -> str:
        """The figures."""
        times = sorted(self.zeiten) or [0.0]
        p95 = times[max(0, int(len(times) * 0.95) - 1)]
        return json.dumps(
            {
                "anzahl": len(self.zeiten),
                "je_sekunde": round(len(self.zeiten) / seconds, 1),
                "p50": round(statistics.median(times) * 1000, 2),
                "p95": round(p95 * 1000, 2),
                "status": {str(code): n for code, n in self.status.items()},
                "fehler": self.fehler[:3],
            }
        )


class Client(asyncio.Protocol):
    """One connection."""

    def __init__(self, request: bytes, until: float, ergebnis: Ergebnis, done: asyncio.Future[None]) -> None:
        self.parts = request.split(PLACE)
        self.until, self.ergebnis, self.done = until, ergebnis, done
        self.buffer, self.begun = bytearray(), 0.0
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self._send()

    def _send(self) -> None:
        assert self.transport is not None
        if time.perf_counter() >= self.until:
            self.transport.close()
            return
        self.begun = time.perf_counter()
        self.transport.write(uuid4().hex.encode().join(self.parts))

    def data_received(self, data: bytes) -> None:
        """Count a whole answer, then send the next request."""
        self.buffer += data
        head, found, body = bytes(self.buffer).partition(HEAD_END)
        if not found or len(body) < _length(head):
            return
        self.buffer.clear()
        self.ergebnis.zeiten.append(time.perf_counter() - self.begun)
        code = int(head[9:12])
        self.ergebnis.status[code] += 1
        if code >= 400 and len(self.ergebnis.fehler) < 3:
            self.ergebnis.fehler.append(body.decode(errors="replace")[:500])
        self._send()

    def connection_lost(self, exc: Exception | None) -> None:
        """This client has finished, or the server hung up."""
        if exc is not None:
            self.ergebnis.fehler.append(repr(exc))
        if not self.done.done():
            self.done.set_result(None)


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(LENGTH):
            return int(line[len(LENGTH) :])
    return 0


async def run(port: int, clients: int, seconds: float, request: bytes) -> Ergebnis:
    """Let all clients send until the time is up."""
    ergebnis, loop = Ergebnis(), asyncio.get_running_loop()
    until = time.perf_counter() + seconds
    ends = [loop.create_future() for _ in range(clients)]
    for end in ends:
        await loop.create_connection(lambda end=end: Client(request, until, ergebnis, end), "127.0.0.1", port)
    await asyncio.gather(*ends)
    return ergebnis


if __name__ == "__main__":
    port, clients, seconds, file = sys.argv[1:]
    found = asyncio.run(run(int(port), int(clients), float(seconds), Path(file).read_bytes()))
    sys.stdout.write(found.as_json(float(seconds)) + "\n")

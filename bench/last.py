"""A small HTTP load generator of its own process: so and so many clients, each sends its next request on an answer.

`python -m bench.last PORT CLIENTS SECONDS FILE` reads one request from FILE, puts a fresh UUID in place of each run of
32 zeros, keeps connections open, and prints JSON: answers by status, requests a second, milliseconds p50 and p95.
"""

import json
import select
import socket
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


class Client:
    """One connection, kept open."""

    def __init__(self, port: int, request: bytes) -> None:
        self.parts = request.split(PLACE)
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer, self.begun = bytearray(), 0.0

    def send(self) -> None:
        """The request under a fresh key; waits while the server takes it."""
        self.buffer.clear()
        self.begun = time.perf_counter()
        self.socket.sendall(uuid4().hex.encode().join(self.parts))

    def receive(self) -> tuple[int, bytes] | None:
        """Status and body once the whole answer is there; raises ConnectionError when the server hangs up."""
        data = self.socket.recv(1 << 16)
        if not data:
            raise ConnectionResetError("the server hung up")
        self.buffer += data
        head, found, body = bytes(self.buffer).partition(HEAD_END)
        return (int(head[9:12]), body) if found and len(body) >= _length(head) else None


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(LENGTH):
            return int(line[len(LENGTH) :])
    return 0


def run(port: int, clients: int, seconds: float, request: bytes) -> Ergebnis:
    """Let all clients send until the time is up. One loop over bare sockets: it shares the machine with the server."""
    ergebnis, poll = Ergebnis(), select.epoll()
    waiting = {}
    until = time.perf_counter() + seconds
    for client in [Client(port, request) for _ in range(clients)]:
        waiting[client.socket.fileno()] = client
        poll.register(client.socket.fileno(), select.EPOLLIN)
        client.send()
    while waiting:
        for number, _ in poll.poll(60):
            if not _answered(waiting[number], ergebnis):
                continue
            if time.perf_counter() < until:
                waiting[number].send()
            else:
                poll.unregister(number)
                waiting.pop(number).socket.close()
    return ergebnis


def _answered(client: Client, ergebnis: Ergebnis) -> bool:
    answer = client.receive()
    if answer is None:
        return False
    ergebnis.zeiten.append(time.perf_counter() - client.begun)
    code, body = answer
    ergebnis.status[code] += 1
    if code >= 400 and len(ergebnis.fehler) < 3:
        ergebnis.fehler.append(body.decode(errors="replace")[:500])
    return True


if __name__ == "__main__":
    port, clients, seconds, file = sys.argv[1:]
    found = run(int(port), int(clients), float(seconds), Path(file).read_bytes())
    sys.stdout.write(found.as_json(float(seconds)) + "\n")

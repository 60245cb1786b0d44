"""A real HTTP consumer on this machine that behaves as told."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Verhalten = Callable[[BaseHTTPRequestHandler, bytes], None]


def accept(handler: BaseHTTPRequestHandler, _body: bytes) -> None:
    handler.send_response(204)
    handler.send_header("content-length", "0")
    handler.end_headers()


def answer(status: int, **headers: str) -> Verhalten:
    def say(handler: BaseHTTPRequestHandler, _body: bytes) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("content-length", "0")
        handler.end_headers()

    return say


@dataclass
class Haus:
    """Where it listens, what arrived (headers in lower case, body), and how it behaves."""

    port: int = 0
    verhalten: Verhalten = accept
    anfragen: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    ende: threading.Event = field(default_factory=threading.Event)

    @property
    def kennungen(self) -> list[str]:
        return [headers["webhook-id"] for headers, _ in self.anfragen]


@contextmanager
def haus(tls: Any = None) -> Iterator[Haus]:
    """Open while the block runs."""
    state = Haus()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", "0")))
            state.anfragen.append(({k.lower(): v for k, v in self.headers.items()}, body))
            state.verhalten(self, body)

        def log_message(self, *_args: Any) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: Any, client_address: Any) -> None:
            """A sender that hangs up is part of the game."""

    server = Server(("127.0.0.1", 0), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    state.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        state.ende.set()
        server.shutdown()
        server.server_close()

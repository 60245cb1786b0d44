"""A real clamd for the tests: Debian's program, signatures of our own, a free port."""

import os
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from contracts.seaweed import free_ports

PATIENCE_SECONDS = 60
# In two parts, so that no scanner takes this file for malware.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD" + b"-ANTIVIRUS-TEST-FILE!$H+H*"
STREAM_MAX_MB = 2


@dataclass
class Virenwache:
    """One clamd in a folder; stopped and started again it keeps its port."""

    folder: Path
    port: int = 0
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def start(self, names: tuple[str, ...] = ("Eicar-Test-Signature-OZG",)) -> None:
        program = os.environ.get("OZG_CLAMD_PROGRAM")
        if not program:
            pytest.skip("clamd fehlt: bitte mit ./ozg test prüfen (ohne OZG_SKIP_CLAMAV)")
        self.port = self.port or free_ports(1)[0]
        signatures = self.folder / "signaturen"
        signatures.mkdir(parents=True, exist_ok=True)
        (signatures / "ozg.ndb").write_text("".join(f"{name}:0:*:{EICAR.hex()}\n" for name in names))
        config = self.folder / "clamd.conf"
        config.write_text(
            f"DatabaseDirectory {signatures}\nTCPSocket {self.port}\nTCPAddr 127.0.0.1\nForeground yes\n"
            f"StreamMaxLength {STREAM_MAX_MB}M\nTemporaryDirectory {self.folder}\nLogFile {self.folder / 'clamd.log'}\n"
        )
        libraries = os.environ.get("OZG_CLAMD_LIBRARIES", "")
        self.process = subprocess.Popen(
            [program, f"--config-file={config}"],
            env={**os.environ, "LD_LIBRARY_PATH": libraries},
            stdout=subprocess.DEVNULL,
            stderr=(self.folder / "fehler.log").open("ab"),
        )
        self._wait()

    def stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def _wait(self) -> None:
        end = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                assert self.process is not None
                log = "".join(p.read_text(errors="replace")[-1000:] for p in self.folder.glob("*.log"))
                assert self.process.poll() is None, log
                assert time.monotonic() < end, log
                time.sleep(0.1)
            else:
                return

"""Large files: time and memory of encrypting and storing, and of reading with decryption and hash check.

`python -m bench.dateien` measures 500 MB in the data folder beside a plain copy of the same bytes (written, fsynced and
read again) in the same run; with `--s3` also a real SeaweedFS. Prints JSON; the ratio is ours to the plain copy.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from base64 import b64encode
from pathlib import Path
from typing import Any
from uuid import uuid4

from bench.bloecke import MIB, STARTER, blocks

CLONE = Path(__file__).resolve().parents[1]


def plain(folder: Path, size: int) -> dict[str, float]:
    """The same bytes as a plain file, hashed on the way in and out: what any store must do at least."""
    path, begin = folder / "einfach", time.perf_counter()
    digest = hashlib.sha256()
    with path.open("wb") as file:
        for block in blocks(size):
            digest.update(block)
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    half = time.perf_counter()
    with path.open("rb") as file:
        hashlib.file_digest(file, "sha256")
    end = time.perf_counter()
    path.unlink()
    return {"schreiben_s": round(half - begin, 2), "lesen_s": round(end - half, 2)}


def _in_own_process(place: str, megabytes: int, folder: Path) -> dict[str, Any]:
    ring = folder / "schluesselring"
    ring.write_text(f"{uuid4()} {b64encode(os.urandom(32)).decode()}\n")
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "ozgcloud.settings.base", "PYTHONPATH": str(CLONE / "src")}
    env |= {"OZG_KEY_RING": str(ring), "OZG_SECRET_KEY": "messung", "OZG_DATA_DIR": str(folder)}
    command = [sys.executable, "-c", STARTER, "bench.dateiprobe", place, str(megabytes)]
    answer = subprocess.run(command, env=env, cwd=CLONE, capture_output=True, text=True, check=True)
    measured: dict[str, Any] = json.loads(answer.stdout)
    return measured


def measure(megabytes: int, s3: str) -> dict[str, Any]:
    """All of it, with ratios."""
    with tempfile.TemporaryDirectory(prefix="ozg-messung-") as name:
        folder = Path(name)
        copy = plain(folder, megabytes * MIB)
        result: dict[str, Any] = {"mb": megabytes, "einfache_kopie": copy}
        for kind, place in (("ordner", str(folder / "dateien")), ("s3", s3)):
            if place:
                own = _in_own_process(place, megabytes, folder)
                own["verhaeltnis_schreiben"] = round(own["schreiben_s"] / copy["schreiben_s"], 2)
                own["verhaeltnis_lesen"] = round(own["lesen_s"] / copy["lesen_s"], 2)
                result[kind] = own
        return result


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mb", type=int, default=500)
    parser.add_argument(
        "--s3", default="", metavar="ADRESSE", help="ein laufender S3-Server (OZG_S3_KEY, OZG_S3_SECRET)"
    )
    options = parser.parse_args()
    sys.stdout.write(json.dumps(measure(options.mb, options.s3), indent=1) + "\n")


if __name__ == "__main__":
    main()

"""One store of files in a process of its own: time and memory of putting and reading one large file.

`STARTER` sets Django up first: `python -c STARTER bench.dateiprobe ORT MB`; ORT is a folder or the address of an S3
server. Prints JSON.
"""

import json
import os
import resource
import sys
import time
from pathlib import Path
from typing import Any

from bench.bloecke import MIB, blocks
from ozgcloud.adapters.s3.store import Bucket, BucketOptions
from ozgcloud.core.datakeys import HouseKeys
from ozgcloud.core.files import Dateiverweis, FileStore
from ozgcloud.core.folder import Folder
from ozgcloud.core.port import ObjectStore


def peak_mib() -> float:
    """The most memory this process has held, MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def probe(place: str, size: int) -> dict[str, Any]:
    """Put and read one file of `size` bytes; seconds and MiB. A small one before warms everything up."""
    objects: ObjectStore = Folder(Path(place))
    if place.startswith("http"):
        key, secret = (
            os.environ.get("OZG_S3_KEY", "pruefung"),
            os.environ.get("OZG_S3_SECRET", "geheimnis-der-pruefung"),
        )
        objects = Bucket(BucketOptions(url=place, bucket="ozg-dateien", key=key, secret=secret))
    store = FileStore(objects, HouseKeys())

    def run(count: int) -> tuple[float, float]:
        begin = time.perf_counter()
        ablage = store.put(blocks(count), medientyp="application/pdf", limit=count)
        half = time.perf_counter()
        verweis = Dateiverweis(ablage.schluessel, ablage.sha256, 2**40, ablage.schluesselgeheimnis)
        received = sum(map(len, store.stream(verweis)))
        end = time.perf_counter()
        store.discard(ablage.schluessel)
        if received != count:
            raise SystemExit(f"{received} statt {count} Bytes")
        return half - begin, end - half

    run(MIB)
    before = peak_mib()
    put, get = run(size)
    return {
        "schreiben_s": round(put, 2),
        "lesen_s": round(get, 2),
        "spitze_mib": round(peak_mib(), 1),
        "mehr_mib": round(peak_mib() - before, 1),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(probe(sys.argv[1], int(sys.argv[2]) * MIB)) + "\n")

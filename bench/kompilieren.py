"""How long, and with how much memory, XDatenfelder files become trees.

`python -m bench.kompilieren FILE…` prints for each file, largest first, the median milliseconds of five rounds of
`compile_xdf` and of lxml's plain parser (interleaved), their ratio, and the peak resident memory of a process that
does nothing else, in MiB.
"""

import gzip
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from ozgcloud.datenschema.xdf3 import compile_xdf

ROUNDS = 5


def main(arguments: list[str]) -> None:
    """Measure the files, or with `--once FILE` print the peak memory of one compilation."""
    if arguments[:1] == ["--once"]:
        compile_xdf(_read(Path(arguments[1])))
        sys.stdout.write(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}\n")
        return
    files = sorted((Path(argument) for argument in arguments), key=lambda file: -len(_read(file)))
    head = f"{'file':<34}{'KiB':>8}{'nodes':>7}{'ours ms':>10}{'lxml ms':>10}{'ratio':>8}{'peak MiB':>10}"
    sys.stdout.write(f"{head}\n")
    for file in files:
        sys.stdout.write(f"{_measure(file)}\n")


def _measure(file: Path) -> str:
    roh = _read(file)
    ours: list[float] = []
    plain: list[float] = []
    for _ in range(ROUNDS):
        ours.append(_milliseconds(lambda: compile_xdf(roh)))
        plain.append(_milliseconds(lambda: etree.fromstring(roh)))
    a, b = statistics.median(ours), statistics.median(plain)
    peak = subprocess.run(
        [sys.executable, "-m", "bench.kompilieren", "--once", str(file)], capture_output=True, text=True, check=True
    ).stdout.strip()
    nodes = compile_xdf(roh).knotenzahl
    return f"{file.name:<34}{len(roh) // 1024:>8}{nodes:>7}{a:>10.1f}{b:>10.1f}{a / b:>8.1f}{peak:>10}"


def _milliseconds(call: Callable[[], object]) -> float:
    begin = time.perf_counter()
    call()
    return (time.perf_counter() - begin) * 1000


def _read(file: Path) -> bytes:
    return gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()


if __name__ == "__main__":
    main(sys.argv[1:])

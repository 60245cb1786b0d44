"""Tables as CSV the way offices open them: semicolons, CRLF, UTF-8 with byte order mark."""

import csv
import io
from collections.abc import Iterable, Sequence

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def neutralise(cell: str) -> str:
    """The cell as a spreadsheet shows it instead of running it."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def write_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The file. A cell that a spreadsheet would run as a formula gets an apostrophe before it."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([neutralise(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")

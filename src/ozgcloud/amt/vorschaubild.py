"""Which files a browser can show inside a case page, and with which headers."""

from collections.abc import Callable
from typing import cast

from csp.constants import SELF
from csp.decorators import csp_update

from ozgcloud.core.access import View

IMAGES = frozenset({"image/png", "image/jpeg"})
PDF = "application/pdf"
_NOTHING = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; "
FRAMED = {
    "bild": _NOTHING + "img-src 'self'; sandbox",
    "pdf": _NOTHING + "object-src 'self'",
}
"""The policy of the shown file itself: it loads, runs and sends nothing, and only our own pages frame it. Browsers show
no PDF in a sandbox, so that one has none; their viewer is one."""

with_previews = cast("Callable[[View], View]", csp_update({"frame-src": [SELF]}))
"""For the page that shows them: it may frame our own addresses."""


def preview_kind(medientyp: str) -> str:
    """`bild`, `pdf`, or nothing when the file is only for download."""
    if medientyp in IMAGES:
        return "bild"
    return "pdf" if medientyp == PDF else ""

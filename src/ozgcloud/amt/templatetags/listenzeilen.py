"""Rows of the work list, written in one go: fifty rows as template nodes cost more than all the rest of the page."""

from functools import lru_cache
from html import escape

from django import template
from django.utils.safestring import SafeString

from ozgcloud.amt.liste import Marke, Seite, Zeile
from ozgcloud.amt.listenspalten import Spalte
from ozgcloud.core.templatetags.ozg import status_badge

register = template.Library()

BADGE = '<span class="kern-badge {art} kern-badge--small">{icon}<span class="kern-label">{text}</span></span>'
ICON = '<span class="kern-icon kern-icon--{} kern-icon--small" aria-hidden="true"></span>'
CELL, NUMBER = '<td class="kern-table__cell">', '<td class="kern-table__cell ozg-number">'
MISSING = '<span class="ozg-value--missing">{}</span>'


@register.simple_tag
def listenzeilen(seite: Seite) -> SafeString:
    """All rows of a page; every value is escaped here, each column in one go."""
    if not seite.zeilen:
        return SafeString("")
    aus = escape(seite.aus)
    columns = [_cells(spalte, texte) for spalte, texte in zip(seite.spalten, seite.felder, strict=True)]
    if seite.ist_clearing:
        columns.insert(0, [f"{CELL}{escape(zeile.grund)}</td>" for zeile in seite.zeilen])
    rows = zip(*columns, strict=True)
    return SafeString("".join(_row(zeile, cells, aus) for zeile, cells in zip(seite.zeilen, rows, strict=True)))


def _cells(spalte: Spalte, texte: list[str]) -> list[str]:
    """The cells of a column; PostgreSQL knows no NUL in a text, so it may part them."""
    begin, missing = NUMBER if spalte.zahl else CELL, MISSING.format(escape(spalte.leer)) if spalte.leer else ""
    return [f"{begin}{text or missing}</td>" for text in escape("\0".join(texte)).split("\0")]


def _row(zeile: Zeile, cells: tuple[str, ...], aus: str) -> str:
    fall, marken = zeile.vorgang, "".join(map(_mark, zeile.marken))
    key, nummer = str(fall.id), escape(fall.vorgangsnummer)
    here = f"/amt/vorgang/{key}/"
    return f"""<tr class="kern-table__row{" ozg-ungelesen" if fall.ungelesen else ""}" data-ozg-item>
<td class="kern-table__cell ozg-wahl"><input class="kern-form-check__checkbox" type="checkbox" name="vorgang" \
value="{key}" form="stapel" aria-label="{nummer} auswählen" /></td>
<td class="kern-table__cell">{_status(fall.status)}{marken}</td>
<td class="kern-table__cell ozg-nummer"><a class="kern-link kern-link--no-visited-state ozg-number" \
href="{here}{aus}" data-ozg-open>{nummer}</a> <a class="ozg-vorschauknopf" href="{here}kurz/{aus}" \
hx-get="{here}kurz/{aus}" hx-target="#vorschau" hx-swap="innerHTML" hx-push-url="false" data-ozg-preview><span \
class="kern-icon kern-icon--visibility kern-icon--small" aria-hidden="true"></span><span \
class="kern-sr-only">Vorschau {nummer}</span></a></td>
{"".join(cells)}</tr>
"""


@lru_cache(maxsize=32)
def _status(status: str) -> str:
    badge = status_badge(status)
    return BADGE.format(art=_kind(badge.kind), icon=ICON.format(badge.icon), text=escape(badge.text))


@lru_cache(maxsize=512)
def _mark(marke: Marke) -> str:
    return " " + BADGE.format(art=_kind(marke.art), icon="", text=escape(marke.text))


def _kind(art: str) -> str:
    return "ozg-badge--neutral" if art == "neutral" else f"kern-badge--{art}"

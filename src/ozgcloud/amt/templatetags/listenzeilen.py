"""Rows of the work list, written in one go: fifty rows as template nodes cost more than all the rest of the page."""

from collections.abc import Iterator
from functools import lru_cache
from html import escape

from django import template
from django.utils.safestring import SafeString

from ozgcloud.amt.liste import Marke, Seite, Zeile
from ozgcloud.core.templatetags.ozg import status_badge

register = template.Library()

ROW = """<tr class="kern-table__row{neu}" data-ozg-item>
<td class="kern-table__cell ozg-wahl"><input class="kern-form-check__checkbox" type="checkbox" name="vorgang" \
value="{id}" form="stapel" aria-label="{nummer} auswählen" /></td>
<td class="kern-table__cell">{marken}</td>
<td class="kern-table__cell ozg-nummer"><a class="kern-link kern-link--no-visited-state ozg-number" \
href="/amt/vorgang/{id}/{aus}" data-ozg-open>{nummer}</a> <a class="ozg-vorschauknopf" href="{kurz}" hx-get="{kurz}" \
hx-target="#vorschau" hx-swap="innerHTML" hx-push-url="false" data-ozg-preview><span class="kern-icon \
kern-icon--visibility kern-icon--small" aria-hidden="true"></span><span \
class="kern-sr-only">Vorschau {nummer}</span></a></td>
{felder}</tr>
"""
BADGE = '<span class="kern-badge {art} kern-badge--small">{icon}<span class="kern-label">{text}</span></span>'
ICON = '<span class="kern-icon kern-icon--{} kern-icon--small" aria-hidden="true"></span>'
CELL = '<td class="kern-table__cell{}">{}</td>'
MISSING = '<span class="ozg-value--missing">{}</span>'


@register.simple_tag
def listenzeilen(seite: Seite) -> SafeString:
    """All rows of a page; every value is escaped here, the cells in one go (PostgreSQL knows no NUL in a text)."""
    aus = escape(seite.aus)
    texts = iter(escape("\0".join(feld[0] for zeile in seite.zeilen for feld in zeile.felder)).split("\0"))
    return SafeString("".join(_row(zeile, texts, aus, grund=seite.ist_clearing) for zeile in seite.zeilen))


def _row(zeile: Zeile, texts: Iterator[str], aus: str, *, grund: bool) -> str:
    key = str(zeile.vorgang.id)
    reason = CELL.format("", escape(zeile.grund)) if grund else ""
    cells = [
        _cell(next(texts), is_number=is_number, is_missing=is_missing) for _, is_number, is_missing in zeile.felder
    ]
    return ROW.format(
        id=key,
        nummer=escape(zeile.vorgang.vorgangsnummer),
        aus=aus,
        kurz=f"/amt/vorgang/{key}/kurz/{aus}",
        neu=" ozg-ungelesen" if zeile.vorgang.ungelesen else "",
        marken=" ".join((_status(zeile.vorgang.status), *map(_mark, zeile.marken))),
        felder=reason + "".join(cells),
    )


def _cell(text: str, *, is_number: bool, is_missing: bool) -> str:
    shown = MISSING.format(text) if is_missing and text else text
    return CELL.format(" ozg-number" if is_number else "", shown)


@lru_cache(maxsize=32)
def _status(status: str) -> str:
    badge = status_badge(status)
    return BADGE.format(art=_kind(badge.kind), icon=ICON.format(badge.icon), text=escape(badge.text))


@lru_cache(maxsize=512)
def _mark(marke: Marke) -> str:
    return BADGE.format(art=_kind(marke.art), icon="", text=escape(marke.text))


def _kind(art: str) -> str:
    return "ozg-badge--neutral" if art == "neutral" else f"kern-badge--{art}"

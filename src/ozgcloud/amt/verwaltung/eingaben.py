"""What is typed into these forms, and how they are shown again."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from ozgcloud.amt.antworten import errors_of
from ozgcloud.amt.verwaltung.texte import LABELS, ROLLEN
from ozgcloud.core.actor import Actor, Rolle, Rollenzuweisung
from ozgcloud.core.errors import Conflict, Forbidden, InvalidInput, OzgError
from ozgcloud.leistung.queries import names_of
from ozgcloud.mandant.actions.create_person import BENUTZERNAME_VERGEBEN
from ozgcloud.mandant.personal import Einheitzeile
from ozgcloud.mandant.rules import (
    GRANTABLE,
    VERALTET,
    WHOLE_MANDANT,
    Personenangaben,
    reaches_einheit,
    require_leistung,
)
from ozgcloud.onlinedienst.queries import released_leistungen

Post = Mapping[str, str]
STATUS = {InvalidInput: 422, Conflict: 409, Forbidden: 403}
LISTE = "Bitte wählen Sie einen Eintrag der Liste."
EBEN_ANGELEGT = "Haben Sie die Person eben selbst angelegt, erzeugen Sie auf ihrer Seite ein neues Passwort."
UNKNOWN_FORM = "Bitte benutzen Sie eines der Formulare dieser Seite."


def read_id(text: str, feld: str) -> UUID | None:
    """The id somebody chose; empty means none. Raises InvalidInput naming the field."""
    try:
        return UUID(text) if text else None
    except ValueError:
        raise InvalidInput("Diese Auswahl gibt es nicht.", {feld: LISTE}) from None


def read_angaben(post: Post) -> Personenangaben:
    """What others read of a Person, as typed."""
    return Personenangaben(**{feld: post.get(feld, "") for feld in ("name", "zeichen", "telefon", "email", "zimmer")})


def read_zuweisung(post: Post) -> Rollenzuweisung:
    """A Rolle with its reach. Raises InvalidInput."""
    wanted = post.get("rolle", "")
    if wanted not in {rolle.value for rolle in GRANTABLE}:
        raise InvalidInput("Bitte wählen Sie eine Rolle.", {"rolle": "Bitte wählen Sie eine Rolle."})
    einheit = read_id(post.get("organisationseinheit", ""), "organisationseinheit")
    deep = einheit is not None and post.get("mit_untergeordneten") == "on"
    return Rollenzuweisung(Rolle(wanted), einheit, require_leistung(post.get("leistung", "")), deep)


def choices(actor: Actor, einheiten: list[Einheitzeile]) -> dict[str, Any]:
    """Template variables of the form that gives a Rolle: what the actor may give, and where."""
    is_whole = reaches_einheit(actor, None)
    return {
        "rollen": [
            (rolle.value, f"{name} – {was}")
            for rolle, (name, was) in ROLLEN.items()
            if is_whole or rolle not in WHOLE_MANDANT
        ],
        "einheiten": einheit_options(einheiten, nur_bearbeitbare=True),
        "ganze_verwaltung": "Ganze Verwaltung" if is_whole else "",
        "leistungen": sorted(names_of(released_leistungen()).items(), key=lambda pair: pair[1]),
    }


def einheit_options(einheiten: list[Einheitzeile], *, nur_bearbeitbare: bool = False) -> list[tuple[UUID, str]]:
    """Open units for a select box, what lies below pushed in."""
    return [
        (zeile.id, "\u2007\u2007" * zeile.tiefe + zeile.name)
        for zeile in einheiten
        if zeile.geschlossen_am is None and (zeile.bearbeitbar or not nur_bearbeitbare)
    ]


def shown_again(fehler: OzgError | None, formular: str) -> dict[str, Any]:
    """Template variables after an error: errors by field for the form that was sent, and the list at the top."""
    if fehler is None:
        return {"fehler": {}, "fehlerliste": [], "formular": ""}
    if fehler.code == BENUTZERNAME_VERGEBEN:
        fehler = InvalidInput(fehler.meldung, {"benutzername": f"{fehler.meldung} {EBEN_ANGELEGT}"})
    if isinstance(fehler, InvalidInput):
        return {**errors_of(fehler, LABELS), "formular": formular}
    return {"fehler": {}, "fehlerliste": [("", fehler.meldung)], "formular": formular}


def stored_instead(fehler: OzgError | None, kept: Mapping[str, object], post: Post) -> dict[str, str]:
    """When somebody else was quicker: what is stored now, by field, where `post` has something else."""
    if fehler is None or fehler.code != VERALTET:
        return {}
    return {
        feld: f"Jetzt gespeichert: {wert or 'nichts'}"
        for feld, wert in kept.items()
        if feld in post and post[feld].strip() != str(wert)
    }


def status_of(fehler: OzgError | None) -> int:
    """HTTP status of a page that shows this error."""
    return 200 if fehler is None else STATUS.get(type(fehler), 409)

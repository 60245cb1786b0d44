"""What the pages of a draft show: the current step with its neighbours, the list of steps, the answers to check."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse

from ozgcloud.antrag.queries import preview_empfaenger
from ozgcloud.core.errors import NotFound
from ozgcloud.datenschema import adressen
from ozgcloud.datenschema.baum import Feldart, Schema
from ozgcloud.datenschema.pruefung import Pruefergebnis
from ozgcloud.datenschema.queries import load_codelisten
from ozgcloud.datenschema.schritte import (
    Schritt,
    fehler_im_schritt,
    fehlerliste,
    gehoert_zum_schritt,
    schritt_von,
    schritte,
    seite,
)
from ozgcloud.datenschema.sichtbau import Eingaben
from ozgcloud.datenschema.zusammenfassung import Eintrag, zusammenfassung
from ozgcloud.mandant.queries import get_gebiet
from ozgcloud.portal.entwurf import Offen
from ozgcloud.portal.hilfetexte import filled, values_for

PRUEFEN = "Prüfen und absenden"


@dataclass(frozen=True, slots=True)
class Stufe:
    """A line of the stepper; `href` is empty while it cannot be reached yet."""

    label: str
    href: str
    state: str


@dataclass(frozen=True, slots=True)
class Abschnitt:
    """One step on the check-your-answers page."""

    schritt: Schritt
    href: str
    eintraege: tuple[Eintrag, ...]
    fehlerzahl: int


def find_step(offen: Offen, schluessel: str) -> Schritt:
    """The step of that key; raises NotFound."""
    for schritt in schritte(offen.stand.schema):
        if schritt.schluessel == schluessel:
            return schritt
    raise NotFound("Diesen Schritt gibt es in Ihrem Antrag nicht.")


def step_path(offen: Offen, schritt: Schritt) -> str:
    """Address of a step."""
    return reverse("portal:schritt", args=[offen.stand.id, schritt.schluessel])


def check_path(offen: Offen) -> str:
    """Address of the check-your-answers page."""
    return reverse("portal:pruefen", args=[offen.stand.id])


def path_after(offen: Offen, schritt: Schritt) -> str:
    """Where "Speichern und weiter" leads: once every step has been visited, straight back to checking."""
    alle = schritte(offen.stand.schema)
    if {s.schluessel for s in alle} <= {*offen.stand.besucht, schritt.schluessel} or schritt.nummer == len(alle):
        return check_path(offen)
    return step_path(offen, alle[schritt.nummer])


def path_before(offen: Offen, schritt: Schritt) -> str:
    """Where "Zurück" leads."""
    alle = schritte(offen.stand.schema)
    return step_path(offen, alle[max(schritt.nummer - 2, 0)])


def path_to_resume(offen: Offen) -> str:
    """Where to go on: the first step not visited yet, else checking."""
    for schritt in schritte(offen.stand.schema):
        if schritt.schluessel not in offen.stand.besucht:
            return step_path(offen, schritt)
    return check_path(offen)


def stepper(offen: Offen, ergebnis: Pruefergebnis, aktuell: str) -> list[Stufe]:
    """All steps and the check at the end; visited ones and the next one can be reached."""
    besucht, stufen, ist_erreichbar = set(offen.stand.besucht), [], True
    for schritt in schritte(offen.stand.schema):
        war_da = schritt.schluessel in besucht
        state = "open"
        if schritt.schluessel == aktuell:
            state = "current"
        elif war_da:
            state = "error" if fehler_im_schritt(schritt, ergebnis.fehler) else "done"
        stufen.append(Stufe(schritt.titel, step_path(offen, schritt) if war_da or ist_erreichbar else "", state))
        ist_erreichbar = ist_erreichbar and war_da
    ende = check_path(offen) if ist_erreichbar else ""
    return [*stufen, Stufe(PRUEFEN, ende, "current" if aktuell == PRUEFEN else "open")]


def step_context(
    offen: Offen,
    schritt: Schritt,
    *,
    zeigt_fehler: bool,
    roh: Mapping[str, object] | None = None,
    weitere: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Context of a form page. `roh` replaces the saved values, `weitere` are further errors (uploads)."""
    stand, ergebnis = offen.stand, offen.stand.pruefe()
    fehler = {**(ergebnis.fehler if zeigt_fehler else {}), **(weitere or {})}
    eingaben = Eingaben(
        roh=stand.eingaben if roh is None else roh,
        dateien=stand.dateien,
        fehler=fehler,
        codelisten=load_codelisten(stand.schema),
    )
    stufen = stepper(offen, ergebnis, schritt.schluessel)
    return {
        **base_context(offen),
        "seite": filled(seite(stand.schema, schritt, eingaben), values_for(stand)),
        "stufen": stufen,
        "gesamt": len(stufen),
        "path": step_path(offen, schritt),
        "ist_erster": schritt.nummer == 1,
    }


def base_context(offen: Offen) -> dict[str, Any]:
    """What every page of a draft knows."""
    return {
        "stand": offen.stand,
        "dienst": offen.stand.onlinedienst,
        "ort": get_gebiet(offen.stand.gebiet_ars).name,
        "gespeichert": offen.stand.geaendert_am if offen.stand.version > 1 else None,
    }


def check_context(offen: Offen) -> dict[str, Any]:
    """Context of the check-your-answers page: answers by step, and every error with the way to its field."""
    stand, ergebnis = offen.stand, offen.stand.pruefe()
    alle = schritte(stand.schema)
    eintraege = tuple(_visible(stand.schema, zusammenfassung(stand.schema, ergebnis.werte)))
    abschnitte = [
        Abschnitt(
            schritt,
            step_path(offen, schritt),
            tuple(_entries(schritt, eintraege)),
            len(fehler_im_schritt(schritt, ergebnis.fehler)),
        )
        for schritt in alle
    ]
    return {
        **base_context(offen),
        "abschnitte": abschnitte,
        "fehler": list(_error_links(offen, alle, ergebnis.fehler)),
        "stufen": stepper(offen, ergebnis, PRUEFEN),
        "nummer": len(alle) + 1,
        "empfaenger": preview_empfaenger(stand, ergebnis.werte),
    }


def _visible(schema: Schema, eintraege: Iterable[Eintrag]) -> Iterator[Eintrag]:
    """The answers without hidden fields, which the citizen was never shown."""
    for eintrag in eintraege:
        if eintrag.kinder:
            if kinder := tuple(_visible(schema, eintrag.kinder)):
                yield replace(eintrag, kinder=kinder)
        elif schema.index[adressen.pfad_von(eintrag.adresse)].feldart != Feldart.HIDDEN:
            yield eintrag


def _entries(schritt: Schritt, eintraege: Iterable[Eintrag]) -> Iterator[Eintrag]:
    """The answers of one step; a group that is the whole step gives its children, because the heading says its name."""
    for eintrag in eintraege:
        if not gehoert_zum_schritt(schritt, eintrag.adresse):
            yield from _entries(schritt, eintrag.kinder)
        elif eintrag.kinder and (eintrag.adresse,) == schritt.pfade:
            yield from eintrag.kinder
        else:
            yield eintrag


def _error_links(offen: Offen, alle: tuple[Schritt, ...], fehler: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for adresse, zeile in zip(fehler, fehlerliste(offen.stand.schema, fehler), strict=True):
        schritt = schritt_von(alle, adresse)
        yield f"{step_path(offen, schritt)}#{zeile.ziel}" if schritt else "", zeile.satz

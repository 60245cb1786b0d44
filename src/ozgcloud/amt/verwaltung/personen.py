"""The page of one Person: what it shows, and what its forms do."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from ozgcloud.amt.gleichzeitig import version_of
from ozgcloud.amt.verwaltung.eingaben import UNKNOWN_FORM, Post, choices, read_angaben, read_id, read_zuweisung
from ozgcloud.amt.verwaltung.texte import TAKTE, UMFAENGE, rolle_text
from ozgcloud.benachrichtigung.actions.save_wunsch import save_wunsch
from ozgcloud.benachrichtigung.queries import get_einstellung, has_post
from ozgcloud.core.actor import Actor
from ozgcloud.core.eingabe import read_day
from ozgcloud.core.errors import InvalidInput
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.leistung.queries import names_of
from ozgcloud.mandant.actions.change_person import change_person
from ozgcloud.mandant.actions.delete_abwesenheit import delete_abwesenheit
from ozgcloud.mandant.actions.give_rolle import give_rolle
from ozgcloud.mandant.actions.save_abwesenheit import save_abwesenheit
from ozgcloud.mandant.actions.switch_person import switch_person
from ozgcloud.mandant.actions.take_rolle import take_rolle
from ozgcloud.mandant.personal import Personalzeile, Rollenzeile, get_personalblatt, list_abwesenheiten, list_einheiten
from ozgcloud.mandant.queries import list_personen

Step = Callable[[Actor, UUID, Post], str]


def rollen_texts(zeilen: tuple[Rollenzeile, ...]) -> list[tuple[Rollenzeile, str]]:
    """Assignments with their words."""
    keys = {zeile.zuweisung.leistung_schluessel for zeile in zeilen if zeile.zuweisung.leistung_schluessel}
    names = names_of(sorted(keys)) if keys else {}
    return [
        (
            zeile,
            rolle_text(
                zeile.zuweisung,
                zeile.einheit,
                names.get(zeile.zuweisung.leistung_schluessel or "", zeile.zuweisung.leistung_schluessel or ""),
            ),
        )
        for zeile in zeilen
    ]


def list_lines(zeilen: list[Personalzeile]) -> list[tuple[Personalzeile, list[str]]]:
    """People with their Rollen in words."""
    return [(zeile, [text for _, text in rollen_texts(zeile.rollen)]) for zeile in zeilen]


@in_mandant
def person_context(actor: Actor, person_id: UUID) -> dict[str, Any]:
    """Template variables of the page of somebody the actor administers. Raises NotFound."""
    blatt = get_personalblatt(actor, person_id)
    return {
        "blatt": blatt,
        "rollenzeilen": rollen_texts(blatt.zeile.rollen),
        "selbst": actor.person_id == person_id,
        **choices(actor, list_einheiten(actor)),
        **settings_context(actor, person_id),
    }


@in_mandant
def settings_context(actor: Actor, person_id: UUID) -> dict[str, Any]:
    """Template variables of absences and e-mails of somebody."""
    return {
        "abwesenheiten": list_abwesenheiten(actor, person_id),
        "kollegen": [(k.id, k.name) for k in list_personen(actor).values() if k.id != person_id],
        "einstellung": get_einstellung(actor, person_id),
        "takte": TAKTE,
        "umfaenge": UMFAENGE,
        "hat_post": has_post(),
    }


def take_step(actor: Actor, person_id: UUID, post: Post, steps: dict[str, Step]) -> str:
    """Do what the form `_tun` asks for; returns the sentence that says so. Raises InvalidInput for another form."""
    try:
        step = steps[post.get("_tun", "")]
    except KeyError:
        raise InvalidInput(UNKNOWN_FORM) from None
    return step(actor, person_id, post)


def _change(actor: Actor, person_id: UUID, post: Post) -> str:
    change_person(actor, person_id=person_id, angaben=read_angaben(post), version=version_of(post))
    return "Die Angaben sind gespeichert."


def _give(actor: Actor, person_id: UUID, post: Post) -> str:
    give_rolle(actor, person_id=person_id, zuweisung=read_zuweisung(post))
    return "Die Rolle ist vergeben. Sie gilt ab dem nächsten Klick der Person."


def _take(actor: Actor, person_id: UUID, post: Post) -> str:
    rolle_id = read_id(post.get("rolle_id", ""), "rolle")
    if rolle_id is None:
        raise InvalidInput(UNKNOWN_FORM)
    take_rolle(actor, person_id=person_id, rolle_id=rolle_id)
    return "Die Rolle ist entzogen. Das gilt ab dem nächsten Klick der Person."


def _switch(actor: Actor, person_id: UUID, post: Post) -> str:
    aktiv = post.get("aktiv") == "1"
    switch_person(actor, person_id=person_id, aktiv=aktiv)
    return "Die Person kann wieder arbeiten." if aktiv else "Die Person ist deaktiviert und abgemeldet."


def _be_away(actor: Actor, person_id: UUID, post: Post) -> str:
    save_abwesenheit(
        actor,
        person_id=person_id,
        von=read_day(post.get("von", "")),
        bis=read_day(post.get("bis", "")),
        vertretung_id=read_id(post.get("vertretung", ""), "vertretung"),
    )
    return "Die Abwesenheit ist eingetragen."


def _be_back(actor: Actor, person_id: UUID, post: Post) -> str:
    abwesenheit_id = read_id(post.get("abwesenheit_id", ""), "von")
    if abwesenheit_id is None:
        raise InvalidInput(UNKNOWN_FORM)
    delete_abwesenheit(actor, person_id=person_id, abwesenheit_id=abwesenheit_id)
    return "Die Abwesenheit ist gelöscht."


def _hear(actor: Actor, person_id: UUID, post: Post) -> str:
    save_wunsch(actor, person_id=person_id, takt=post.get("takt", ""), umfang=post.get("umfang", ""))
    return "Die Benachrichtigung ist gespeichert."


OWN: dict[str, Step] = {"abwesenheit": _be_away, "abwesenheit_loeschen": _be_back, "benachrichtigung": _hear}
OTHERS: dict[str, Step] = {**OWN, "angaben": _change, "rolle": _give, "rolle_nehmen": _take, "schalten": _switch}

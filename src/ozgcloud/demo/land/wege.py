"""Where an Antrag of the past went: the same rules and the same explanation as for a new one, asked once per place."""

from typing import Any
from uuid import UUID

from ozgcloud.core.actor import Rolle
from ozgcloud.core.errors import Conflict
from ozgcloud.demo.land.saetze import Ziel
from ozgcloud.demo.land.ziele import STICHTAG
from ozgcloud.mandant.models import PersonRolle
from ozgcloud.zustaendigkeit.queries import find_stelle


class Wegweiser:
    """Remembers answers: rules of the model hold for the whole history, so the day changes nothing."""

    def __init__(self) -> None:
        self._ziele: dict[tuple[str, str], Ziel] = {}

    def ziel(self, mandant_id: int, leistung: str, ars: str) -> Ziel:
        """The Stelle in the open Mandant; raises Conflict when the rules lead elsewhere than the plan."""
        key = (leistung, ars)
        if key not in self._ziele:
            stelle = find_stelle(leistung=leistung, ars=ars, tag=STICHTAG, land_id=int(ars[:2]))
            if stelle.mandant_id != mandant_id:
                raise Conflict(f"Die Regeln führen {leistung} aus {ars} zu „{stelle.name}“.")
            person = _bearbeiter(stelle.organisationseinheit_id, leistung)
            self._ziele[key] = Ziel(stelle.organisationseinheit_id, stelle.erklaerung, person)
        return self._ziele[key]


def _bearbeiter(organisationseinheit_id: UUID | None, leistung: str) -> UUID:
    """Who works on it in the open Mandant: the Person whose Rolle fits most narrowly."""
    rollen = PersonRolle.objects.filter(rolle=Rolle.USER.value).order_by("person_id")

    def enge(rolle: PersonRolle) -> tuple[bool, bool, Any]:
        return rolle.leistung_schluessel is None, rolle.organisationseinheit_id is None, rolle.person_id

    passend = [
        rolle
        for rolle in rollen
        if rolle.organisationseinheit_id in (None, organisationseinheit_id)
        and rolle.leistung_schluessel in (None, leistung)
    ]
    return min(passend, key=enge).person_id

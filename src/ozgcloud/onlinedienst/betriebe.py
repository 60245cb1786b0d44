"""Online-Dienste at one Verwaltung, as its own Fachadministration sees them."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import NotFound
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.onlinedienst.models import Dienstbetrieb, Onlinedienst, Phase
from ozgcloud.onlinedienst.parameter import Parameter, missing, read_declaration, shown_values
from ozgcloud.onlinedienst.queries import fill_texts
from ozgcloud.onlinedienst.rules import is_active, reaches_leistung


@dataclass(frozen=True, slots=True)
class Betriebszeile:
    """An Online-Dienst with the stored values of one Verwaltung; `offen` are required ones without value."""

    dienst: Onlinedienst
    parameter: tuple[Parameter, ...]
    werte: dict[str, str]
    ist_aktiv: bool
    aktiv_von: date | None
    aktiv_bis: date | None

    @property
    def offen(self) -> list[Parameter]:
        """What must be filled in before Go-live."""
        return missing(self.parameter, self.werte)


@in_mandant
def list_betriebe(actor: Actor, tag: date) -> list[Betriebszeile]:
    """Released Online-Dienste that leave something to the Verwaltung, of Leistungen the actor administers, by title."""
    rows = Onlinedienst.objects.filter(phase=Phase.FREIGEGEBEN).exclude(parameter=[]).select_related("leistung")
    dienste = [dienst for dienst in rows.order_by("titel") if reaches_leistung(actor, dienst.leistung_id)]
    betriebe = {b.onlinedienst_id: b for b in Dienstbetrieb.objects.filter(onlinedienst_id__in=[d.id for d in dienste])}
    return [_line(dienst, betriebe.get(dienst.id), tag) for dienst in dienste]


@in_mandant
def get_betrieb(actor: Actor, onlinedienst_id: UUID, tag: date) -> Betriebszeile:
    """One of them; raises NotFound for others."""
    found = next((zeile for zeile in list_betriebe(actor, tag) if zeile.dienst.id == onlinedienst_id), None)
    if found is None:
        raise NotFound("Diesen Online-Dienst gibt es hier nicht, oder er überlässt der Verwaltung nichts.")
    return found


def _line(dienst: Onlinedienst, betrieb: Dienstbetrieb | None, tag: date) -> Betriebszeile:
    von, bis = (betrieb.aktiv_von, betrieb.aktiv_bis) if betrieb else (None, None)
    return Betriebszeile(
        dienst,
        read_declaration(dienst.parameter),
        dict(betrieb.parameter) if betrieb else {},
        is_active(von, bis, tag, ueberall=dienst.ueberall),
        von,
        bis,
    )


def preview_texts(dienst: Onlinedienst, werte: dict[str, str]) -> dict[str, Any]:
    """The texts of the Bescheid as they would read with these values (canonical, see `parameter`)."""
    return fill_texts(dienst, shown_values(read_declaration(dienst.parameter), werte))

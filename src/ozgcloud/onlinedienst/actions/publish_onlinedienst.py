"""Publish an Online-Dienst."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from ozgcloud.core.actor import Actor, require_operator
from ozgcloud.core.eingabe import require_all
from ozgcloud.core.errors import Conflict, InvalidInput
from ozgcloud.core.journal import emit
from ozgcloud.datenschema.queries import get_datenschema
from ozgcloud.leistung.queries import names_of
from ozgcloud.onlinedienst.events import OnlinedienstPublished
from ozgcloud.onlinedienst.models import Onlinedienst, Phase
from ozgcloud.onlinedienst.parameter import Parameter, as_json, require_declaration, require_placeholders
from ozgcloud.onlinedienst.rules import require_haltezeit, require_kennung, require_titel


@dataclass(frozen=True, slots=True, kw_only=True)
class Angaben:
    """What makes a Leistung an Online-Dienst; fields as described at the model, `uebung` publishes to tests."""

    kennung: str
    leistung: str
    datenschema_id: UUID
    titel: str
    bescheid: dict[str, Any]
    antragsteller_pfade: tuple[str, ...] = ()
    haltezeit_minuten: int = 10
    uebung: bool = False
    anknuepfung_pfad: str = ""
    ortsfrage: str = ""
    ueberall: bool = True
    parameter: tuple[Parameter, ...] = ()


def publish_onlinedienst(actor: Actor, *, angaben: Angaben) -> OnlinedienstPublished:
    """Open an Online-Dienst to citizens, or to practice.

    Raises Forbidden, InvalidInput (name, title, Leistung, hold), NotFound for an unknown Datenschema, or Conflict when
    the name is taken.
    """
    require_operator(actor)
    get_datenschema(angaben.datenschema_id)
    require_all(
        lambda: require_titel(angaben.titel),
        lambda: require_kennung(angaben.kennung),
        lambda: _require_leistung(angaben.leistung),
        lambda: require_haltezeit(angaben.haltezeit_minuten),
        lambda: require_declaration(angaben.parameter, ueberall=angaben.ueberall),
        lambda: require_placeholders(angaben.bescheid, angaben.parameter),
    )
    with transaction.atomic(durable=True):
        if Onlinedienst.objects.filter(kennung=angaben.kennung).exists():
            raise Conflict(
                f"Ein Online-Dienst mit der Kennung „{angaben.kennung}“ besteht bereits. Bitte wählen Sie eine andere."
            )
        try:
            dienst = _store(angaben)
        except IntegrityError:
            raise Conflict(
                "Dieser Online-Dienst wird gerade schon veröffentlicht. Bitte sehen Sie in der Liste nach."
            ) from None
        return emit(actor, OnlinedienstPublished(onlinedienst_id=dienst.id, uebung=angaben.uebung))


def _require_leistung(schluessel: str) -> None:
    if not schluessel.isdigit() or not names_of([schluessel]):
        raise InvalidInput("Diese Leistung gibt es nicht.", {"leistung": "Bitte wählen Sie eine aus der Liste."})


def _store(angaben: Angaben) -> Onlinedienst:
    with transaction.atomic():
        return Onlinedienst.objects.create(
            kennung=angaben.kennung,
            leistung_id=angaben.leistung,
            datenschema_id=angaben.datenschema_id,
            titel=require_titel(angaben.titel),
            phase=Phase.TEST if angaben.uebung else Phase.FREIGEGEBEN,
            bescheid=angaben.bescheid,
            antragsteller_pfade=list(angaben.antragsteller_pfade),
            haltezeit_minuten=angaben.haltezeit_minuten,
            anknuepfung_pfad=angaben.anknuepfung_pfad,
            ortsfrage=angaben.ortsfrage,
            ueberall=angaben.ueberall,
            parameter=as_json(angaben.parameter),
        )

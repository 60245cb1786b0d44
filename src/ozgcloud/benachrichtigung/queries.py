"""Reading wishes and e-mails, and whose turn it is."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import connections

from ozgcloud.benachrichtigung.models import Sendung, Wunsch
from ozgcloud.benachrichtigung.rules import Takt, Umfang
from ozgcloud.core.actor import Actor
from ozgcloud.core.tenancy import reads_mandant
from ozgcloud.mandant.personal import fetch_person

ALIAS = "relay"
DUE = """
SELECT mandant_id, person_id FROM benachrichtigung_hinweis WHERE faellig_am <= %(jetzt)s
UNION SELECT mandant_id, person_id FROM benachrichtigung_sendung WHERE naechster_versuch_am <= %(jetzt)s
"""


def has_post() -> bool:
    """Whether this installation has a mail server."""
    return bool(settings.ENV.smtp_url)


@dataclass(frozen=True, slots=True)
class Einstellung:
    """How somebody hears, and what became of the last e-mail to him."""

    takt: Takt = Takt.AUS
    umfang: Umfang = Umfang.EIGENE
    zuletzt_am: datetime | None = None
    fehler: str = ""


@reads_mandant
def get_einstellung(actor: Actor, person_id: UUID) -> Einstellung:
    """Of oneself, or of somebody one administers; raises NotFound."""
    if actor.person_id != person_id:
        fetch_person(actor, person_id)
    wunsch = Wunsch.objects.filter(person_id=person_id).first()
    last = Sendung.objects.filter(person_id=person_id).order_by("-erstellt_am").first()
    return Einstellung(
        Takt(wunsch.takt) if wunsch else Takt.AUS,
        Umfang(wunsch.umfang) if wunsch else Umfang.EIGENE,
        last.gesendet_am if last else None,
        last.fehler if last else "",
    )


def list_due(jetzt: datetime) -> list[tuple[int, UUID]]:
    """(Mandant, Person) of everybody an e-mail may be due for, in all Mandanten; read by role `relay`."""
    with connections[ALIAS].cursor() as cursor:
        cursor.execute(DUE, {"jetzt": jetzt})
        return [(mandant_id, person_id) for mandant_id, person_id in cursor.fetchall()]

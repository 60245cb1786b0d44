"""Two real Mandanten, a practice twin, and how a login becomes an Actor, for the tests beside this file."""

from django.contrib.auth.models import User

from ozgcloud.core.actor import Actor
from ozgcloud.core.models import Ereignis
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.mandant.actors import actor_of_login
from ozgcloud.mandant.models import Land, Mandant, Organisationseinheit

EINS, ZWEI, UEBUNG = 1, 2, 3


def make_mandanten() -> None:
    Land.objects.create(id=1, kuerzel="SH", name="Schleswig-Holstein")
    for nummer, uebung_von in ((EINS, None), (ZWEI, None), (UEBUNG, EINS)):
        Mandant.objects.create(
            id=nummer, land_id=1, kurz=f"m{nummer}", name=f"M{nummer}", art="stadt", uebung_von_id=uebung_von
        )


def make_einheit(mandant_id: int) -> Organisationseinheit:
    with mandant_scope(mandant_id):
        return Organisationseinheit.objects.create(mandant_id=mandant_id, name="Steueramt")


def log_in(benutzername: str) -> Actor | None:
    return actor_of_login(User.objects.get(username=benutzername))


def types_of(mandant_id: int) -> list[str]:
    with mandant_scope(mandant_id):
        return list(Ereignis.objects.filter(mandant_id=mandant_id).order_by("sequenz").values_list("typ", flat=True))

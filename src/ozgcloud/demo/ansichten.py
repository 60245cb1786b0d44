"""Saved views of the work list in the demo: one for everybody, one of somebody's own, and columns somebody chose."""

from django.contrib.auth.models import User

from ozgcloud.ansicht.actions.choose_spalten import choose_spalten
from ozgcloud.ansicht.actions.save_ansicht import save_ansicht
from ozgcloud.core.actor import Actor
from ozgcloud.mandant.actors import actor_of_login


def seed_ansichten() -> None:
    """What two people of the demo have set up for themselves; repeatable."""
    steuern, bau = _actor("preetz.steuern"), _actor("kiel.bau")
    save_ansicht(steuern, name="Neu und unverteilt", abfrage="ansicht=nicht-zugewiesene&status=Neu", geteilt=True)
    save_ansicht(steuern, name="Auf Papier gekommen", abfrage="kanal=papier")
    save_ansicht(bau, name="Frist in 7 Tagen", abfrage="sortierung=frist&frist=7", geteilt=True)
    choose_spalten(bau, spalten=["leistung", "antragsteller", "eingang", "frist", "ort", "zugewiesen"])


def _actor(login: str) -> Actor:
    found = actor_of_login(User.objects.get(username=login))
    assert found is not None, f"the demo has no {login}"
    return found

"""Two machines for the demo: a vendor who tries, and the Fachverfahren of one office."""

from ozgcloud.core.actor import system_actor
from ozgcloud.demo.fakten import PREETZ
from ozgcloud.schnittstelle.actions.add_schluessel import add_schluessel
from ozgcloud.schnittstelle.actions.create_client import NeuerClient, create_client
from ozgcloud.schnittstelle.actions.set_freigaben import Angabe, set_freigaben
from ozgcloud.schnittstelle.beispiel import ANBIETER, FACHVERFAHREN
from ozgcloud.schnittstelle.queries import list_clients
from ozgcloud.schnittstelle.rules import Befugnis

MASCHINEN = (
    (
        NeuerClient(name="Demo-Anbieter (Testzugang)", uebung=True, anfragen=600),
        tuple(Angabe(befugnis) for befugnis in Befugnis),
        ANBIETER,
    ),
    (
        NeuerClient(name="Demo-Fachverfahren Preetz", anfragen=600),
        tuple(Angabe(befugnis, PREETZ) for befugnis in Befugnis if befugnis is not Befugnis.EINREICHEN),
        FACHVERFAHREN,
    ),
)


def seed_maschinen() -> None:
    """Make both, once."""
    known = {client.name for client in list_clients()}
    house = system_actor(None, "demo")
    for angaben, freigaben, vorgabe in MASCHINEN:
        if angaben.name in known:
            continue
        made = create_client(house, angaben=angaben)
        set_freigaben(house, client_id=made.client_id, freigaben=freigaben)
        add_schluessel(house, client_id=made.client_id, vorgabe=vorgabe)

"""Two machines for the demo: a vendor who tries, and the Fachverfahren of one office."""

from ozgcloud.core.actor import system_actor
from ozgcloud.demo.fakten import PREETZ
from ozgcloud.schnittstelle.actions.add_schluessel import add_schluessel
from ozgcloud.schnittstelle.actions.create_client import NeuerClient, create_client
from ozgcloud.schnittstelle.actions.set_freigaben import Angabe, set_freigaben
from ozgcloud.schnittstelle.beispiel import ANBIETER, FACHVERFAHREN
from ozgcloud.schnittstelle.queries import list_clients, list_freigaben, list_schluessel
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
    """Make both, once: what one has already stays."""
    known = {client.name: client.id for client in list_clients()}
    house = system_actor(None, "demo")
    for angaben, freigaben, vorgabe in MASCHINEN:
        client_id = known.get(angaben.name) or create_client(house, angaben=angaben).client_id
        if not list_freigaben(client_id):
            set_freigaben(house, client_id=client_id, freigaben=freigaben)
        if not list_schluessel(client_id):
            add_schluessel(house, client_id=client_id, vorgabe=vorgabe)

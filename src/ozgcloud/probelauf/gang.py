"""The walk: schema → Online-Dienst → Antrag → Bescheid → e-Akte, by HTTP as three visitors would go it."""

from ozgcloud.core.actor import Rolle, Rollenzuweisung, system_actor
from ozgcloud.mandant.actions.end_uebungszugang import end_uebungszugang
from ozgcloud.mandant.actions.open_uebungszugang import Uebungszugang, open_uebungszugang
from ozgcloud.probelauf.beantragen import apply_online
from ozgcloud.probelauf.bericht import Bericht, ProbelaufFehler
from ozgcloud.probelauf.bescheiden import decide_and_verify
from ozgcloud.probelauf.browser import Sitzung
from ozgcloud.probelauf.lauf import Lauf
from ozgcloud.probelauf.uebungsland import MANDANT, prepare_uebungsland
from ozgcloud.probelauf.veroeffentlichen import publish_schema

HOUSE = system_actor(None, "probelauf")


def run_probelauf(basis: str, name: str, roh: bytes) -> Bericht:
    """Walk once with the schema file `roh` against the system at `basis`; the report says how it went."""
    bericht = Bericht(schema=name)
    zugaenge: list[Uebungszugang] = []
    try:
        with bericht.schritt("Übungsverwaltung und kurzlebige Zugänge"):
            prepare_uebungsland()
            zugaenge.append(open_uebungszugang(HOUSE, mandant_id=None))
            user = (Rollenzuweisung(Rolle.USER),)
            zugaenge.append(open_uebungszugang(HOUSE, mandant_id=MANDANT, rollen=user))
        _walk(Lauf(basis, bericht, name, roh), *zugaenge)
    except ProbelaufFehler:
        return bericht
    finally:
        for zugang in zugaenge:
            end_uebungszugang(HOUSE, zugang=zugang)
    return bericht


def _walk(lauf: Lauf, operator: Uebungszugang, clerk: Uebungszugang) -> None:
    with Sitzung(lauf.basis) as leitstand, Sitzung(lauf.basis) as buerger, Sitzung(lauf.basis) as amt:
        publish_schema(lauf, leitstand, operator)
        apply_online(lauf, buerger)
        decide_and_verify(lauf, buerger, amt, clerk)

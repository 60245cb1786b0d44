"""What goes over when a case is handed from one office to another: a copy, with files of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID, uuid5

from ozgcloud.core.store import file_store
from ozgcloud.eingang.rules import FORMULAR, Anlage, Einreichung
from ozgcloud.postfach.actions.take_over_nachrichten import Vorgeschichte
from ozgcloud.weiterleitung.rules import Gepaeck
from ozgcloud.zuarbeit.ablage import NeueDatei
from ozgcloud.zuarbeit.rules import Dateikopie


@dataclass(frozen=True, slots=True)
class Paket:
    """The Antrag as it was received, what was said about it, and what else there was."""

    einreichung: Einreichung
    vorher: Vorgeschichte = field(repr=False)
    gepaeck: Gepaeck = field(default_factory=Gepaeck, repr=False)


def with_own_files(einreichung: Einreichung, abgabe_id: UUID) -> Einreichung:
    """The same Antrag with copies of its files under new ids; bytes that do not match their hash stop the hand-over.

    Raises NotFound, InvalidInput.
    """
    store, anlagen, ids = file_store(), [], dict[str, UUID]()
    for anlage in einreichung.anlagen:
        inhalt = store.stream(anlage.verweis)
        ablage = store.put(inhalt, medientyp=anlage.medientyp, limit=anlage.groesse)
        ids[str(anlage.id)] = uuid5(abgabe_id, str(anlage.id))
        anlagen.append(
            Anlage.from_ablage(ablage, anlage_id=ids[str(anlage.id)], adresse=anlage.adresse, name=anlage.name)
        )
    werte = {adresse: _renamed(wert, ids) for adresse, wert in einreichung.werte.items()}
    return replace(
        einreichung,
        anlagen=tuple(anlagen),
        werte=werte,
        fassungen=_renamed_links(einreichung.fassungen, ids),
        quarantaene=tuple(
            replace(one, datei_id=ids.get(str(one.datei_id), None)) if one.datei_id else one
            for one in einreichung.quarantaene
        ),
    )


def copy_files(dateien: Sequence[Dateikopie]) -> tuple[NeueDatei, ...]:
    """The same files as bytes of their own; altered ones stop the hand-over. Raises NotFound, InvalidInput, Retry."""
    store, found = file_store(), []
    for datei in dateien:
        ablage = store.put(store.stream(datei.verweis), medientyp=datei.medientyp, limit=datei.verweis.groesse)
        found.append(NeueDatei(datei.id, datei.name, ablage, datei.scan))
    return tuple(found)


def _renamed_links(fassungen: dict[str, Any], ids: dict[str, UUID]) -> dict[str, Any]:
    """Files a foreign form names by address are the copies from now on."""
    note = fassungen.get(FORMULAR)
    if note is None:
        return fassungen
    pairs = [[adresse, str(ids.get(datei_id, datei_id))] for adresse, datei_id in note.get("dateien", ())]
    return {**fassungen, FORMULAR: {**note, "dateien": pairs}}


def _renamed(wert: Any, ids: dict[str, UUID]) -> Any:
    """A cleaned value that names a file names its copy."""
    if isinstance(wert, dict) and wert.get("datei") in ids:
        return {**wert, "datei": str(ids[wert["datei"]])}
    return wert

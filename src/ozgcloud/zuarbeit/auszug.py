"""The excerpt: what of a case can be chosen for another office, and what a choice amounts to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.scan import is_deliverable
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.datenschema.zusammenfassung import Eintrag
from ozgcloud.eingang.formular import eintraege_of, leistung_name
from ozgcloud.eingang.queries import AnlageZeile, get_eingang, list_anlagen
from ozgcloud.vorgang.queries import get_vorgang, list_notizen
from ozgcloud.zuarbeit.rules import Auszug, Merksatz, Zeile, require_known


@dataclass(frozen=True, slots=True)
class Auswahl:
    """What somebody ticked: places of answers in the form, ids of notes and files."""

    angaben: tuple[str, ...] = ()
    notizen: tuple[str, ...] = ()
    dateien: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Angebot:
    """What can be ticked, by the key the form sends; files that nobody may have now are left out."""

    angaben: dict[str, Zeile] = field(repr=False)
    notizen: dict[str, Merksatz] = field(repr=False)
    dateien: dict[str, AnlageZeile] = field(repr=False)


@in_mandant
def load_angebot(actor: Actor, vorgang_id: UUID) -> Angebot:
    """What of a case the caller may see can be shown to another office. Raises NotFound."""
    eingang = get_eingang(actor, vorgang_id)
    return Angebot(
        angaben=dict(_lines(eintraege_of(eingang))),
        notizen={str(n.id): Merksatz(n.erstellt_am, n.text) for n in list_notizen(actor, vorgang_id)},
        dateien={str(a.datei_id): a for a in list_anlagen(actor, vorgang_id) if is_deliverable(a.scan)},
    )


def _lines(eintraege: Sequence[Eintrag], ort: str = "", gruppe: str = "") -> Iterator[tuple[str, Zeile]]:
    """The answers with their place as key: an Eingang never changes, so the place of an answer is its name."""
    for nummer, eintrag in enumerate(eintraege):
        stelle = f"{ort}{nummer}"
        if eintrag.kinder:
            yield from _lines(eintrag.kinder, f"{stelle}.", f"{gruppe} › {eintrag.label}" if gruppe else eintrag.label)
        elif not eintrag.ist_datei:
            yield stelle, Zeile(gruppe, eintrag.label, eintrag.anzeige)


@in_mandant
def choose(actor: Actor, vorgang_id: UUID, auswahl: Auswahl) -> tuple[Auszug, tuple[AnlageZeile, ...]]:
    """Exactly what the other office will see, in the order of the form. Raises NotFound, InvalidInput."""
    angebot, vorgang = load_angebot(actor, vorgang_id), get_vorgang(actor, vorgang_id)
    for chosen, known, feld in (
        (auswahl.angaben, angebot.angaben, "angaben"),
        (auswahl.notizen, angebot.notizen, "notizen"),
        (auswahl.dateien, angebot.dateien, "dateien"),
    ):
        require_known(chosen, list(known), feld)
    auszug = Auszug(
        vorgang.vorgangsnummer,
        leistung_name(vorgang.leistung_schluessel),
        tuple(zeile for key, zeile in angebot.angaben.items() if key in auswahl.angaben),
        tuple(notiz for key, notiz in angebot.notizen.items() if key in auswahl.notizen),
    )
    return auszug, tuple(anlage for key, anlage in angebot.dateien.items() if key in auswahl.dateien)

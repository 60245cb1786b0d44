"""Hand in an Antrag that a machine has filled in for somebody, on one of our own forms."""

from collections.abc import Sequence

from django.conf import settings

from ozgcloud.antrag.antragsteller import applicant_of
from ozgcloud.antrag.beleg import Beleg, code_of
from ozgcloud.antrag.formularantrag import FormularAntrag, require_complete
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.eingang.rules import Anlage, Einreichung, Kanal, access_hash
from ozgcloud.mandant.gebietsangaben import land_of
from ozgcloud.vorgang.actions.open_vorgang import open_vorgang
from ozgcloud.vorgang.rules import new_vorgangsnummer
from ozgcloud.zustaendigkeit.queries.ort import locate
from ozgcloud.zustaendigkeit.rules.ort import AM_START, Anknuepfung


def hand_in_antrag(
    actor: Actor, *, absender: str, transaktion: str, antrag: FormularAntrag, anlagen: Sequence[Anlage]
) -> Beleg:
    """Hand a checked Antrag to the authority; under the same key it answers with the same receipt.

    Raises InvalidInput with the errors by address, Conflict when the key was used for something else or practice has
    no office at that place.
    """
    require_complete(antrag.ergebnis)
    code = code_of(absender, transaktion)
    quittung = open_vorgang(actor, einreichung=_einreichung(absender, transaktion, antrag, tuple(anlagen), code))
    return Beleg(quittung, code)


def place_of(antrag: FormularAntrag) -> tuple[str, Anknuepfung]:
    """The place that decides who is competent; the one the sender named has been looked up today already."""
    pfad = antrag.formular.dienst.anknuepfung_pfad
    if not pfad:
        return antrag.gebiet_ars, AM_START
    return locate(antrag.ergebnis.werte, pfad=pfad, start=antrag.gebiet_ars, tag=clock.today())


def _einreichung(
    absender: str, transaktion: str, antrag: FormularAntrag, anlagen: tuple[Anlage, ...], code: str
) -> Einreichung:
    dienst, werte, nummer = antrag.formular.dienst, antrag.ergebnis.werte, new_vorgangsnummer()
    ars, anknuepfung = place_of(antrag)
    name, anschrift = applicant_of(antrag.formular.schema, werte, dienst.antragsteller_pfade)
    return Einreichung(
        absender=absender,
        transaktion=transaktion,
        kanal=Kanal.API,
        onlinedienst_id=dienst.id,
        datenschema_id=dienst.datenschema_id,
        leistung=dienst.leistung_id,
        gebiet_ars=ars,
        land_id=land_of(ars),
        uebung=antrag.uebung or dienst.ist_uebung,
        roh=antrag.roh,
        werte=werte,
        fassungen=_versions(antrag),
        anlagen=anlagen,
        antragsteller=name,
        anschrift=anschrift,
        vorgangsnummer=nummer,
        zugang_hash=access_hash(settings.SECRET_KEY, nummer, code),
        anknuepfung=anknuepfung,
        vollstaendig=antrag.ergebnis.vollstaendig,
    )


def _versions(antrag: FormularAntrag) -> dict[str, object]:
    dienst, schema = antrag.formular.dienst, antrag.formular.schema
    return {
        "datenschema": f"{schema.fim_id}@{schema.version}",
        "onlinedienst": f"{dienst.kennung}@{dienst.version}",
        "codelisten": {key: aufloesung.liste for key, aufloesung in antrag.formular.codelisten.items()},
    }

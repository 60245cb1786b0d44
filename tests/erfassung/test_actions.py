"""From paper to case: the same form, the same way, the day it arrived, the gaps noted, a letter with the code."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.conf import settings

from doors.amt_zugang import somebody
from lauf import drain
from ozgcloud.antrag.actions.attach_datei import attach_datei
from ozgcloud.antrag.actions.save_eingaben import save_eingaben
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, Rolle, system_actor
from ozgcloud.core.errors import Conflict, Forbidden, InvalidInput, NotFound
from ozgcloud.core.models import Ereignis
from ozgcloud.core.store import file_store
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.eingang.queries import get_eingang, list_anlagen
from ozgcloud.eingang.rules import access_hash
from ozgcloud.erfassung.actions.discard_erfassung import discard_erfassung
from ozgcloud.erfassung.actions.start_erfassung import Beginn, start_erfassung
from ozgcloud.erfassung.actions.submit_erfassung import submit_erfassung
from ozgcloud.erfassung.brief import compose_brief
from ozgcloud.erfassung.einreichung import scan_address
from ozgcloud.erfassung.queries import entwurf_of, geheimnis_of, list_erfassungen, show_erfassung, zugangscode_of
from ozgcloud.nachforderung.queries import list_nachforderungen
from ozgcloud.postfach.queries import find_zugang, get_standseite
from ozgcloud.vorgang.models import Vorgang
from ozgcloud.vorgang.quarantaene import hinweise_of
from welt import ARS, NIEMANDSORT, Welt

PDF = b"%PDF-1.7 Scan"
ANGABEN = {"F1": "Erika", "F2": "Musterfrau", "F3": "Markt", "F4": "1", "F5": "24211", "F6": "Preetz"}


def beginne(welt: Welt, actor: Actor, *, ars: str = ARS[1], tage: int = 3, kanal: str = "papier") -> UUID:
    tag = clock.today() - timedelta(days=tage)
    return start_erfassung(actor, beginn=Beginn(welt.onlinedienst_id, ars, kanal, tag))


def tippe(actor: Actor, erfassung_id: UUID, angaben: dict[str, str] = ANGABEN) -> None:
    save_eingaben(actor, geheimnis=geheimnis_of(erfassung_id), eingaben=dict(angaben), schritt="")


def fuege_bei(actor: Actor, erfassung_id: UUID, adresse: str = "") -> None:
    adresse = adresse or scan_address(entwurf_of(actor, erfassung_id))
    ablage = file_store().put(iter([PDF]), medientyp="application/pdf")
    attach_datei(actor, geheimnis=geheimnis_of(erfassung_id), adresse=adresse, name="scan.pdf", ablage=ablage)


def vorgang(nummer: str, mandant_id: int = 1) -> Vorgang:
    with mandant_scope(mandant_id):
        return Vorgang.objects.get(vorgangsnummer=nummer)


def test_a_complete_one_becomes_a_case_of_the_day_it_arrived(welt):
    actor = welt.eins.sachbearbeitung
    erfassung_id = beginne(welt, actor)
    tippe(actor, erfassung_id)
    fuege_bei(actor, erfassung_id, "F7")
    for _ in range(2):
        fuege_bei(actor, erfassung_id)
    nummer = submit_erfassung(actor, erfassung_id=erfassung_id)
    assert submit_erfassung(actor, erfassung_id=erfassung_id) == nummer
    drain()
    fall = vorgang(nummer)
    assert (fall.kanal, fall.eingangsdatum) == ("papier", clock.today() - timedelta(days=3))
    assert fall.organisationseinheit_id == welt.eins.einheit
    assert [anlage.adresse for anlage in list_anlagen(actor, fall.id)] == ["F7", "_anlage[000]", "_anlage[001]"]
    assert get_eingang(actor, fall.id).eingangsdatum == fall.eingangsdatum
    assert hinweise_of(actor, fall.id) == []
    zeile = show_erfassung(actor, erfassung_id)
    assert (zeile.vorgangsnummer, zeile.behoerde, zeile.vorgang_id) == (nummer, "Stadt 1", fall.id)
    with mandant_scope(1):
        assert Ereignis.objects.filter(typ="AntragCaptured").count() == 1


def test_gaps_are_noted_and_a_request_for_them_is_proposed(welt):
    actor = welt.eins.sachbearbeitung
    erfassung_id = beginne(welt, actor, kanal="telefon")
    tippe(actor, erfassung_id, {"F1": "Erika", "F2": "Musterfrau"})
    with pytest.raises(InvalidInput) as refused:
        submit_erfassung(actor, erfassung_id=erfassung_id)
    assert set(refused.value.fehler) == {"F3", "F4", "F5", "F6", "F7"}
    nummer = submit_erfassung(actor, erfassung_id=erfassung_id, unvollstaendig=True)
    drain()
    fall = vorgang(nummer)
    (hinweis,) = hinweise_of(actor, fall.id)
    assert hinweis.grund == "Bei der Erfassung blieben 5 Angaben offen."
    (vorschlag,) = list_nachforderungen(actor, fall.id)
    assert [one.titel for one in vorschlag.posten] == ["Straße", "Hausnummer", "Postleitzahl", "Ort", "Nachweis"]


def test_the_letter_opens_the_status_page(welt):
    actor = welt.eins.sachbearbeitung
    erfassung_id = beginne(welt, actor)
    with pytest.raises(Conflict):
        compose_brief(actor, erfassung_id)
    tippe(actor, erfassung_id)
    nummer = submit_erfassung(actor, erfassung_id=erfassung_id, unvollstaendig=True)
    drain()
    brief = compose_brief(actor, erfassung_id)
    assert brief == compose_brief(actor, erfassung_id)
    assert brief.empfaenger == ("Erika Musterfrau", "Markt 1", "24211 Preetz")
    assert brief.merkposten == (("Vorgangsnummer", nummer), ("Zugangscode", zugangscode_of(erfassung_id)))
    assert brief.liste == ("Nachweis",)
    gefunden = find_zugang(access_hash(settings.SECRET_KEY, nummer, zugangscode_of(erfassung_id)))
    seite = get_standseite(gefunden)
    assert (seite.vorgangsnummer, seite.eingangsdatum) == (nummer, clock.today() - timedelta(days=3))


def test_the_rules_find_the_office_also_another_one(welt):
    actor = welt.eins.poststelle
    erfassung_id = beginne(welt, actor, ars=ARS[2])
    tippe(actor, erfassung_id)
    nummer = submit_erfassung(actor, erfassung_id=erfassung_id, unvollstaendig=True)
    zeile = show_erfassung(actor, erfassung_id)
    assert (zeile.behoerde, zeile.vorgang_id) == ("Stadt 2", None)
    assert vorgang(nummer, 2).eingangsdatum == clock.today() - timedelta(days=3)
    assert compose_brief(actor, erfassung_id).behoerde.name == "Stadt 1"


def test_what_nobody_is_competent_for_goes_to_the_clearing(welt):
    actor = welt.eins.sachbearbeitung
    erfassung_id = beginne(welt, actor, ars=NIEMANDSORT)
    tippe(actor, erfassung_id)
    submit_erfassung(actor, erfassung_id=erfassung_id, unvollstaendig=True)
    assert show_erfassung(actor, erfassung_id).behoerde == "Clearingstelle"


def test_an_empty_sheet_is_no_antrag_but_a_scan_is(welt):
    actor = welt.eins.sachbearbeitung
    erfassung_id = beginne(welt, actor)
    with pytest.raises(InvalidInput):
        submit_erfassung(actor, erfassung_id=erfassung_id, unvollstaendig=True)
    fuege_bei(actor, erfassung_id)
    assert submit_erfassung(actor, erfassung_id=erfassung_id, unvollstaendig=True).startswith("OZG-")


def test_only_who_began_goes_on_and_only_who_works_here_begins(welt):
    actor = welt.eins.sachbearbeitung
    erfassung_id = beginne(welt, actor)
    for stranger in (welt.eins.poststelle, welt.zwei.sachbearbeitung, system_actor(1)):
        with pytest.raises(NotFound):
            entwurf_of(stranger, erfassung_id)
        with pytest.raises(NotFound):
            discard_erfassung(stranger, erfassung_id=erfassung_id)
    for rolle in (Rolle.LOESCHEN, Rolle.FACHADMIN):
        with pytest.raises(Forbidden):
            beginne(welt, somebody(1, rolle))
    assert [zeile.id for zeile in list_erfassungen(actor)] == [erfassung_id]
    assert list_erfassungen(welt.eins.poststelle) == []


def test_what_was_begun_can_be_thrown_away_until_it_is_a_case(welt):
    actor = welt.eins.sachbearbeitung
    erfassung_id = beginne(welt, actor)
    fuege_bei(actor, erfassung_id)
    assert len(discard_erfassung(actor, erfassung_id=erfassung_id)) == 1
    with pytest.raises(NotFound):
        show_erfassung(actor, erfassung_id)
    erfassung_id = beginne(welt, actor)
    tippe(actor, erfassung_id)
    submit_erfassung(actor, erfassung_id=erfassung_id, unvollstaendig=True)
    with pytest.raises(Conflict):
        discard_erfassung(actor, erfassung_id=erfassung_id)


@pytest.mark.parametrize(("tage", "kanal"), [(-1, "papier"), (5_000, "papier"), (1, "portal"), (1, "")])
def test_impossible_beginnings(welt, tage, kanal):
    with pytest.raises(InvalidInput):
        beginne(welt, welt.eins.sachbearbeitung, tage=tage, kanal=kanal)
    with pytest.raises(NotFound):
        start_erfassung(
            welt.eins.sachbearbeitung,
            beginn=Beginn(welt.onlinedienst_id, "999999999999", "papier", date(2026, 1, 1)),
        )


def test_a_page_that_is_older_than_the_draft_submits_nothing(welt):
    actor = welt.eins.sachbearbeitung
    erfassung_id = beginne(welt, actor)
    tippe(actor, erfassung_id)
    with pytest.raises(Conflict):
        submit_erfassung(actor, erfassung_id=erfassung_id, version=1, unvollstaendig=True)

"""Cases for a Fachverfahren: pages of the list, a whole case in one answer, steps and decisions, never unseen."""

from datetime import timedelta
from uuid import UUID

import pytest

from gang import entschieden
from lauf import drain
from maschinen import Maschine, maschine, pdf, teile
from ozgcloud.bescheid.actions.issue_bescheid import issue_bescheid
from ozgcloud.core import clock
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.core.types import new_id
from ozgcloud.mandant.models import Person
from ozgcloud.onlinedienst.models import Onlinedienst
from ozgcloud.schnittstelle.actions.set_freigaben import Angabe
from ozgcloud.schnittstelle.rules import Befugnis
from ozgcloud.vorgang.models import Entscheidung, Vorgang
from welt import LEISTUNG

ALLE_TEILE = "daten,dateien,nachrichten,entscheidungen,historie"


def eingereicht(bot: Maschine, welt, anzahl: int = 1) -> list[str]:
    for nummer in range(anzahl):
        assert bot.sende(welt, key=f"fall-{nummer}").status_code == 201
    with mandant_scope(1):
        return [str(fall.id) for fall in Vorgang.objects.order_by("-created_at", "-id")]


def schritt(bot: Maschine, fall: str, name: str, etag: str = ""):
    etag = etag or bot.ruf("GET", f"/vorgaenge/{fall}").headers["ETag"]
    return bot.ruf("POST", f"/vorgaenge/{fall}/status", {"schritt": name}, If_Match=etag)


def test_the_list_comes_in_pages(welt):
    bot = maschine()
    faelle = eingereicht(bot, welt, 3)
    first = bot.ruf("GET", "/vorgaenge?limit=2").json()
    second = bot.ruf("GET", f"/vorgaenge?limit=2&nach={first['weiter']}").json()
    assert [row["id"] for row in first["vorgaenge"] + second["vorgaenge"]] == faelle
    assert second["weiter"] is None
    assert schritt(bot, faelle[0], "annehmen").status_code == 200
    assert [row["id"] for row in bot.ruf("GET", "/vorgaenge?status=Angenommen").json()["vorgaenge"]] == faelle[:1]
    assert len(bot.ruf("GET", f"/vorgaenge?leistung={LEISTUNG}").json()["vorgaenge"]) == 3
    later = (clock.now() + timedelta(hours=1)).isoformat().replace("+", "%2B")
    assert bot.ruf("GET", f"/vorgaenge?geaendert_seit={later}").json()["vorgaenge"] == []


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=201", "status=Weg", "leistung=1", "nach=x", "geaendert_seit=gestern"]
)
def test_odd_filters_are_problems(query, welt):
    assert maschine().ruf("GET", f"/vorgaenge?{query}").status_code == 422


def test_a_whole_case_in_one_answer(welt):
    bot = maschine()
    [fall] = eingereicht(bot, welt)
    drain()
    answer = bot.ruf("GET", f"/vorgaenge/{fall}?include={ALLE_TEILE}")
    body = answer.json()
    assert body["daten"]["werte"]["F1"] == "Anna"
    assert [datei["adresse"] for datei in body["dateien"]] == ["F7"]
    assert body["schritte"] == []
    assert {"VorgangOpened"} <= {one["typ"] for one in body["historie"]}
    assert bot.ruf(
        "GET", f"/vorgaenge/{fall}?include={ALLE_TEILE}", If_None_Match=answer.headers["ETag"]
    ).status_code == (304)
    datei = bot.ruf("GET", f"/vorgaenge/{fall}/dateien/{body['dateien'][0]['id']}")
    assert (datei.status_code, datei.content) == (200, b"%PDF-1.7 Nachweis")
    assert datei.headers["Repr-Digest"].startswith("sha-256=:")
    assert set(bot.ruf("GET", f"/vorgaenge/{fall}").json()).isdisjoint(ALLE_TEILE.split(","))


def test_a_step_needs_the_newest_state(welt):
    bot = maschine()
    [fall] = eingereicht(bot, welt)
    assert bot.ruf("POST", f"/vorgaenge/{fall}/status", {"schritt": "annehmen"}).status_code == 428
    etag = bot.ruf("GET", f"/vorgaenge/{fall}").headers["ETag"]
    done = schritt(bot, fall, "annehmen", etag)
    assert (done.status_code, done.json()["status"]) == (200, "Angenommen")
    assert schritt(bot, fall, "bearbeiten", etag).status_code == 412
    assert schritt(bot, fall, "bearbeiten", '"anderes"').status_code == 412
    assert schritt(bot, fall, "bearbeiten", done.headers["ETag"]).status_code == 200
    assert schritt(bot, fall, "annehmen").status_code == 409


@pytest.mark.parametrize(
    ("name", "vorher", "status"),
    [("verwerfen", (), "Verworfen"), ("abschliessen", ("annehmen", "bearbeiten"), "Abgeschlossen")],
)
def test_who_ends_a_case_undecided_says_why(name, vorher, status, welt):
    Onlinedienst.objects.update(haltezeit_minuten=0)  # else the citizen is told after ten minutes
    bot = maschine()
    [fall] = eingereicht(bot, welt)
    for step in vorher:
        assert schritt(bot, fall, step).status_code == 200
    silent = schritt(bot, fall, name)
    assert (silent.status_code, silent.json()["fehler"][0]["adresse"]) == (422, "begruendung")
    etag = bot.ruf("GET", f"/vorgaenge/{fall}").headers["ETag"]
    words = {"schritt": name, "begruendung": "Der Hund ist schon angemeldet."}
    done = bot.ruf("POST", f"/vorgaenge/{fall}/status", words, If_Match=etag)
    assert (done.status_code, done.json()["status"]) == (200, status)
    drain()
    assert "schon angemeldet" in str(bot.ruf("GET", f"/vorgaenge/{fall}?include={ALLE_TEILE}").json()["nachrichten"])


def test_a_case_whose_bescheid_is_on_its_way_is_not_reopened(welt):
    fall, bot = entschieden(welt), maschine()
    issue_bescheid(fall.user, bescheid_id=fall.bescheid().id)
    refused = schritt(bot, str(fall.vorgang_id), "wiedereroeffnen")
    assert (refused.status_code, "noch nicht bereitgestellt" in refused.json()["detail"]) == (409, True)
    assert fall.vorgang().status == "Beschieden"


def test_what_a_machine_lets_wait_comes_back_by_its_step(welt):
    bot = maschine()
    [fall] = eingereicht(bot, welt)
    for name in ("annehmen", "bearbeiten", "zurueckstellen"):
        waits = schritt(bot, fall, name)
    assert (waits.status_code, waits.json()["status"]) == (200, "Angenommen")
    assert schritt(bot, fall, "bearbeiten").json()["status"] == "In Bearbeitung"
    typen = [one["typ"] for one in bot.ruf("GET", f"/vorgaenge/{fall}?include=historie").json()["historie"]]
    assert "VorgangPostponed" in typen


def test_a_mark_for_deletion_goes_back_to_where_it_was_set(welt):
    bot = maschine()
    [fall] = eingereicht(bot, welt)
    etag = bot.ruf("GET", f"/vorgaenge/{fall}").headers["ETag"]
    words = {"schritt": "verwerfen", "begruendung": "Der Hund ist schon angemeldet."}
    assert bot.ruf("POST", f"/vorgaenge/{fall}/status", words, If_Match=etag).status_code == 200
    assert schritt(bot, fall, "zum-loeschen-markieren").json()["status"] == "Zu löschen"
    assert schritt(bot, fall, "loeschmarkierung-aufheben").json()["status"] == "Verworfen"


def test_a_decision_has_a_human_author(welt):
    bot = maschine()
    [fall] = eingereicht(bot, welt)
    for name in ("annehmen", "bearbeiten"):
        assert schritt(bot, fall, name).status_code == 200
    etag = bot.ruf("GET", f"/vorgaenge/{fall}").headers["ETag"]
    form = {"ergebnis": "abgelehnt", "begruendung": "Es fehlt der Nachweis."}
    nobody = bot.ruf("POST", f"/vorgaenge/{fall}/entscheidung", form, If_Match=etag)
    assert (nobody.status_code, nobody.json()["fehler"][0]["adresse"]) == (422, "zeichen")
    with mandant_scope(1):
        person = Person.objects.order_by("name").first()
        Person.objects.filter(id=person.id).update(zeichen="A1")
    wrong = bot.ruf("POST", f"/vorgaenge/{fall}/entscheidung", {**form, "zeichen": "B2"}, If_Match=etag)
    assert wrong.status_code == 422
    done = bot.ruf("POST", f"/vorgaenge/{fall}/entscheidung", {**form, "zeichen": "A1"}, If_Match=etag)
    assert done.status_code == 201, done.content
    with mandant_scope(1):
        assert Entscheidung.objects.get(id=done.json()["id"]).person_id == person.id
    drain()
    fertig = bot.ruf("GET", f"/vorgaenge/{fall}?include=entscheidungen").json()
    assert (fertig["status"], fertig["entscheidungen"][0]["ergebnis"]) == ("Beschieden", "abgelehnt")


def test_a_message_is_sent_once(welt):
    bot = maschine()
    [fall] = eingereicht(bot, welt)
    form = {"betreff": "Frage", "text": "Wie groß?"}
    sent = [bot.ruf("POST", f"/vorgaenge/{fall}/nachrichten", form, Idempotency_Key="n1") for _ in range(2)]
    assert [answer.status_code for answer in sent] == [201, 201]
    assert sent[0].json() == sent[1].json()
    assert [one["betreff"] for one in bot.ruf("GET", f"/vorgaenge/{fall}/nachrichten").json()] == ["Frage"]


def test_a_reader_does_not_write(welt):
    writer = maschine()
    [fall] = eingereicht(writer, welt)
    reader = maschine([Angabe(Befugnis.LESEN, 1)])
    assert reader.ruf("GET", f"/vorgaenge/{fall}").status_code == 200
    assert schritt(reader, fall, "annehmen").status_code == 403
    other = maschine([Angabe(Befugnis.LESEN, 1, "12")])
    assert other.ruf("GET", f"/vorgaenge/{fall}").status_code == 404
    assert other.ruf("GET", "/vorgaenge").json()["vorgaenge"] == []


def test_a_machine_of_several_offices_says_which_one(welt):
    bot = maschine([Angabe(Befugnis.LESEN), Angabe(Befugnis.EINREICHEN)])
    [fall] = eingereicht(bot, welt)
    missing = bot.ruf("GET", "/vorgaenge")
    assert (missing.status_code, missing.json()["code"]) == (422, "mandant-fehlt")
    assert bot.ruf("GET", f"/vorgaenge/{fall}?mandant=stadt-1").status_code == 200
    assert bot.ruf("GET", f"/vorgaenge/{fall}?mandant=stadt-2").status_code == 404
    assert bot.ruf("GET", "/vorgaenge?mandant=gibt-es-nicht").status_code == 404


def test_unknown_ids_are_404(welt):
    bot = maschine()
    for path in (f"/vorgaenge/{new_id()}", "/vorgaenge/x", f"/vorgaenge/{new_id()}/dateien/{UUID(int=0)}"):
        assert bot.ruf("GET", path).status_code == 404
    assert pdf().name in teile(welt)["F7"].name

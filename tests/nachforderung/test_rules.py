"""States, deadlines, wording and what is missing, as tables."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datenschema.proben import AUSWAHLGRUPPE, feld, gruppe, schema
from ozgcloud.core import kalender
from ozgcloud.core.errors import Conflict, InvalidInput
from ozgcloud.datenschema.musterdaten import erzeuge
from ozgcloud.datenschema.pruefung import DateiMeta, Pruefergebnis, pruefe
from ozgcloud.nachforderung.rules import anschreiben, frist, stand, vorschlag
from ozgcloud.nachforderung.rules.frist import Stufe
from ozgcloud.nachforderung.rules.stand import Postenart, Postenzustand, Zustand
from ozgcloud.vorgang.rules import Status, require_text

HEUTE = date(2026, 11, 23)
LISTE = "<x:codelisteReferenz><x:canonicalIdentification>urn:fehlt</x:canonicalIdentification></x:codelisteReferenz>"
FORM = schema(
    gruppe("G1", feld("F1", name="Name"), feld("F2", name="Telefon", anzahl="0:1")),
    gruppe("G2", feld("F3", name="Rasse"), feld("F4", "file", name="Impfpass"), anzahl="1:3"),
    gruppe("G3", feld("F5", name="Konto"), feld("F6", "file", name="Mandat"), anzahl="0:1"),
    gruppe(
        "G4", gruppe("G41", feld("F7", name="IBAN")), gruppe("G42", feld("F8", name="Zeichen")), zusatz=AUSWAHLGRUPPE
    ),
    feld("F9", "file", name="Ausweis"),
    feld("F10", "file", name="Foto", anzahl="0:1"),
    feld("F11", name="Steuerklasse", art="select", zusatz=LISTE),
    feld("F12", name="Hinweis", art="label"),
)
OFFEN = schema(
    gruppe("G1", feld("F1", name="Name"), feld("F2", name="Telefon", anzahl="0:1")),
    gruppe("G2", feld("F3", name="Rasse"), feld("F4", "file", name="Impfpass"), anzahl="1:3"),
    gruppe("G3", feld("F5", name="Konto"), feld("F6", "file", name="Mandat"), anzahl="0:1"),
    gruppe("G4", feld("F7", name="Fax", anzahl="0:1")),
    gruppe(
        "G5", gruppe("G51", feld("F8", name="IBAN")), gruppe("G52", feld("F9", name="Zeichen")), zusatz=AUSWAHLGRUPPE
    ),
)
VOLL = {
    "G1/F1": "Erika",
    "G2[0]/F3": "Dackel",
    "G2[0]/F4": {"datei": "1"},
    "G4/_wahl": "G41",
    "G4/G41/F7": "DE",
    "F9": {"datei": "2"},
}


def ohne(*adressen: str) -> dict[str, object]:
    return {adresse: wert for adresse, wert in VOLL.items() if adresse not in adressen}


@pytest.mark.parametrize(
    ("werte", "fehlt"),
    [
        (VOLL, ["F11"]),
        ({**VOLL, "F11": {"code": "1"}}, []),
        (ohne("F9"), ["F9", "F11"]),
        (ohne("G2[0]/F4"), ["G2[0]/F4", "F11"]),
        ({**VOLL, "G2[1]/F3": "Mops"}, ["G2[1]/F4", "F11"]),
        ({**VOLL, "G3/F5": "1"}, ["G3/F6", "F11"]),
        (ohne("G1/F1"), ["G1", "F11"]),
        (ohne("G4/_wahl", "G4/G41/F7"), ["G4", "F11"]),
        ({}, ["G1", "G2[0]", "G4", "F9", "F11"]),
    ],
)
def test_what_is_missing(werte, fehlt):
    assert [stelle.adresse for stelle in vorschlag.missing_in(FORM, werte, {})] == fehlt


def test_uploads_are_documents_and_blocked_fields_say_why():
    ausweis, klasse = vorschlag.missing_in(FORM, ohne("F9"), {})
    assert (ausweis.titel, ausweis.art, ausweis.hinweis) == ("Ausweis", Postenart.UNTERLAGE, "")
    assert (klasse.art, klasse.hinweis) == (Postenart.ANGABE, vorschlag.BLOCKED)
    auch = vorschlag.missing_in(FORM, VOLL, {}, auch_freiwillig=True)
    assert [(stelle.adresse, stelle.ist_pflicht) for stelle in auch] == [("F10", False), ("F11", True)]


def test_a_group_that_asks_for_nothing_is_not_missing():
    form = schema(
        gruppe("G1", feld("F1", name="Telefon", anzahl="0:1"), gruppe("G11", feld("F2", name="Fax"), anzahl="0:1")),
        gruppe("G2", gruppe("G21", feld("F3", name="Name"))),
    )
    assert [stelle.adresse for stelle in vorschlag.missing_in(form, {}, {})] == ["G2"]


@given(st.integers(0, 200))
def test_what_the_door_found_complete_lacks_nothing(seed):
    muster = erzeuge(OFFEN, seed=seed)
    metas = {a: DateiMeta("1", d.name, len(d.inhalt), d.media_type) for a, d in muster.dateien.items()}
    ergebnis = pruefe(OFFEN, muster.roh, metas)
    assert ergebnis.vollstaendig
    assert vorschlag.missing_in(OFFEN, ergebnis.werte, {}, auch_freiwillig=False) == ()


def test_what_nobody_could_fill_in_is_not_complete():
    assert not Pruefergebnis({}, {}, gesperrt=("F11",)).vollstaendig


def test_files_a_foreign_form_names():
    (eine,) = vorschlag.missing_files([("Nachweis", "steuer 2025.pdf")])
    assert (eine.titel, eine.art, eine.adresse) == ("Nachweis: steuer 2025.pdf", Postenart.UNTERLAGE, "")


@given(st.dictionaries(st.sampled_from([*VOLL, "G9/F1", "G2[7]/F4", "F10", "x"]), st.just("1")))
def test_the_check_never_raises_and_never_asks_for_what_is_there(werte):
    found = vorschlag.missing_in(FORM, werte, {}, auch_freiwillig=True)
    assert not {stelle.adresse for stelle in found} & set(werte)
    assert len(found) <= stand.MAX_POSTEN


@pytest.mark.parametrize(
    ("tag", "erreicht", "faellig"),
    [
        (HEUTE, Stufe.KEINE, None),
        (HEUTE + timedelta(days=15), Stufe.KEINE, None),
        (HEUTE + timedelta(days=16), Stufe.KEINE, Stufe.VORHER),
        (HEUTE + timedelta(days=16), Stufe.VORHER, None),
        (HEUTE + timedelta(days=21), Stufe.VORHER, None),
        (HEUTE + timedelta(days=22), Stufe.VORHER, Stufe.ABGELAUFEN),
        (HEUTE + timedelta(days=22), Stufe.KEINE, Stufe.ABGELAUFEN),
        (HEUTE + timedelta(days=99), Stufe.ABGELAUFEN, None),
    ],
)
def test_when_to_remind(tag, erreicht, faellig):
    assert frist.next_stufe(HEUTE + timedelta(days=21), tag, HEUTE, erreicht) is faellig


def test_a_short_request_is_not_reminded_of_at_once():
    assert frist.next_stufe(HEUTE + timedelta(days=5), HEUTE, HEUTE, Stufe.KEINE) is None


@given(st.dates(date(2020, 1, 1), date(2060, 1, 1)))
def test_the_usual_deadline_is_always_a_lawful_one(tag):
    usual = frist.default_frist(tag, "SH")
    assert frist.require_frist(usual, tag, "SH") == usual
    assert kalender.is_working_day(frist.extended_frist(usual, tag + timedelta(days=20), "SH"), "SH")


@pytest.mark.parametrize("tag", [None, HEUTE, HEUTE + timedelta(days=5), HEUTE + timedelta(days=800)])
def test_deadlines_that_are_refused(tag):
    with pytest.raises(InvalidInput) as refused:
        frist.require_frist(tag, HEUTE, "SH")
    assert list(refused.value.fehler) == ["frist"]


@pytest.mark.parametrize("zustand", list(Zustand))
def test_what_a_state_allows(zustand):
    unsent = zustand in (Zustand.VORGESCHLAGEN, Zustand.ENTWURF)
    for require, allowed in ((stand.require_unsent, unsent), (stand.require_sent, zustand is Zustand.OFFEN)):
        if allowed:
            require(zustand)
        else:
            with pytest.raises(Conflict):
                require(zustand)


@pytest.mark.parametrize("posten", list(Postenzustand))
def test_an_item_is_answered_and_judged_in_turn(posten):
    theirs = posten in (Postenzustand.OFFEN, Postenzustand.ZURUECKGEGEBEN)
    ours = posten is Postenzustand.BEANTWORTET
    for require, allowed in ((stand.require_answerable, theirs), (stand.require_judgeable, ours)):
        if allowed:
            require(Zustand.OFFEN, posten)
        else:
            with pytest.raises(Conflict):
                require(Zustand.OFFEN, posten)
    with pytest.raises(Conflict):
        stand.require_answerable(Zustand.ERLEDIGT, posten)


@pytest.mark.parametrize("status", list(Status))
def test_only_an_undecided_case_can_be_completed(status):
    if status in (Status.NEU, Status.ANGENOMMEN, Status.IN_BEARBEITUNG):
        stand.require_open_case(status)
    else:
        with pytest.raises(Conflict):
            stand.require_open_case(status)


def test_every_state_has_a_name():
    assert set(stand.NAMEN) == set(Zustand)
    assert set(stand.POSTENNAMEN) == set(Postenzustand)


def test_the_letter_names_law_list_and_deadline():
    text = anschreiben.letter(anschreiben.WORT, ["Impfpass", "Foto"], date(2026, 12, 14))
    for part in ("§ 24 VwVfG", "§ 26 Absatz 2 VwVfG", "1. Impfpass\n2. Foto", "14.12.2026"):
        assert part in text


def test_the_longest_request_is_still_a_message():
    titel = ["x" * stand.MAX_TITEL] * stand.MAX_POSTEN
    wort = anschreiben.require_wort("x" * anschreiben.MAX_TEXT, "anschreiben")
    assert require_text(anschreiben.letter(wort, titel, HEUTE), "text")
    with pytest.raises(InvalidInput) as error:
        anschreiben.require_wort(f"{wort}x", "grund")
    assert set(error.value.fehler) == {"grund"}


@given(st.lists(st.text(max_size=4_000), min_size=1, max_size=45))
def test_answers_are_told_whole_in_messages_that_fit(blocks):
    messages = anschreiben.answer_messages(1, blocks)
    assert all(len(message) <= 20_000 for message in messages)
    joined = "".join(messages)
    assert all(block in joined for block in blocks)

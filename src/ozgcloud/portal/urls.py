"""All addresses of this door with their rights."""

from functools import partial

from django.urls import URLPattern

from ozgcloud.core.access import Recht, tuer
from ozgcloud.portal import (
    abschluss,
    anbinden,
    entwurf,
    leistungen,
    meinort,
    nachreichen,
    rechtliches,
    schritt,
    status,
    zuruecknehmen,
)

app_name = "portal"
offen = partial(tuer, recht=Recht.OFFEN, door=app_name)
mit_entwurf = partial(tuer, recht=Recht.ENTWURF, door=app_name)
mit_zugang = partial(tuer, recht=Recht.ZUGANG, door=app_name)

urlpatterns: list[URLPattern] = [
    offen("", leistungen.start, name="start"),
    offen("leistungen/", leistungen.leistungen, name="leistungen"),
    offen("ort/", meinort.mein_ort, name="ort"),
    offen("leistung/<slug:schluessel>/", leistungen.leistung, name="leistung"),
    offen("leistung/<slug:schluessel>/beginnen/", leistungen.beginnen, name="beginnen"),
    offen("online/<slug:kennung>/", leistungen.online, name="online"),
    offen("online/<slug:kennung>/beginnen/", leistungen.online_beginnen, name="online_beginnen"),
    offen("antrag/fortsetzen/", entwurf.resume, name="fortsetzen"),
    mit_entwurf("antrag/<uuid:entwurf_id>/", schritt.antrag, name="antrag"),
    mit_entwurf("antrag/<uuid:entwurf_id>/schritt/<slug:schluessel>/", schritt.schritt, name="schritt"),
    mit_entwurf("antrag/<uuid:entwurf_id>/pruefen/", abschluss.pruefen, name="pruefen"),
    mit_entwurf("antrag/<uuid:entwurf_id>/absenden/", abschluss.absenden, name="absenden"),
    mit_entwurf("antrag/<uuid:entwurf_id>/quittung/", abschluss.quittung, name="quittung"),
    mit_entwurf("antrag/<uuid:entwurf_id>/angaben.json", abschluss.angaben, name="angaben"),
    mit_entwurf("antrag/<uuid:entwurf_id>/spaeter/", abschluss.spaeter, name="spaeter"),
    mit_entwurf("antrag/<uuid:entwurf_id>/schliessen/", abschluss.schliessen, name="schliessen"),
    mit_entwurf("antrag/<uuid:entwurf_id>/loeschen/", abschluss.loeschen, name="loeschen"),
    offen("status/", status.status, name="status"),
    mit_zugang("status/vorgang/", status.stand, name="stand"),
    mit_zugang("status/vorgang/zuruecknehmen/", zuruecknehmen.zuruecknehmen, name="zuruecknehmen"),
    mit_zugang("status/vorgang/nachricht/", status.nachricht, name="nachricht"),
    mit_zugang(
        "status/vorgang/nachforderung/<uuid:nachforderung_id>/", nachreichen.nachforderung, name="nachforderung"
    ),
    mit_zugang("status/dokument/<uuid:dokument_id>/", status.dokument, name="dokument"),
    mit_zugang("status/abmelden/", status.abmelden, name="abmelden"),
    offen("impressum/", rechtliches.impressum, name="impressum"),
    offen("datenschutz/", rechtliches.datenschutz, name="datenschutz"),
    offen("barrierefreiheit/", rechtliches.barrierefreiheit, name="barrierefreiheit"),
    offen("anbinden/", anbinden.anbinden, name="anbinden"),
]

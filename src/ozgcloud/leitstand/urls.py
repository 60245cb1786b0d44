"""URLs of this door."""

from django.urls import URLPattern

from ozgcloud.core.access import Recht, View, tuer
from ozgcloud.leitstand import (
    abonnements,
    betrieb,
    mandanten,
    quarantaene,
    rollout,
    schnittstellen,
    views,
    zustaendigkeit,
)

app_name = "leitstand"
ZUSTAENDIG = "zustaendigkeit/"
CLIENT = "schnittstellen/<uuid:client_id>/"
VORSCHLAG = f"{ZUSTAENDIG}vorschlag/<uuid:vorschlag_id>/"


def _tuer(route: str, view: View, name: str) -> URLPattern:
    return tuer(route, view, name=name, recht=Recht.LEITSTAND, door="leitstand")


urlpatterns: list[URLPattern] = [
    _tuer("", views.ueberblick, "start"),
    _tuer("schemata/", views.schemata, "schemata"),
    _tuer("codelisten/", views.codelisten, "codelisten"),
    _tuer("schema/<uuid:datenschema_id>/", views.schema, "schema"),
    _tuer("schema/<uuid:datenschema_id>/veroeffentlichen/", views.veroeffentlichen, "veroeffentlichen"),
    _tuer("mandanten/", mandanten.liste, "mandanten"),
    _tuer("mandanten/neu/", mandanten.neu, "mandant_neu"),
    _tuer("mandanten/<int:mandant_id>/", mandanten.mandant, "mandant"),
    _tuer("mandanten/<int:mandant_id>/dienst/<uuid:onlinedienst_id>/", rollout.dienst, "dienst"),
    _tuer("rollout/", rollout.viele, "rollout"),
    _tuer("dienst/<uuid:onlinedienst_id>/abkuendigen/", rollout.abkuendigen, "abkuendigen"),
    _tuer("betrieb/", betrieb.betrieb, "betrieb"),
    _tuer("pruefhinweise/", quarantaene.quarantaene, "quarantaene"),
    _tuer("betrieb/<int:mandant_id>/<uuid:uebergabe_id>/erneut/", betrieb.erneut, "erneut"),
    _tuer("schnittstellen/", schnittstellen.liste, "schnittstellen"),
    _tuer("schnittstellen/neu/", schnittstellen.neu, "client_neu"),
    _tuer(CLIENT, schnittstellen.client, "client"),
    _tuer(f"{CLIENT}schluessel/", schnittstellen.schluessel, "client_schluessel"),
    _tuer(f"{CLIENT}schluessel/<slug:kennung>/widerrufen/", schnittstellen.widerrufen, "client_widerrufen"),
    _tuer(f"{CLIENT}freigaben/", schnittstellen.freigaben, "client_freigaben"),
    _tuer(f"{CLIENT}sperren/", schnittstellen.sperren, "client_sperren"),
    _tuer(f"{CLIENT}abonnement/<uuid:abonnement_id>/", abonnements.abonnement, "abonnement"),
    _tuer(ZUSTAENDIG, zustaendigkeit.liste, "zustaendigkeit"),
    _tuer(f"{ZUSTAENDIG}regel/neu/", zustaendigkeit.neu, "regel_neu"),
    _tuer(f"{ZUSTAENDIG}regel/<uuid:regel_id>/", zustaendigkeit.regel, "regel"),
    _tuer(f"{ZUSTAENDIG}fassung/<uuid:fassung_id>/aendern/", zustaendigkeit.aendern, "regel_aendern"),
    _tuer(f"{ZUSTAENDIG}fassung/<uuid:fassung_id>/beenden/", zustaendigkeit.beenden, "regel_beenden"),
    _tuer(VORSCHLAG, zustaendigkeit.vorschlag, "regelvorschlag"),
    _tuer(f"{VORSCHLAG}unterschiede.csv", zustaendigkeit.unterschiede, "regelvorschlag_csv"),
    _tuer(f"{VORSCHLAG}uebernehmen/", zustaendigkeit.uebernehmen, "regelvorschlag_uebernehmen"),
    _tuer(f"{VORSCHLAG}verwerfen/", zustaendigkeit.fallenlassen, "regelvorschlag_verwerfen"),
    _tuer(f"{ZUSTAENDIG}probe/", zustaendigkeit.probe, "zustaendigkeit_probe"),
    _tuer(f"{ZUSTAENDIG}klaerung/", zustaendigkeit.klaerung, "zustaendigkeit_klaerung"),
    _tuer(f"{ZUSTAENDIG}vollzugsebenen/", zustaendigkeit.vollzugsebenen, "vollzugsebenen"),
]

"""The pages of the form: show a step, keep what was typed, go on."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from ozgcloud.core.errors import Conflict, TooLarge
from ozgcloud.core.middleware import RETRY_AFTER_SECONDS
from ozgcloud.datenschema.schritte import Schritt, fehler_im_schritt
from ozgcloud.portal.eingaben import WEITER, Gesendet, differing, read_post
from ozgcloud.portal.entwurf import Offen, for_entwurf, open_entwurf
from ozgcloud.portal.formular import find_step, path_to_resume, step_context
from ozgcloud.portal.hochladen import Abgelehnt, take_uploads
from ozgcloud.portal.sichern import keep

FREMDE = "Ihr Browser hat Angaben gesendet, die zu diesem Schritt nicht gehören. Diese wurden nicht übernommen."


@for_entwurf
def antrag(request: HttpRequest, offen: Offen) -> HttpResponse:
    """`/antrag/<id>/`: go on where it was left."""
    if offen.stand.vorgangsnummer:
        return redirect("portal:quittung", offen.stand.id)
    return redirect(path_to_resume(offen))


@for_entwurf
def schritt(request: HttpRequest, offen: Offen, schluessel: str) -> HttpResponse:
    """`/antrag/<id>/schritt/<schluessel>/`: one page of the form."""
    if offen.stand.vorgangsnummer:
        return redirect("portal:quittung", offen.stand.id)
    dieser = find_step(offen, schluessel)
    if request.method == "POST":
        return _save(request, offen, dieser)
    zeigt_fehler = dieser.schluessel in offen.stand.besucht and "neu" not in request.GET
    return render(request, "portal/schritt.html", step_context(offen, dieser, zeigt_fehler=zeigt_fehler))


def _save(request: HttpRequest, offen: Offen, dieser: Schritt) -> HttpResponse:
    """Keep everything, then answer the button; what could not be kept is shown again to its author."""
    gesendet = read_post(request, offen.stand.schema, dieser)
    try:
        ziel = keep(offen, dieser, gesendet)
        abgelehnt = take_uploads(offen, request.FILES, gesendet.dateien)
    except Conflict:
        return _show_stale(request, offen, dieser, gesendet)
    except TooLarge as error:
        roh = {**offen.stand.eingaben, **gesendet.werte}
        context = step_context(offen, dieser, zeigt_fehler=False, roh=roh)
        return render(request, "portal/schritt.html", {**context, "hindernis": error.meldung}, status=413)
    if gesendet.fremde:
        messages.warning(request, FREMDE)
    return _show_errors(request, offen, dieser, gesendet, abgelehnt) or redirect(ziel)


def _show_errors(
    request: HttpRequest, offen: Offen, dieser: Schritt, gesendet: Gesendet, abgelehnt: Abgelehnt
) -> HttpResponse | None:
    """The page again when "Speichern und weiter" found errors, or an upload was refused; all text is saved by now."""
    offen = open_entwurf(offen.geheimnis)
    judges = gesendet.knopf == WEITER
    if not abgelehnt.fehler and not (judges and fehler_im_schritt(dieser, offen.stand.pruefe().fehler)):
        return None
    context = step_context(offen, dieser, zeigt_fehler=judges, weitere=abgelehnt.fehler)
    response = render(request, "portal/schritt.html", {**context, "neu_gepruft": True}, status=422)
    if abgelehnt.spaeter:
        response.status_code, response.headers["Retry-After"] = 503, str(RETRY_AFTER_SECONDS)
    return response


def _show_stale(request: HttpRequest, offen: Offen, dieser: Schritt, gesendet: Gesendet) -> HttpResponse:
    """The newest state, and beside it what was typed into the old page; or the receipt when it has been submitted."""
    offen = open_entwurf(offen.geheimnis)
    if offen.stand.vorgangsnummer:
        return redirect("portal:quittung", offen.stand.id)
    context = step_context(offen, dieser, zeigt_fehler=False)
    context["verloren"] = differing(offen.stand, gesendet)
    context["verlorene_dateien"] = len(gesendet.dateien)
    return render(request, "portal/schritt.html", {**context, "ist_veraltet": True}, status=409)

"""All doors of the house."""

from allauth.account.views import login, logout
from django.conf import settings
from django.urls import URLPattern, URLResolver, include
from django.urls import path as route
from django.views.generic import TemplateView

from ozgcloud.core.access import Recht, tuer
from ozgcloud.core.doors import livez, readyz

handler404 = "ozgcloud.core.doors.page_not_found"
handler500 = "ozgcloud.core.doors.server_error"
urlpatterns: list[URLPattern | URLResolver] = [
    tuer("livez", livez, name="livez", recht=Recht.OFFEN, door=""),
    tuer("readyz", readyz, name="readyz", recht=Recht.OFFEN, door=""),
    tuer("amt/anmelden/", login, name="account_login", recht=Recht.OFFEN, door=""),
    tuer("amt/abmelden/", logout, name="account_logout", recht=Recht.OFFEN, door=""),
    route("amt/", include("ozgcloud.amt.urls")),
    route("leitstand/", include("ozgcloud.leitstand.urls")),
    route("monitor/", include("ozgcloud.monitor.urls")),
    route("", include("ozgcloud.api.urls")),
    route("", include("ozgcloud.portal.urls")),
]
if settings.OZG_STILPROBE:
    urlpatterns += [
        tuer(f"{name}/", TemplateView.as_view(template_name=f"{name}.html"), name=name, recht=Recht.OFFEN, door="")
        for name in ("stilprobe", "stilprobe_schlecht")
    ]

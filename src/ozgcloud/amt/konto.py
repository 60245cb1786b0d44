"""Logins of people who work here: made by the Fachadministration, never by sign-up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse

from ozgcloud.core.actor import Rolle
from ozgcloud.mandant.actors import actor_of_login

STARTS = (
    ({Rolle.LEITSTAND}, "leitstand:start"),
    ({Rolle.FACHADMIN}, "amt:verwaltung"),
    ({Rolle.FACHADMIN, Rolle.DATENSCHUTZ}, "amt:lesezugriffe"),
    ({Rolle.FACHADMIN, Rolle.DATENBEAUFTRAGUNG}, "amt:zahlen"),
)
"""Rollen that somebody has and no other → where he begins."""


class StaffAccountAdapter(DefaultAccountAdapter):
    """allauth without self-registration."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody registers himself at an authority."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """To what somebody is here for: operators to the Leitstand, who sees no case to what he does see."""
        actor = actor_of_login(request.user)
        rollen = {zuweisung.rolle for zuweisung in actor.rollen} if actor is not None else set()
        return reverse(next((name for only, name in STARTS if rollen and rollen <= only), "amt:liste"))

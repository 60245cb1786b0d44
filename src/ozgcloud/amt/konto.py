"""Logins of people who work here: made by the Fachadministration, never by sign-up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse

from ozgcloud.core.actor import Rolle
from ozgcloud.mandant.queries import actor_of_login


class StaffAccountAdapter(DefaultAccountAdapter):
    """allauth without self-registration."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody registers himself at an authority."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Operators of the Land land in the Leitstand, everybody else at the work list."""
        actor = actor_of_login(request.user)
        return reverse("leitstand:start" if actor is not None and actor.has(Rolle.LEITSTAND) else "amt:liste")

"""Logins of people who work here: made by the Fachadministration, never by sign-up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class StaffAccountAdapter(DefaultAccountAdapter):
    """allauth without self-registration."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody registers himself at an authority."""
        return False

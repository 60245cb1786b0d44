"""The proof of hand-overs."""

from uuid import UUID

from django.http import HttpResponse

from ozgcloud.amt.antworten import page
from ozgcloud.amt.weiterleitung import load_nachweis
from ozgcloud.core.access import ActorRequest


def nachweis(request: ActorRequest, vorgang_id: UUID) -> HttpResponse:
    """Who handed the case to whom, when, why, and when it was received; made for printing."""
    return page(request, "nachweis", load_nachweis(request.actor, vorgang_id))

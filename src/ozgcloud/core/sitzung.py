"""Sessions in the database that do not wait for the disk."""

from http import HTTPStatus

from django.contrib.sessions import middleware
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse


class SessionMiddleware(middleware.SessionMiddleware):
    """A session notes where somebody was: a page need not wait until that would outlive a power failure.

    What is lost then is less than a second's: the way back to a list, or what was put into a new session.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Write a changed session in a transaction of its own that nobody waits for."""
        if not request.session.modified or response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return super().process_response(request, response)
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL synchronous_commit TO off")
            return super().process_response(request, response)

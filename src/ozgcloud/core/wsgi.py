"""Entry point of the web server. Refuses to serve as a role the policies do not bind."""

import gc
import os

import structlog
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, connection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ozgcloud.settings.base")
application = get_wsgi_application()
GC_OBJECTS = 20_000
"""New objects after which the collector looks for cycles."""

from ozgcloud.core.rolle import check_role  # noqa: E402 - records can be imported only once Django is set up


def require_bound_role() -> None:
    """Raise ImproperlyConfigured for a superuser, an owner or BYPASSRLS;
    a database that is away is `/readyz`'s to tell.
    """
    try:
        findings = check_role()
    except DatabaseError as error:
        structlog.get_logger(__name__).warning("database is away at start", error_type=type(error).__name__)
        return
    finally:
        connection.close()
    if findings:
        raise ImproperlyConfigured(" ".join(findings))


require_bound_role()
# What has been loaded stays: the collector need not look at it again and again, nor after every few hundred objects,
# of which a page makes thousands.
gc.collect()
gc.freeze()
gc.set_threshold(GC_OBJECTS)

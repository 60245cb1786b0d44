"""Delete the results of old Stapel; what became of each case stands in its own history."""

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.stapel.models import Stapel
from ozgcloud.stapel.rules import AUFBEWAHRUNG


@in_mandant
def sweep_stapel(actor: Actor) -> int:
    """Delete what ended longer ago than it is kept in this Mandant; returns how many Stapel."""
    old = Stapel.objects.filter(fertig_am__lt=clock.now() - AUFBEWAHRUNG)
    count = old.count()
    old.delete()
    return count

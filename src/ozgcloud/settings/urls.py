"""All doors of the house."""

from ozgcloud.core.access import Recht, tuer
from ozgcloud.core.doors import livez, readyz

urlpatterns = [
    tuer("livez", livez, name="livez", recht=Recht.OFFEN, door=""),
    tuer("readyz", readyz, name="readyz", recht=Recht.OFFEN, door=""),
]

"""How long the Leistungsfinder takes over a catalogue of 5,000 Leistungen and every Gemeinde of a Land.

`./ozg db --temp -- python -m bench.finder LEISTUNGEN.csv GEMEINDEN.csv ANFRAGEN.csv` imports both tables, gives one
Leistung in twenty an Online-Dienst that runs everywhere, and asks each question (column `anfrage`) at changing places,
the same questions again and again in another order:

* `page`: the whole request with the place in its cookie, through all middleware, without a server in between;
* `find`: the search and what of its hits is online at the place, without the page;
* `raw`: the baseline, one `name ILIKE '%word%'` per word over the same table, what a portal without an index does.

Prints milliseconds (median, 95th percentile) and the ratio of the medians.
"""

import csv
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.test import Client

django.setup()
from ozgcloud.core.actor import Actor, ActorKind, Rolle, Rollenzuweisung  # noqa: E402 - models need Django
from ozgcloud.datenschema.models import Datenschema  # noqa: E402
from ozgcloud.leistung.models import Leistung  # noqa: E402
from ozgcloud.leistung.queries import search_leistungen  # noqa: E402
from ozgcloud.mandant.models import Gebiet, Land, Mandant  # noqa: E402
from ozgcloud.onlinedienst.models import Onlinedienst, Phase  # noqa: E402
from ozgcloud.portal.meinort import COOKIE  # noqa: E402
from ozgcloud.portal.orte import Ort  # noqa: E402
from ozgcloud.portal.vorort import in_order  # noqa: E402
from ozgcloud.zustaendigkeit.models import Zustaendigkeitsregel  # noqa: E402

ROUNDS = 6
ONE_IN = 20

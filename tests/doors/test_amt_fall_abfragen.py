"""The case page asks the database at most twenty times, whatever hangs on the case."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

from doors.amt_zugang import adresse, log_in
from gang import entschieden
from lauf import drain
from ozgcloud.postfach.actions.send_nachricht import send_nachricht
from ozgcloud.vorgang.actions.add_notiz import add_notiz

CONTROL = re.compile(r"^(SAVEPOINT|RELEASE SAVEPOINT|ROLLBACK|BEGIN|COMMIT)\b")
LIMIT = 20


def test_the_case_page_needs_at_most_twenty_queries(welt):
    fall = entschieden(welt)
    for number in range(3):
        send_nachricht(fall.user, vorgang_id=fall.vorgang_id, betreff=f"Frage {number}", text="Wie groß?")
        add_notiz(fall.user, vorgang_id=fall.vorgang_id, text=f"Notiz {number}")
    drain()
    client = log_in(fall.user)
    client.get(adresse(fall))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(adresse(fall)).status_code == 200
    found = [query["sql"] for query in asked.captured_queries if not CONTROL.match(query["sql"])]
    assert len(found) <= LIMIT, "\n".join(sql[:300] for sql in found)

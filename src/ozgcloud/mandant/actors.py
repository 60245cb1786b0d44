"""Who a login or a Person acts as, with the Rollen of this moment."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, LiteralString
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, ActorKind, Rolle, Rollenzuweisung
from ozgcloud.core.sql import fetch_prepared
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.mandant.rules import expand, represented

ROLLEN: LiteralString = """
 p.id, p.aktiv_bis,
 (SELECT jsonb_agg(jsonb_build_array(r.rolle, r.organisationseinheit_id, r.leistung_schluessel, r.mit_untergeordneten))
  FROM person_rolle r WHERE r.mandant_id = p.mandant_id AND r.person_id = p.id),
 (SELECT jsonb_object_agg(o.id, o.eltern_id) FROM organisationseinheit o WHERE o.mandant_id = p.mandant_id AND EXISTS
  (SELECT FROM person_rolle r WHERE r.mandant_id = p.mandant_id AND r.person_id = p.id AND r.mit_untergeordneten))
"""
"""A Person with the Rollen, and with the tree where one of them reaches down."""
OF_LOGIN: LiteralString = "SELECT * FROM konto_lesen(%(login)s, %(jetzt)s)"
KONTEN = "konten"
"""Attribute of a login that was read together with where it belongs: the rows of `konto_lesen`."""
OF_PERSON: LiteralString = (
    "SELECT" + ROLLEN + "FROM person p WHERE p.mandant_id = %(mandant)s::int AND p.id = %(person)s"
)


def actor_of_login(login: AbstractBaseUser | AnonymousUser) -> Actor | None:
    """The Actor behind a login with the Rollen he holds now; None when the login belongs nowhere or has ended.

    Of a login that `mandant.login` has read for this request they are those of then.
    """
    if login.pk is None:
        return None
    read: list[tuple[Any, ...]] | None = getattr(login, KONTEN, None)
    rows = fetch_prepared(OF_LOGIN, {"login": login.pk, "jetzt": clock.now()}) if read is None else read
    for mandant_id, kennung, bis, *person, tag, abwesend in rows:
        if bis is not None and bis <= clock.now():
            return None
        if mandant_id is None:
            operator = frozenset({Rollenzuweisung(Rolle.LEITSTAND)})
            return Actor(kind=ActorKind.OPERATOR, id=str(kennung), rollen=operator)
        vertritt = tag, _represented(person[0], abwesend)
        return _actor(mandant_id, person, vertritt)
    return None


def _represented(person_id: UUID | None, abwesend: str | None) -> frozenset[UUID]:
    """`represented_by`, of what `konto_lesen` has read."""
    pairs = json.loads(abwesend or "[]")
    if not pairs or person_id is None:
        return frozenset()
    away = {UUID(person): UUID(vertretung) if vertretung else None for person, vertretung in pairs}
    return represented(away, person_id)


def actor_of_person(mandant_id: int, person_id: UUID) -> Actor | None:
    """The Actor a Person is now, with the Rollen of this moment; None when nobody works under this id any more.

    What was asked for earlier (a Stapel) is done with these Rollen, not with those of then.
    """
    with mandant_scope(mandant_id):
        for person in fetch_prepared(OF_PERSON, {"mandant": mandant_id, "person": person_id}):
            return _actor(mandant_id, person)
    return None


def _actor(
    mandant_id: int, person: Sequence[Any], vertritt: tuple[date, frozenset[UUID]] | None = None
) -> Actor | None:
    """Of the columns `ROLLEN`."""
    person_id, aktiv_bis, rollen, eltern = person
    if person_id is None or (aktiv_bis is not None and aktiv_bis <= clock.now()):
        return None
    given = {
        Rollenzuweisung(Rolle(rolle), UUID(einheit) if einheit else None, leistung, mit_untergeordneten)
        for rolle, einheit, leistung, mit_untergeordneten in json.loads(rollen or "[]")
    }
    tree = {UUID(key): UUID(oben) if oben else None for key, oben in json.loads(eltern or "{}").items()}
    return Actor(ActorKind.PERSON, str(person_id), mandant_id, expand(given, tree), vertritt)

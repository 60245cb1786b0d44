"""Completeness of an Eingang: what its form asks for and it does not hold, whatever way it came."""

import re
from collections.abc import Iterator, Mapping
from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.datenschema.queries import get_schema, load_codelisten
from ozgcloud.eingang.formular import is_foreign
from ozgcloud.eingang.fremd import file_names, read_formular, read_json, same_name
from ozgcloud.eingang.models import Eingang
from ozgcloud.eingang.queries import get_eingang, list_anlagen
from ozgcloud.eingang.rules import FORMULAR, OHNE_SCHEMA
from ozgcloud.nachforderung.rules.vorschlag import Fehlstelle, missing_files, missing_in

FILE_NAME = re.compile(r"[^/\\<>|:*?\"]{1,150}\.(pdf|jpe?g|png|docx?|odt|xlsx?|ods|xml|zip|tiff?)", re.IGNORECASE)


@in_mandant
def check_eingang(actor: Actor, vorgang_id: UUID) -> tuple[Fehlstelle, ...]:
    """What is missing for certain: required fields and files, and files that are named but did not come.

    Raises NotFound. The caller has been allowed to see the case.
    """
    return _check(actor, get_eingang(actor, vorgang_id), auch_freiwillig=False)


@in_mandant
def offer_posten(actor: Actor, vorgang_id: UUID) -> tuple[Fehlstelle, ...]:
    """What a clerk may choose from: what is missing for certain first, then uploads that were left out. As above."""
    found = _check(actor, get_eingang(actor, vorgang_id), auch_freiwillig=True)
    return tuple(sorted(found, key=lambda stelle: not stelle.ist_pflicht))


def _check(actor: Actor, eingang: Eingang, *, auch_freiwillig: bool) -> tuple[Fehlstelle, ...]:
    found: tuple[Fehlstelle, ...] = ()
    if eingang.datenschema_id != OHNE_SCHEMA:
        schema = get_schema(eingang.datenschema_id)
        listen = load_codelisten(schema)
        found = missing_in(schema, eingang.werte, listen, auch_freiwillig=auch_freiwillig)
    if is_foreign(eingang):
        here = {same_name(anlage.name) for anlage in list_anlagen(actor, eingang.vorgang_id)}
        found = (*found, *missing_files([pair for pair in _named(eingang) if same_name(pair[1]) not in here]))
    return found


def _named(eingang: Eingang) -> Iterator[tuple[str, str]]:
    """Label of the field and name of each file a foreign form speaks of."""
    note: Mapping[str, object] = eingang.fassungen[FORMULAR]
    formular = read_formular(read_json(bytes(eingang.roh), str(note.get("zeichensatz", ""))))
    for angabe in formular.alle():
        if angabe.text and not isinstance(angabe.wert, bool):
            yield from ((angabe.label, name) for name in file_names(angabe.text) if FILE_NAME.fullmatch(name))

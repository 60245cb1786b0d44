"""Fill in what an Online-Dienst leaves to the Mandant."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from uuid import UUID

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, ActorKind
from ozgcloud.core.errors import Forbidden, InvalidInput, NotFound
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import current_mandant, mandant_scope
from ozgcloud.mandant.operator_scope import operator_scope
from ozgcloud.onlinedienst.events import DienstbetriebChanged
from ozgcloud.onlinedienst.models import Dienstbetrieb
from ozgcloud.onlinedienst.parameter import clean_values, missing, read_declaration
from ozgcloud.onlinedienst.queries import get_onlinedienst
from ozgcloud.onlinedienst.rules import reaches_leistung


def save_parameter(
    actor: Actor, *, mandant_id: int, onlinedienst_id: UUID, werte: Mapping[str, str]
) -> DienstbetriebChanged:
    """Store the values of one Mandant as typed, checked by kind; what is not named is emptied.

    By an operator of the Land, or by the Fachadministration of that Mandant. Raises Forbidden, NotFound, or
    InvalidInput with the errors by `parameter_<name>`; while the service is open its required values cannot be emptied.
    """
    with _scope(actor, mandant_id) as operator:
        dienst = get_onlinedienst(onlinedienst_id)
        if operator.kind is ActorKind.PERSON and not reaches_leistung(operator, dienst.leistung_id):
            raise Forbidden
        deklaration = read_declaration(dienst.parameter)
        sauber = clean_values(deklaration, werte)
        betrieb, _ = Dienstbetrieb.objects.select_for_update().get_or_create(
            mandant_id=current_mandant(), onlinedienst_id=dienst.id
        )
        offen = missing(deklaration, sauber) if betrieb.aktiv_von is not None and betrieb.aktiv_bis is None else []
        if offen:
            raise InvalidInput(
                "Der Online-Dienst ist hier in Betrieb und braucht diese Angaben.",
                {f"parameter_{p.name}": f"Bitte geben Sie „{p.label}“ an." for p in offen},
            )
        betrieb.parameter, betrieb.geaendert_am = sauber, clock.now()
        betrieb.save(update_fields=("parameter", "geaendert_am"))
        return emit(
            operator,
            DienstbetriebChanged(
                onlinedienst_id=dienst.id, aktiv_von=betrieb.aktiv_von, aktiv_bis=betrieb.aktiv_bis, werte=len(sauber)
            ),
        )


@contextmanager
def _scope(actor: Actor, mandant_id: int) -> Iterator[Actor]:
    if actor.kind is not ActorKind.PERSON:
        with operator_scope(actor, mandant_id) as operator:
            yield operator
        return
    if actor.mandant_id != mandant_id:
        raise NotFound
    with mandant_scope(mandant_id):
        yield actor

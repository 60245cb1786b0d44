"""What a machine was answered when it handed in an Antrag, and how it is told again."""

from dataclasses import dataclass

from django.conf import settings

from ozgcloud.core.actor import system_actor
from ozgcloud.core.tenancy import absender_scope
from ozgcloud.eingang.queries import find_receipt, get_eingang
from ozgcloud.eingang.rules import access_code, sha256_hex
from ozgcloud.vorgang.actions.open_vorgang import Quittung


@dataclass(frozen=True, slots=True)
class Beleg:
    """The receipt, and the code that opens the status page for the citizen: the same at every repetition."""

    quittung: Quittung
    zugangscode: str


def code_of(absender: str, transaktion: str) -> str:
    """The citizen's access code of a submission, made of the sender's key, so that it can be told again."""
    return access_code(settings.SECRET_KEY, f"{absender}|{transaktion}")


def find_beleg(absender: str, transaktion: str, roh: bytes) -> Beleg | None:
    """The receipt of an Antrag that was accepted under this key with these very bytes; None when there is none."""
    with absender_scope(absender):
        known = find_receipt(absender, transaktion)
    if known is None:
        return None
    eingang = get_eingang(system_actor(known.mandant_id, "annahme"), known.vorgang_id)
    if eingang.sha256 != sha256_hex(roh):
        return None
    quittung = Quittung(known.vorgangsnummer, known.vorgang_id, known.mandant_id, neu=False)
    return Beleg(quittung, code_of(absender, transaktion))

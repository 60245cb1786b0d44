"""Verify what a Probelauf produced. Every function returns findings; an empty list is good."""

import hashlib
from pathlib import Path
from uuid import UUID

from django.conf import settings

from ozgcloud.adapters.typst.pruefung import pruefe_pdf
from ozgcloud.adapters.xdomea import standards
from ozgcloud.adapters.xdomea.importer import pruefe_paket
from ozgcloud.core import sealing
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import OzgError
from ozgcloud.core.store import file_store
from ozgcloud.eingang.queries import get_eingang, list_anlagen
from ozgcloud.veraktung.models import Akte


def verify_bescheid(pdf: bytes, *, sha256: str, formular: bytes) -> list[str]:
    """The PDF the citizen got: unchanged since it was recorded, PDF/A-3a and PDF/UA-1, form data attached."""
    findings = [] if hashlib.sha256(pdf).hexdigest() == sha256 else ["Der Bescheid weicht von der Quittung ab."]
    return [*findings, *pruefe_pdf(pdf, formular=formular)]


def verify_akte(akte: Akte) -> list[str]:
    """The package in the drop folder: there, unchanged, complete, valid when the official schemas are installed."""
    pfad = Path(akte.ort)
    if not pfad.is_file():
        return [f"Das Paket {pfad.name} liegt nicht im Ablageordner."]
    return pruefe_paket(pfad, standards_folder(), sha256=akte.sha256)


def standards_folder() -> Path | None:
    """Where the official xdomea schemas are when the operator has installed them."""
    ordner = settings.ENV.data_dir / "standards" / standards.UNTERORDNER
    return ordner if ordner.is_dir() else None


def verify_eingang(actor: Actor, vorgang_id: UUID, *, pruefsumme: str, gesendet: dict[str, str]) -> list[str]:
    """What was received: the checksum shown to the citizen, and every uploaded file byte by byte (name → SHA-256)."""
    eingang = get_eingang(actor, vorgang_id)
    findings = []
    if hashlib.sha256(bytes(eingang.roh)).hexdigest() != eingang.sha256 or eingang.sha256 != pruefsumme:
        findings.append("Die Prüfsumme des Eingangs stimmt nicht.")
    anlagen = list_anlagen(actor, vorgang_id)
    if sorted(a.sha256 for a in anlagen) != sorted(gesendet.values()):
        findings.append("Die Anlagen sind nicht die, die gesendet wurden.")
    for anlage in anlagen:
        try:
            file_store().read_verified(anlage.verweis)
        except OzgError as fehler:
            findings.append(f"Anlage {anlage.adresse}: {fehler.meldung}")
    return findings


def verify_journal() -> list[str]:
    """All hash chains against their heads and the newest seal."""
    return sealing.verify()

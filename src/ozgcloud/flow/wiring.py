"""From key to constructor, a dictionary per port: the one place that knows the adapters."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings

from ozgcloud.adapters.ablage.ordner import AblageOptions, OrdnerAblage
from ozgcloud.adapters.smtp.versand import SmtpOptions, SmtpVersand
from ozgcloud.adapters.typst.brief import TypstBrief
from ozgcloud.adapters.typst.satz import TypstBescheid, TypstOptions
from ozgcloud.adapters.webhook.http import HttpZusteller, WebhookOptions
from ozgcloud.adapters.xdomea import standards
from ozgcloud.adapters.xdomea.paket import XdomeaOptions, XdomeaPaket
from ozgcloud.ausgang.freiraum import freiraum
from ozgcloud.ausgang.port import Zusteller
from ozgcloud.benachrichtigung.port import Postausgang
from ozgcloud.bescheid.port import BescheidPort
from ozgcloud.core.errors import Reject
from ozgcloud.postfach.port import BriefPort
from ozgcloud.veraktung.port import DmsPort

PLAIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")


@cache
def _typst() -> BescheidPort:
    return TypstBescheid(TypstOptions(schriften=settings.ENV.fonts_dir))


BESCHEID: dict[str, Callable[[], BescheidPort]] = {"typst": _typst}


def bescheid() -> BescheidPort:
    """How this installation makes letters."""
    return BESCHEID["typst"]()


def xdomea() -> XdomeaPaket:
    """The builder of xdomea messages, checked against the official schemas where they are installed."""
    return XdomeaPaket(XdomeaOptions(schemata=settings.ENV.data_dir / "standards" / standards.UNTERORDNER))


def dms_uebung(mandant_id: int) -> DmsPort:
    """Where packages of practice cases stay: a folder no e-Akte collects from."""
    ordner = settings.ENV.data_dir / "uebung" / f"mandant-{mandant_id}"
    schemata = settings.ENV.data_dir / "standards" / standards.UNTERORDNER
    return OrdnerAblage(AblageOptions(ordner=ordner), XdomeaPaket(XdomeaOptions(schemata=schemata)))


@cache
def _typst_brief() -> BriefPort:
    return TypstBrief(TypstOptions(schriften=settings.ENV.fonts_dir))


BRIEF: dict[str, Callable[[], BriefPort]] = {"typst": _typst_brief}


def brief() -> BriefPort:
    """How this installation makes plain letters."""
    return BRIEF["typst"]()


def _drop_folder(optionen: dict[str, Any], mandant_id: int) -> DmsPort:
    """xdomea packages in a folder per Mandant below the data folder (gegen Spezifikation getestet, nicht gegen das
    Echtsystem).
    """
    unterordner = str(optionen.get("unterordner", ""))
    if unterordner and not PLAIN_NAME.fullmatch(unterordner):
        raise Reject(
            "Der Name des Ablageordners ist ungültig: Buchstaben, Ziffern, Binde- und Unterstrich sind erlaubt."
        )
    ordner = settings.ENV.data_dir / "ablage" / f"mandant-{mandant_id}" / unterordner
    schemata = settings.ENV.data_dir / "standards" / standards.UNTERORDNER
    return OrdnerAblage(AblageOptions(ordner=ordner), XdomeaPaket(XdomeaOptions(schemata=schemata)))


@cache
def _webhook() -> Zusteller:
    return HttpZusteller(WebhookOptions(freiraum=freiraum()))


WEBHOOK: dict[str, Callable[[], Zusteller]] = {"http": _webhook}


def zusteller() -> Zusteller:
    """How events reach those who ordered them."""
    return WEBHOOK["http"]()


@cache
def _smtp() -> Postausgang:
    return SmtpVersand(SmtpOptions.read(settings.ENV.smtp_url, settings.ENV.smtp_absender))


POST: dict[str, Callable[[], Postausgang]] = {"smtp": _smtp}


def postausgang() -> Postausgang:
    """How e-mails leave the house. Raises Reject when the address of the mail server cannot be read."""
    return POST["smtp"]()


DMS: dict[str, Callable[[dict[str, Any], int], DmsPort]] = {"ablage": _drop_folder}


def dms(adapter: str, optionen: dict[str, Any], mandant_id: int) -> DmsPort:
    """The e-Akte connection of a Mandant. Raises Reject for an adapter this program does not have."""
    if adapter not in DMS:
        raise Reject("Der eingestellte Anschluss zur e-Akte ist unbekannt. Bitte prüfen Sie die Einstellungen.")
    return DMS[adapter](optionen, mandant_id)

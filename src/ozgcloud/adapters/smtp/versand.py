"""One e-mail to one mail server, by SMTP (RFC 5321), encrypted unless the address says otherwise.

Every e-mail gets a connection of its own: there are few of them, and none waits for another.
"""

import smtplib
import ssl
from dataclasses import dataclass, field
from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import unquote, urlsplit

from ozgcloud.benachrichtigung.port import Brief
from ozgcloud.core import clock
from ozgcloud.core.errors import Reject, Retry

AWAY = "Der Mailserver ist gerade nicht erreichbar. Die E-Mail wird später noch einmal gesendet."
REFUSED = "Der Mailserver nimmt E-Mails an diese Adresse nicht an. Bitte prüfen Sie die Adresse."
NO_LOGIN = "Der Mailserver nimmt unsere Anmeldung nicht an. Bitte wenden Sie sich an den Betrieb."
PERMANENT = 500
PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
AFTER_REFUSED_LOGIN = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class SmtpOptions:
    """Where the mail server is. `verschluesselung`: smtp (none), smtp+starttls, smtps; seconds until an answer."""

    host: str
    port: int
    absender: str
    verschluesselung: str = "smtp+starttls"
    benutzer: str = ""
    passwort: str = field(default="", repr=False)
    sekunden: float = 15.0

    @classmethod
    def read(cls, url: str, absender: str) -> "SmtpOptions":
        """From `smtp+starttls://user:password@host:587`, parts percent-encoded. Raises Reject for anything else."""
        parts = urlsplit(url)
        if parts.scheme not in PORTS or not parts.hostname or "@" not in absender:
            raise Reject(
                "Die Adresse des Mailservers (OZG_SMTP_URL) oder der Absender (OZG_SMTP_ABSENDER) ist ungültig."
            )
        return cls(
            host=parts.hostname,
            port=parts.port or PORTS[parts.scheme],
            absender=absender,
            verschluesselung=parts.scheme,
            benutzer=unquote(parts.username or ""),
            passwort=unquote(parts.password or ""),
        )


class SmtpVersand:
    """Implements `benachrichtigung.port.Postausgang`."""

    def __init__(self, options: SmtpOptions, context: ssl.SSLContext | None = None) -> None:
        self._options = options
        self._context = context or ssl.create_default_context()

    def send(self, brief: Brief) -> None:
        """Hand it over; see the port."""
        message = self._message(brief)
        try:
            with self._connect() as server:
                if self._options.benutzer:
                    server.login(self._options.benutzer, self._options.passwort)
                server.send_message(message)
        except smtplib.SMTPAuthenticationError as error:
            raise Retry(NO_LOGIN, AFTER_REFUSED_LOGIN) from error
        except smtplib.SMTPRecipientsRefused as error:
            raise _refusal(max(code for code, _ in error.recipients.values())) from error
        except smtplib.SMTPResponseException as error:
            raise _refusal(error.smtp_code) from error
        except (smtplib.SMTPException, OSError) as error:
            raise Retry(AWAY) from error

    def _connect(self) -> smtplib.SMTP:
        options = self._options
        if options.verschluesselung == "smtps":
            return smtplib.SMTP_SSL(options.host, options.port, timeout=options.sekunden, context=self._context)
        server = smtplib.SMTP(options.host, options.port, timeout=options.sekunden)
        try:
            if options.verschluesselung == "smtp+starttls":
                server.starttls(context=self._context)
        except (smtplib.SMTPException, OSError):
            server.close()
            raise
        return server

    def _message(self, brief: Brief) -> EmailMessage:
        message = EmailMessage()
        message["From"] = self._options.absender
        message["To"] = brief.an
        message["Subject"] = brief.betreff
        message["Date"] = format_datetime(clock.now())
        message["Message-ID"] = f"<{brief.kennung}@{self._options.absender.rpartition('@')[2].rstrip('>')}>"
        # RFC 3834, and what mail servers of offices look at: no automatic answers to automatic mail.
        message["Auto-Submitted"] = "auto-generated"
        message["X-Auto-Response-Suppress"] = "All"
        message.set_content(brief.text)
        return message


def _refusal(code: int) -> Reject | Retry:
    return Reject(REFUSED) if code >= PERMANENT else Retry(AWAY)

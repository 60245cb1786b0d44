"""What the applicant reads; the clerk may change the text of a request before it is sent. Plain Python."""

from collections.abc import Sequence
from datetime import date

from ozgcloud.core.errors import InvalidInput
from ozgcloud.vorgang.rules import require_text

BETREFF = "Nachforderung zu Ihrem Antrag"
BETREFF_ERINNERUNG = "Erinnerung: Es fehlt noch etwas zu Ihrem Antrag"
BETREFF_ABGELAUFEN = "Die Frist zu unserer Nachforderung ist abgelaufen"
BETREFF_ZURUECKGEGEBEN = "Eine Ihrer Antworten brauchen wir noch einmal"
BETREFF_ZURUECKGEZOGEN = "Sie müssen nichts mehr nachreichen"
BETREFF_GEAENDERT = "Unsere Nachforderung hat sich geändert"

WORT = (
    "Guten Tag,\n\n"
    "wir bearbeiten Ihren Antrag. Dafür fehlen uns noch Unterlagen oder Angaben; sie stehen in der Liste.\n\n"
    "Warum fragen wir? Die Behörde muss den Sachverhalt von Amts wegen ermitteln (§ 24 VwVfG, in Schleswig-Holstein "
    "§ 83 LVwG). Sie sollen dabei mitwirken, insbesondere Ihnen bekannte Tatsachen und Beweismittel angeben (§ 26 "
    "Absatz 2 VwVfG, in Schleswig-Holstein § 84 LVwG).\n\n"
    "Wenn Sie bis zum Ende der Frist nicht antworten, entscheiden wir nach dem, was uns vorliegt. Das kann dazu "
    "führen, dass wir Ihren Antrag ablehnen müssen. Brauchen Sie mehr Zeit, oder haben Sie etwas nicht? Dann schreiben "
    "Sie es uns: Auch das ist eine Antwort."
)
"""First text of a request; the list of items and the deadline are added when it is sent."""


MAX_MESSAGE = 15_000
MAX_TEXT = 10_000
"""Characters of what a clerk writes: with forty items below it is still a message."""
NOT_THERE = "Habe ich nicht, weil: "


def require_wort(text: str, feld: str, *, optional: bool = False) -> str:
    """What a clerk writes to the applicant, cleaned; raises InvalidInput naming the field."""
    cleaned = require_text(text, feld, optional=optional)
    if len(cleaned) > MAX_TEXT:
        satz = f"Höchstens {MAX_TEXT} Zeichen, es sind {len(cleaned)}. Bitte kürzen Sie den Text."
        raise InvalidInput("Der Text ist zu lang.", {feld: satz})
    return cleaned


def tag(day: date) -> str:
    """A day as people write it."""
    return f"{day:%d.%m.%Y}"


def listing(titel: Sequence[str]) -> str:
    """The items as numbered lines."""
    return "\n".join(f"{nummer}. {one}" for nummer, one in enumerate(titel, start=1))


def letter(anschreiben: str, titel: Sequence[str], frist: date) -> str:
    """The whole message: the clerk's text, the list, the deadline, and where to answer."""
    return (
        f"{anschreiben}\n\n{listing(titel)}\n\n"
        f"Bitte antworten Sie bis zum {tag(frist)}. Auf dieser Seite können Sie jeden Punkt einzeln beantworten, "
        "zwischendurch speichern und später weitermachen."
    )


def reminder(titel: Sequence[str], frist: date) -> str:
    """Some days before the deadline."""
    return (
        f"zu Ihrem Antrag fehlt uns noch:\n\n{listing(titel)}\n\n"
        f"Bitte antworten Sie bis zum {tag(frist)}. Wenn Sie mehr Zeit brauchen oder etwas nicht haben, schreiben Sie "
        "es uns."
    )


def expired(titel: Sequence[str], frist: date) -> str:
    """After the deadline."""
    return (
        f"bis zum {tag(frist)} haben wir keine Antwort erhalten zu:\n\n{listing(titel)}\n\n"
        "Wir können jetzt nach dem entscheiden, was uns vorliegt. Solange wir nicht entschieden haben, nehmen wir Ihre "
        "Antwort weiter an."
    )


def returned(titel: str, grund: str, frist: date) -> str:
    """One answer was not enough."""
    return f"{titel}\n\n{grund}\n\nBitte antworten Sie noch einmal bis zum {tag(frist)}."


def withdrawn(grund: str) -> str:
    """Nothing is wanted any more."""
    return f"Unsere Nachforderung ist erledigt. Sie müssen dazu nichts mehr tun.\n\n{grund}".strip()


def changed(titel: Sequence[str], frist: date) -> str:
    """The list or the deadline is another one now."""
    return f"Wir brauchen jetzt noch:\n\n{listing(titel)}\n\nBitte antworten Sie bis zum {tag(frist)}."


def answer_block(titel: str, antwort: str, fehlt_weil: str, dateien: Sequence[str]) -> str:
    """One answered item as it stands in the correspondence for good."""
    lines = [titel, antwort, f"{NOT_THERE}{fehlt_weil}" if fehlt_weil else ""]
    if dateien:
        lines.append(f"Dateien: {', '.join(dateien)}")
    return "\n".join(line for line in lines if line)


def answer_messages(nummer: int, blocks: Sequence[str]) -> list[str]:
    """The answered items as messages, none longer than a message may be."""
    head = f"Antwort auf die Nachforderung {nummer}\n\n"
    messages = [head]
    for block in blocks:
        if len(messages[-1]) + len(block) > MAX_MESSAGE:
            messages.append(head)
        messages[-1] += f"{block}\n\n"
    return messages

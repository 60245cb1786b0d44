"""What the Bescheide of the Online-Dienste say: proposals, which the Sachbearbeitung edits before they are issued.

`{name}` is filled from the parameters of the Mandant that decides.
"""

from typing import Any

HUND: dict[str, Any] = {
    "betreff": "Anmeldung zur Hundesteuer",
    "tenor_bewilligt": (
        "Ihre Anmeldung zur Hundesteuer ist angenommen. Die im Antrag genannten Hunde sind angemeldet.\n\n"
        "Über die Höhe der Steuer erhalten Sie einen Steuerbescheid mit den Zahlungsterminen."
    ),
    "tenor_abgelehnt": "Ihre Anmeldung zur Hundesteuer wird abgelehnt.",
    "rechtsgrundlagen": [
        "Satzung der Gemeinde über die Erhebung einer Hundesteuer",
        "Kommunalabgabengesetz des Landes Schleswig-Holstein (KAG)",
    ],
    "gebuehr": "Für diesen Bescheid wird keine Gebühr erhoben.",
    "nebenbestimmungen": (
        "Bitte melden Sie den Hund ab, wenn Sie ihn abgeben, wenn Sie mit ihm wegziehen oder wenn er stirbt."
    ),
}

BAUM: dict[str, Any] = {
    "betreff": "Ausnahme vom Baumschutz",
    "tenor_bewilligt": (
        "Die beantragte Maßnahme an den im Antrag genannten Bäumen wird genehmigt.\n\n"
        "Die Genehmigung gilt zwei Jahre ab Bekanntgabe dieses Bescheides."
    ),
    "tenor_abgelehnt": "Ihr Antrag auf Genehmigung der Maßnahme an den im Antrag genannten Bäumen wird abgelehnt.",
    "rechtsgrundlagen": [
        "Satzung der Gemeinde zum Schutz des Baumbestandes",
        "§ 29 Bundesnaturschutzgesetz (BNatSchG)",
    ],
    "gebuehr": "Über die Gebühr ergeht ein gesonderter Bescheid nach der Gebührensatzung.",
    "nebenbestimmungen": (
        "Für jeden gefällten Baum ist bis zum Ende der folgenden Pflanzperiode ein heimischer Laubbaum mit "
        "einem Stammumfang von mindestens 12 Zentimetern zu pflanzen und dauerhaft zu erhalten.\n\n"
        "Vom 1. März bis zum 30. September darf nicht gefällt werden. Vor Beginn der Arbeiten ist zu prüfen, "
        "ob geschützte Tiere in dem Baum leben."
    ),
}

FUNDTIER: dict[str, Any] = {
    "betreff": "Ihre Fundanzeige",
    "tenor_bewilligt": (
        "Ihre Anzeige über den Fund eines Tieres ist aufgenommen. Das Tier ist in der Fundkartei eingetragen.\n\n"
        "Meldet sich die Eigentümerin oder der Eigentümer, geben wir Ihnen Bescheid."
    ),
    "tenor_abgelehnt": "Ihre Anzeige wird nicht als Fundanzeige aufgenommen.",
    "rechtsgrundlagen": ["§§ 90a, 965 bis 973 Bürgerliches Gesetzbuch (BGB)"],
    "gebuehr": "Für die Aufnahme der Anzeige wird keine Gebühr erhoben.",
    "nebenbestimmungen": (
        "Solange Sie das Tier bei sich haben, versorgen Sie es bitte und teilen Sie uns jede Änderung mit."
    ),
}

PARKAUSWEIS: dict[str, Any] = {
    "betreff": "Bewohnerparkausweis",
    "tenor_bewilligt": (
        "Sie erhalten einen Bewohnerparkausweis für das im Antrag genannte Fahrzeug.\n\n"
        "Er gilt in dem Parkgebiet, in dem Sie wohnen, für die beantragte Zeit. Der Ausweis geht Ihnen mit der Post zu."
    ),
    "tenor_abgelehnt": "Ihr Antrag auf einen Bewohnerparkausweis wird abgelehnt.",
    "rechtsgrundlagen": [
        "§ 45 Absatz 1b Satz 1 Nummer 2a Straßenverkehrs-Ordnung (StVO)",
        "Gebührensatzung oder Gebührenordnung der Stadt oder Gemeinde",
    ],
    "gebuehr": "Die Gebühr beträgt {jahresgebuehr} für ein Jahr, nach der {gebuehrensatzung}.",
    "nebenbestimmungen": (
        "Legen Sie den Ausweis gut lesbar hinter die Windschutzscheibe. Er gibt keinen Anspruch auf einen bestimmten "
        "Parkplatz.\n\nGeben Sie den Ausweis zurück, wenn Sie aus dem Parkgebiet wegziehen oder das Fahrzeug abgeben."
    ),
}

GEWERBE: dict[str, Any] = {
    "betreff": "Empfang Ihrer Gewerbeanmeldung",
    "tenor_bewilligt": (
        "Der Empfang Ihrer Gewerbeanmeldung wird bescheinigt.\n\n"
        "Diese Bescheinigung ersetzt keine Erlaubnis, die für Ihre Tätigkeit vielleicht nötig ist."
    ),
    "tenor_abgelehnt": "Ihre Anzeige wird nicht als Gewerbeanmeldung entgegengenommen.",
    "rechtsgrundlagen": ["§ 14 Absatz 1 Gewerbeordnung (GewO)", "§ 15 Absatz 1 Gewerbeordnung (GewO)"],
    "gebuehr": "Die Gebühr für die Anmeldung beträgt {gebuehr}.",
    "nebenbestimmungen": "",
}

"""What each published number means: one place for the cards, the page of definitions and the CSV files."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Definition:
    """A number: what is counted, out of what, and from which download anybody can work it out again."""

    schluessel: str
    name: str
    satz: str
    nenner: str
    datei: str


ANGESCHLOSSEN = Definition(
    "angeschlossen",
    "Angeschlossene Verwaltungen",
    "Kommunale Verwaltungen, deren letzter Stand am Stichtag „angeschlossen“ ist. Landesbehörden und Kammern stehen in "
    "der Liste, zählen hier aber nicht mit.",
    "Alle kommunalen Verwaltungen, die OZG-Cloud nutzen können (Ämter, amtsfreie Gemeinden und Städte, Kreise). "
    "Ein Amt zählt einmal, auch wenn es viele Gemeinden verwaltet.",
    "verwaltungen",
)
EINARBEITUNG = Definition(
    "einarbeitung",
    "Verwaltungen in Einarbeitung",
    "Kommunale Verwaltungen, deren letzter Stand am Stichtag „in Einarbeitung“ ist.",
    "Wie bei den angeschlossenen Verwaltungen.",
    "verwaltungen",
)
DIENSTE = Definition(
    "dienste",
    "Ausgerollte Online-Dienste",
    "Paare aus Verwaltung und Online-Dienst, bei denen Go-live erreicht und der Dienst am Stichtag weder ausgesetzt "
    "noch abgekündigt ist. Derselbe Online-Dienst in zwei Verwaltungen zählt zweimal.",
    "Kein Nenner: Wie viele Online-Dienste eine Verwaltung braucht, hängt von ihren Aufgaben ab.",
    "dienste",
)
VERSCHIEDENE = Definition(
    "verschiedene",
    "Verschiedene Online-Dienste",
    "Online-Dienste, die am Stichtag in mindestens einer Verwaltung ausgerollt sind. Jeder zählt einmal.",
    "Kein Nenner.",
    "dienste",
)
JE_TAG = Definition(
    "je_tag",
    "Anträge je Tag",
    "Anträge der vier Wochen bis zum Stichtag (28 Kalendertage), geteilt durch 28 und kaufmännisch gerundet.",
    "28 Kalendertage, auch Wochenenden und Feiertage.",
    "antraege",
)
VIER_WOCHEN = Definition(
    "vier_wochen",
    "Anträge in vier Wochen",
    "Anträge, die in den 28 Tagen bis zum Stichtag eingegangen sind. Jeder Antrag zählt einmal, am Tag seines "
    "Eingangs; Anträge aus Übungen zählen nie. Ein Antrag, dessen Zuständigkeit erst geklärt werden muss, zählt beim "
    "Land, aber bei keiner Verwaltung.",
    "Kein Nenner.",
    "antraege",
)
JAHR = Definition(
    "jahr",
    "Anträge in einem Jahr",
    "Anträge der 365 Tage bis zum Stichtag.",
    "Kein Nenner.",
    "antraege",
)
GESAMT = Definition(
    "gesamt",
    "Anträge seit Beginn",
    "Alle Anträge bis zum Stichtag.",
    "Kein Nenner.",
    "antraege",
)
CHAMPIONS = Definition(
    "champions",
    "Roll-out-Champions",
    "Verwaltungen nach der Zahl ihrer am Stichtag ausgerollten Online-Dienste. Gleiche Zahlen teilen sich einen Rang, "
    "der nächste Rang entfällt (1, 2, 2, 4). „In Nutzung“ ist ein ausgerollter Dienst, sobald dort der erste Antrag "
    "eingegangen ist.",
    "Kreise, Städte und Ämter haben verschiedene Aufgaben. Der Rang vergleicht Zahlen, nicht Leistungen.",
    "champions",
)
JE_VERWALTUNG = Definition(
    "je_verwaltung",
    "Anträge je Verwaltung und je Online-Dienst",
    "Anträge der vier Wochen bis zum Stichtag. Ein bis vier Anträge erscheinen als „unter 5“, Zahlen bis 99 sind auf "
    "die nächste Fünf gerundet, ab 100 sind sie genau.",
    "Kein Nenner. Weil kleine Zahlen gerundet sind, ergibt ihre Summe nicht genau die Zahl des Landes.",
    "antraege-verwaltungen",
)
ALLE = (
    ANGESCHLOSSEN, EINARBEITUNG, DIENSTE, VERSCHIEDENE, JE_TAG, VIER_WOCHEN, JAHR, GESAMT, JE_VERWALTUNG, CHAMPIONS,
)  # fmt: skip
KARTEN = (ANGESCHLOSSEN, EINARBEITUNG, DIENSTE, VERSCHIEDENE, JE_TAG, VIER_WOCHEN, JAHR, GESAMT)

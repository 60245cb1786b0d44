"""Weiterleitung: a case goes to another Verwaltung, and one unbroken history goes with it (§ 3 VwVfG).

Terms: the case is copied under its number with its day of receipt (`vorgang.forward_vorgang`, `flow`); what else was
there travels as Vorgeschichte: one line per event, note, Nachforderung and Zuarbeit, with files, and the stations it
came through. A case that comes back brings its own first part along, so A → B → A reads as one history.
What must not travel: names of people who work there, who has read the case, Zuweisungen, Wiedervorlagen, tags, drafts.
VERWALTUNG_USER forwards (new cases also VERWALTUNG_POSTSTELLE); an open Zuarbeit comes back or is withdrawn first.
"""

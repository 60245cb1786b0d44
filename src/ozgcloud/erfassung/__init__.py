"""Anträge that come on paper, at the counter, by telephone or e-mail, typed into the same form by the office.

Erfassung: one such Antrag while it is typed in, with the way it came and the day it arrived (§ 22 VwVfG, § 187 BGB).
Its answers lie in a draft like a citizen's, opened by a secret that is made of the Erfassung's id and never stored.
Answers that are missing are noted, not demanded: what arrived has to be accepted (§ 24 (3) VwVfG). Then it goes the way
of every Antrag (`vorgang.open_vorgang`), and the applicant gets a letter with his access code. VERWALTUNG_USER and
VERWALTUNG_POSTSTELLE type in; whoever began goes on.
"""

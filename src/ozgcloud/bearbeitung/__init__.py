"""Working on a case: Wiedervorlagen, Fristen, Checkliste, Schlagworte, typed notes, hand-over in the house, endings.

A Wiedervorlage brings a case back on a day; a Frist says what the law or the office itself asks for and what follows
when it passes; an Arbeitsvorlage gives every new case of a Leistung its points and Fristen. An Abschluss is the ending
without a Bescheid (§ 9 VwVfG): withdrawn by the applicant, a duplicate, or settled otherwise; it can be taken back for
as long as the Online-Dienst holds its letters. VERWALTUNG_USER does all of it for cases he reaches; templates belong to
the Fachadministration. The case row keeps the nearest Frist and Wiedervorlage as marks. Law: §§ 10, 25, 42a VwVfG,
§ 75 VwGO.
"""

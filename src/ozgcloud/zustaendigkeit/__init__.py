"""Who is competent for which Leistung where (§ 3 VwVfG).

Regel: dated, (Leistung prefix, ARS prefix, Ebene) → (Mandant, Organisationseinheit). Vollzugsebene: dated, which
kind of Verwaltung (Gemeinde, Kreis, Land, Kammer) executes a Leistung, so that one rule per Verwaltung and kind
suffices. `find_stelle` answers with exactly one Stelle and an explanation that is stored with the Eingang; none or
several lead to the Land's Clearing-Mandant, never to nothing and never silently to the first.

Rules are public facts, hence without tenancy, and never overwritten: a change makes a new version, and the old one says
since when it is replaced. Operators of the Land change them by a Regelvorschlag, which is replayed over past intake
first; the command line imports them.
"""

"""Who is competent for which Leistung where (§ 3 VwVfG).

Regel: dated, (Leistung prefix, ARS prefix) → (Mandant, Organisationseinheit). `find_stelle` answers with exactly one
Stelle and an
explanation that is stored with the Eingang; none or several lead to the Land's Clearing-Mandant, never to nothing and
never silently to the first. Rules are public facts, hence without tenancy.
"""

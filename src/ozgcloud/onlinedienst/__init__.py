"""A Leistung made usable: its form, its texts, its release state.

Phases: entwurf → test (practice Mandanten only) → freigegeben → abgekündigt. A released one never changes, because
cases
name it. Operators of the Land (LEITSTAND) and the house publish.
"""

"""The door of the caseworkers: work list, case page, deliveries.

A view reads the request, calls one action or query, and answers with a page or a redirect. What a page shows is put
together in `fall.py`, `liste.py` and `historie.py`, in one transaction of the actor's Mandant; the German sentences
of this door stand in `texte.py`. Who may knock: `core.access.Recht.AMT`; who may see which case: `vorgang.rules`.
Every opening of a case and every download is written to the journal (Art. 32 DSGVO).
"""

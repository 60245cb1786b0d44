"""The citizen's draft: his own until submitted, and deletable.

Entwurf: raw values by address, valid or not, and uploads; it has no Mandant yet and opens only to who holds its secret
(`core.tenancy.entwurf_scope`). `submit_antrag` judges it once more and hands it to `vorgang.open_vorgang`; from then
on it
is frozen and answers every repetition with the same receipt. Untouched drafts are deleted after 30 days
(Art. 5 (1) e DSGVO). No events: nobody but the citizen is concerned.
"""

"""Who has looked into which case (Art. 5, 32 DSGVO): for the data protection officer, and in numbers for citizens.

The log itself is the journal: `VorgangRead` and `DateiRead` say who, when, and by which Rolle he was let in. The Rolle
DATENSCHUTZ reads it and no case; that it was read is written down too. Lesezaehler: how often each party has opened a
case, folded from the journal by the relay, so that a citizen's page reads a few small rows.
"""

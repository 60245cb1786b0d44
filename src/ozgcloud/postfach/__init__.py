"""Between authority and citizen: the published projection and the messages.

Stand, Zeitpunkt: what the status page shows, written by the flow only. Nachricht: both directions. Dokument: a file
made
available, with the time of Bereitstellung and of the first Abruf (§ 9 OZG, § 41 (2a) VwVfG). The citizen's door
reads this
slice and nothing else of a case. VERWALTUNG_USER writes; the citizen answers with his access code.
"""

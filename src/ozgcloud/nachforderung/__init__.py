"""What an applicant has to hand in later, asked for item by item (§§ 24, 26 (2) VwVfG, §§ 83, 84 LVwG SH).

Nachforderung: one request with a deadline and a text; several per case, one after the other. Posten: one missing
document or answer. Antwortdatei: an upload for an item. States: vorgeschlagen (by the check at the intake) or entwurf →
offen (sent) → erledigt, or zurueckgezogen; a proposal may be verworfen. Items: offen → beantwortet → angenommen, or
zurueckgegeben with a reason, and then open again. VERWALTUNG_USER asks and judges; the citizen answers with his access
code, keeps what is unfinished, and sends as much as he has. While he has something to do the case carries the mark
"wartet auf Antragsteller".
"""

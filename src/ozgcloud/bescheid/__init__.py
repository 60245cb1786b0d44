"""The Bescheid: draft, issue, hold, Bekanntgabe.

States: Entwurf → Erlassen → Wird bereitgestellt → Bereitgestellt. Issuing starts a hold in which the issue may be taken
back, because
nothing has left the house (`erlass` numbers the issues). Only VERWALTUNG_USER of the case's Organisationseinheit
drafts,
issues and takes back. A case closes when the Bescheid of its decision in force is delivered, and is reopened when
none is
on its way. Law: §§ 35, 37, 39, 41 VwVfG and LVwG SH, §§ 58, 70 VwGO, § 9 OZG.
"""

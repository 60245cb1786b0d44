"""The catalogue of Leistungen (LeiKa/FIM): what an administration can be asked for.

A Leistung has a key of 14 digits, a name and a plain text. It is a public fact of no Mandant. Whether it can be applied
for online is said by `onlinedienst`, who is competent by `zustaendigkeit`.
"""

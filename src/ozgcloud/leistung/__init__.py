"""The catalogue of Leistungen (LeiKa/FIM), what an administration can be asked for, and the Leistungsfinder.

A Leistung has a key of 14 digits, a name and plain texts. It is a public fact of no Mandant. Whether it can be applied
for online is said by `onlinedienst`, who is competent by `zustaendigkeit`.

The finder: `worte` folds words to stems and takes compounds apart, `synonyme` (with `synonyme.csv`) knows everyday
words, `verzeichnis` makes the index of both, `anfrage` understands a question with it, `queries` asks PostgreSQL,
`erklaerung` says why a hit was found.
"""

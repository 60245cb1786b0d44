"""Bescheide as PDF/A-3a and PDF/UA-1 by typst.

`satz.TypstBescheid` implements `bescheid.port.BescheidPort`; `zeichen` keeps texts within what the font can draw;
`pruefung.pruefe_pdf` checks a finished file. Own template: `bescheid.typ` (DIN 5008 form B). typst itself refuses
inaccessible output (missing title, skipped heading level); the claims are checked in part here, completely only by
veraPDF at the operator.
"""

"""xdomea 3.0.0, message `Abgabe.Abgabe.0401`: hand a finished case to an e-Akte as one ZIP file.

Gegen Spezifikation getestet, nicht gegen das Echtsystem.

`paket.XdomeaPaket` builds, `importer` reads back knowing only the package, `standards` installs the official schemas at
the operator's (they are not shipped). Standard: xdomea (IT-Planungsrat decision 2017/39), edited by AG xdomea, run by
KoSIT.
"""

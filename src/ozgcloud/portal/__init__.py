"""The door for citizens and companies: find a Leistung, apply without an account, follow the Antrag.

A draft is opened by its secret, kept in a cookie that reaches only the pages of this draft (`entwurf.py`); a submitted
Antrag by Vorgangsnummer and Zugangscode, remembered in the session for an hour (`zugang.py`). Nothing personal stands
in an address. Every page works without script.
"""

"""Schnittstelle: machines that may speak to us, what each of them may do, and with which keys.

Terms: *Client* = an online service of a third party, or a Fachverfahren of an office; *Clientschlüssel* = a key of a
Client, several at once so that keys can be changed without a pause; *Freigabe* = one thing a Client may do, at one
Mandant or every Mandant of its Land, for Leistungen whose key begins with a prefix; *Zugriff* = a Client that has shown
a valid key, with all its Freigaben.
States: a Client works or is locked; a key works until it ends or is revoked. Both take effect within `CACHE_SECONDS`.
Who may what: operators of the installation (command line) make Clients and keys; a secret is shown once and only its
SHA-256 is kept: it has 256 random bits, so nothing is gained by a slow hash. A test Client (`uebung`) reaches practice
Mandanten only, and whatever it submits is practice.
Basis: RFC 6749 section 4.4 (client credentials), Art. 32 DSGVO.
"""

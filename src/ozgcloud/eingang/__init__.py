"""What the authority has received; never changed afterwards.

Eingang: raw bytes and cleaned values with the versions they were made with, and why the case is here. Anlage: a file
that
came along. Register: what was acknowledged to which sender under which key, so a retry gets the same answer. Zugang:
keyed
hash of Vorgangsnummer and access code → the case. Role `app` may add and read, not change. Law: § 22 VwVfG (Beginn des
Verfahrens); the receipt date is counted in Europe/Berlin.
"""

"""The door for machines: `/api/v1/` for online services and Fachverfahren, and whatever else speaks HTTP with a key.

`tuer.MachineDoor` takes every request under the prefix before the middleware of pages does: no session, no cookie, no
HTML, and every error is a problem (RFC 9457). `zugang` asks for the key and counts requests, `probleme` translates
errors once, `v1` puts the operations together, `dokument` makes the OpenAPI document of them.
"""

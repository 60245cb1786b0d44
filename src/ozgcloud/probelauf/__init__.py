"""A smoke test for operators: one practice Antrag by HTTP through the running system, every artefact verified.

`uebungsland` makes the practice place and short-lived logins, `browser` is a small HTTP client that reads forms,
`gang` walks from the schema file to the e-Akte, `artefakte` checks what came out, `bericht` prints it.
Nothing of it is counted, nothing leaves the installation.
"""

"""The ground floor: what every room of the house stands on and nobody may go around.

`tenancy` keeps Mandanten apart, `journal` records what happened, `actor` says who acts, `access` ties URLs to
rights, `files` keeps bytes, `errors` are the few ways to fail, `clock` tells the time, `types` the identifiers.
Nothing in here knows a Vorgang or an Antrag.
"""

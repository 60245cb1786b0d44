"""The outside world: one package per foreign format or system.

An adapter implements a port of a slice, sees no ORM object, does not know the other adapters, and raises only
`core.errors.Retry` and `core.errors.Reject`. `flow/wiring.py` joins them.
"""

"""What became of each consequence of an event.

Delivery: one row per event and step; its id (uuid5 of both) is the idempotency key handed to the outside. States:
offen →
erledigt | entfallen (the fact was taken back) | fehlgeschlagen (a person must look, `retry_delivery`). At most 12 tries
with growing waits. RelayStand: how far the relay has read the journal. Personal data appear nowhere in here.
"""

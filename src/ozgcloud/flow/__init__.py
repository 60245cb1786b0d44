"""What follows what. The only place that knows everybody.

`table` is the page to read first: event → consequences. `relay` turns committed rows of the journal into jobs,
exactly once; `run` executes a job: a Step in one transaction, a Delivery in three parts (prepare, call outside,
record).
`wiring` maps adapter keys to constructors. Jobs carry ids only.
"""

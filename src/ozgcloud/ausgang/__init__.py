"""What machines outside learn of the journal, and how it reaches them.

`ausgang` is the numbered list of events for others, folded from the journal by the relay: ids and states only. A client
reads of it what its Freigaben allow and what it submitted itself, either as a feed with a cursor or as an `Abonnement`
(webhook): a place of its own, signed, repeated for 72 hours, then stopped until somebody resumes it. Events of one case
arrive in their order; cases do not wait for each other. Art. 25 DSGVO: nobody outside learns more than that something
has happened; the rest he fetches with the right he has.
"""

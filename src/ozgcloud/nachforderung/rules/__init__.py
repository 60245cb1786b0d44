"""Rules of the slice, free of Django: states of a request and its items, deadlines, wording, what is missing."""

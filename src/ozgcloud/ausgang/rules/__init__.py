"""Rules of the slice, free of Django: what is told, to whom, in which order, how patiently, and how it is signed."""

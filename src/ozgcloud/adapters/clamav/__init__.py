"""Looks for malware with clamd; tried against Debian's clamd with signatures of our own (tests/contracts)."""

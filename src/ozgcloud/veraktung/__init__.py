"""Handing a finished case to the e-Akte.

Akte: the receipt of the receiver (place, size, SHA-256). The package holds form data, files, Bescheide,
correspondence and
history as they were when the case was closed, so a repetition is byte-identical. Follows from `VorgangClosed`; a
case closed
again after reopening is handed over again under a new key. Law: Aktenmäßigkeit (§ 6 EGovG), § 29 VwVfG.
"""

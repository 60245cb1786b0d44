"""Every port in memory, for unit tests. Nothing leaves the process."""

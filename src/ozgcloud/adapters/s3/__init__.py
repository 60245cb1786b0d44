"""Bytes in a bucket that speaks S3; tried against a real SeaweedFS server (tests/contracts)."""

"""Signed webhooks over HTTP, after Standard Webhooks 1.0."""

"""Measurements of the product beside a baseline, see README.md."""

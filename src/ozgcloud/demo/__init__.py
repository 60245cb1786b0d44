"""Demonstration data: own facts, own Leistungen, own people."""

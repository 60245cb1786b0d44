"""Drop folder: hand a case to an e-Akte by putting one file where its import program looks.

Gegen Spezifikation getestet, nicht gegen das Echtsystem.
"""

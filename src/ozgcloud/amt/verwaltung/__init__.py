"""What the pages of the Fachadministration, of the own settings and of the log of reading show and take."""

"""What decides: the resolution, what a rule must look like, and which place an Antrag is about. Plain Python."""

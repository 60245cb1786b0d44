"""What an operator may do with FIM material; one action per file."""

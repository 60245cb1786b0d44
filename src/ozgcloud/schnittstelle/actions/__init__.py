"""What can be done to Clients and their keys."""

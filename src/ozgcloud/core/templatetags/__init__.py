"""Template tag libraries of the design foundation."""

"""A draft has no events: it is the citizen's own until submitted, and then `VorgangOpened` tells."""

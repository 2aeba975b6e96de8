"""All that a park has, as one zip file that other software can read."""

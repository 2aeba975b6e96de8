"""Addresses under /p/<slug>/ that belong to the park itself."""

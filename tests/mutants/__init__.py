"""Holes made on purpose, one at a time: the nets must notice each. Run by `bin/mutants`."""

"""Measures how fast the pages are, as ratios: see README.md."""

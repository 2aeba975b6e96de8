"""A real, running copy of the product for the tests that need one: see `running.py`."""

"""The demo: four invented parks with their people, made through the services like any other park.

`content/` holds the texts, one folder per park; `seeding.seed` makes what is not there yet.
"""

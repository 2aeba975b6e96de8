"""For every route with an object in its address: one that every insider may see, one for the team.

A route that stands in neither fails the walk (`test_walk.py`).
"""

from tests.isolation.objects import collective, realisation, roadmap, terrain

PILLARS = (roadmap, terrain, collective, realisation)
MEMBERS_OBJECTS = {name: made for pillar in PILLARS for name, made in pillar.MEMBERS.items()}
TEAM_OBJECTS = {name: made for pillar in PILLARS for name, made in pillar.TEAM.items()}

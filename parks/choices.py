"""The fixed vocabularies of access: who may read and who may write."""

from django.db import models


class Role(models.TextChoices):
    """What a person is at one park, from most to least."""

    PARK_MANAGER = "park_manager", "parkmanager"
    TEAM = "team", "lid van het kernteam"
    ADVISER = "adviser", "adviseur"
    MEMBER = "member", "lid"


# An adviser comes with an authority; a park itself gives the others.
PARK_ROLES = [(role.value, role.label) for role in Role if role != Role.ADVISER]


class Audience(models.TextChoices):
    """Who reads a record; each wider audience includes the narrower ones."""

    TEAM = "team", "Alleen het kernteam"
    AUTHORITY = "authority", "Kernteam en overheid"
    MEMBERS = "members", "Leden, overheid en kernteam"
    PUBLIC = "public", "Iedereen"

    @classmethod
    def at_least(cls, audience: str) -> tuple[str, ...]:
        """Return this audience and the wider ones: what its readers may see."""
        values = cls.values
        return tuple(values[values.index(audience) :])


class AuthorityKind(models.TextChoices):
    """What sort of body advises."""

    MUNICIPALITY = "municipality", "gemeente"
    PROVINCE = "province", "provincie"
    REGION = "region", "regio"
    PROGRAMME = "programme", "programma"

"""Holes in the database: policies, forced row security, composite keys, rights."""

from collections.abc import Iterator

from django.conf import settings

from parks.isolation import park_keys, park_owned_models
from tests.mutants.model import Mutant

CATALOGUE = "tests/isolation/test_catalogue.py"
WALLS = "tests/isolation/test_walls.py"


def database_mutants() -> Iterator[Mutant]:
    """Yield one mutant per wall per table."""
    for model in sorted(park_owned_models(), key=lambda model: model._meta.db_table):
        yield from _walls_of(model._meta.db_table)
        if getattr(model, "append_only", False):
            yield _rewritable(model._meta.db_table)
        for key in park_keys(model):
            yield Mutant(
                "composite key",
                f"{key.table}.{key.column} may point at another park",
                (WALLS, CATALOGUE, "-k", f"{key.table} and {key.column}"),
                sql=f"alter table {key.table} drop constraint {key.name}",
            )
    yield Mutant(
        "policy",
        "everybody's memberships are everybody's own",
        (CATALOGUE, WALLS),
        sql="alter policy own_memberships on parks_membership using (true)",
    )


def _walls_of(table: str) -> Iterator[Mutant]:
    aim = (WALLS, CATALOGUE, "-k", table)
    for what, expression in (("reads", "using"), ("writes", "with check")):
        yield Mutant(
            "policy",
            f"{table}: the policy lets through all {what}",
            aim,
            sql=f"alter policy park_isolation on {table} {expression} (true)",
        )
    yield Mutant(
        "row security",
        f"{table}: switched off",
        aim,
        sql=f"alter table {table} disable row level security",
    )
    yield Mutant(
        "row security",
        f"{table}: not forced on its owner",
        aim,
        sql=f"alter table {table} no force row level security",
    )
    yield Mutant(
        "rights",
        f"{table}: the application may empty it",
        aim,
        sql=f"grant truncate on {table} to {settings.DATABASE_APP_ROLE}",
    )


def _rewritable(table: str) -> Mutant:
    return Mutant(
        "rights",
        f"{table}: the application may rewrite it",
        (CATALOGUE, WALLS, "-k", table),
        sql=f"grant update, delete on {table} to {settings.DATABASE_APP_ROLE}",
    )

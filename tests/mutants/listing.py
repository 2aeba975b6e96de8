"""All mutants."""

from tests.mutants.code import code_mutants
from tests.mutants.database import database_mutants
from tests.mutants.model import Mutant


def mutants() -> list[Mutant]:
    """Return every hole that we know how to make; each has a name of its own."""
    found = [*database_mutants(), *code_mutants()]
    names = [mutant.name for mutant in found]
    assert len(names) == len(set(names)), "two mutants share a name"
    return found

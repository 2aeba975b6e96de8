"""What an object of a route is."""

from collections.abc import Callable

from tests.factories.world import World

Objects = Callable[[World], dict[str, object]]
"""What fills the address of a route in, from a world."""

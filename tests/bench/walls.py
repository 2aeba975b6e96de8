"""What row-level security costs a page: the same page with and without it, in turns."""

import statistics
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from tests.bench.load import Case, run
from tests.site.running import Site

ROUNDS: Final = 5
WALLED: Final = "select relname from pg_class where relforcerowsecurity"


def price_of_walls(site: Site, pages: Mapping[str, Case], *, clients: int) -> dict[str, float]:
    """Return for each page its answers per second with the walls over those without."""
    tables = [name for (name,) in site.rows(WALLED)]
    ratios: dict[str, list[float]] = {name: [] for name in pages}
    for _ in range(ROUNDS):
        with_walls = {name: run(page, clients=clients).per_second for name, page in pages.items()}
        with without_walls(site, tables):
            for name, page in pages.items():
                ratios[name].append(with_walls[name] / run(page, clients=clients).per_second)
    return {name: statistics.median(found) for name, found in ratios.items()}


@contextmanager
def without_walls(site: Site, tables: list[str]) -> Iterator[None]:
    """Switch row-level security off; the filters that the code writes itself remain."""
    for table in tables:
        site.rows(f"alter table {table} disable row level security")
    try:
        yield
    finally:
        for table in tables:
            site.rows(f"alter table {table} enable row level security")

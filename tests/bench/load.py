"""Requests by wrk: how many per second and how long most of them take."""

import random
import re
import statistics
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

PERCENTILES: Final = str(Path(__file__).with_name("percentiles.lua"))
ROUNDS, SECONDS = 5, 3


@dataclass(frozen=True)
class Case:
    """A page to ask for, with the headers that go with it."""

    url: str
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Load:
    """What one run gave: answers per second and the 95th percentile in milliseconds."""

    per_second: float
    p95_ms: float


def run(case: Case, *, clients: int, seconds: int = SECONDS) -> Load:
    """Ask for a page for some seconds. Raises RuntimeError when any answer is not a success."""
    headers = [part for item in case.headers.items() for part in ("-H", ": ".join(item))]
    command = ["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "-s", PERCENTILES, *headers, case.url]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise RuntimeError(f"{case.url} failed under load:\n{said}")
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    slow = re.search(r"p95_us ([\d.]+)", said)
    assert rate
    assert slow
    return Load(per_second=float(rate[1]), p95_ms=float(slow[1]) / 1000)


def medians(cases: Mapping[str, Case], *, clients: int) -> dict[str, float]:
    """Return the median answers per second of each case.

    The cases take turns in an order that changes: a machine that gets slower halfway, or a cache
    that the one warms for the other, would favour whoever has a fixed place.
    """
    order, found = random.Random(1), {name: list[float]() for name in cases}
    for case in cases.values():
        run(case, clients=clients, seconds=1)
    for _ in range(ROUNDS):
        for name in order.sample(list(cases), len(cases)):
            found[name].append(run(cases[name], clients=clients).per_second)
    return {name: statistics.median(rates) for name, rates in found.items()}

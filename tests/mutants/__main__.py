"""`python -m tests.mutants [WORDS]`: make each hole in turn and see whether the nets notice.

WORDS choose mutants whose net or name holds one of them. Ends with 1 when one survives.
"""

import contextlib
import io
import multiprocessing
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, Final

import django
import pytest

from tests.mutants.model import Mutant

ISOLATION: Final = ("tests/isolation",)
TO_MAKE: Final = ("--create-db", "tests/isolation/test_catalogue.py")
WORKERS: Final = 2
# Forked, so that the project is loaded once; every mutant has, and dies with, a process of its own.
WITH_A_VERDICT: Final = (
    pytest.ExitCode.OK,
    pytest.ExitCode.TESTS_FAILED,
    pytest.ExitCode.NO_TESTS_COLLECTED,  # the aim met no test
)
PROCESSES: Final = multiprocessing.get_context("fork")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a mutant: `noticed_by` is the first test that failed, empty when none did."""

    net: str
    name: str
    noticed_by: str


class FirstFailures:
    """Remembers the tests that failed, and the files that could not be read."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.seen.append(report.nodeid)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.seen.append(report.nodeid)


def main(words: Sequence[str]) -> int:
    """Run the chosen mutants, print each outcome and a count per net."""
    django.setup()
    from tests.mutants.listing import mutants

    chosen = [
        mutant
        for mutant in mutants()
        if not words or any(word in f"{mutant.net} {mutant.name}" for word in words)
    ]
    databases = [f"mutants{number}" for number in range(WORKERS)]
    for database in databases:  # in processes of their own: a fork takes no connection along
        maker = PROCESSES.Process(target=_first_failure, args=(database, "", TO_MAKE))
        maker.start()
        maker.join()
    outcomes = []
    for outcome in _tried(chosen, databases):
        outcomes.append(outcome)
        verdict = f"killed by {outcome.noticed_by}" if outcome.noticed_by else "SURVIVED"
        print(f"{outcome.net}: {outcome.name}: {verdict}", flush=True)
    return _summary(outcomes, len(chosen))


def _tried(mutants: Sequence[Mutant], databases: Sequence[str]) -> Iterator[Outcome]:
    """Yield what becomes of each; as many run at once as there are databases."""
    free = list(databases)
    running: dict[Any, tuple[Mutant, str]] = {}
    for mutant in mutants:
        if not free:
            yield from _ended(running, free)
        answer, send = PROCESSES.Pipe(duplex=False)
        database = free.pop()
        process = PROCESSES.Process(target=_try, args=(send, database, mutant))
        process.start()
        send.close()  # so that a process which dies is noticed as an answer without words
        running[answer] = mutant, database
    while running:
        yield from _ended(running, free)


def _ended(running: dict[Any, tuple[Mutant, str]], free: list[str]) -> Iterator[Outcome]:
    """Wait for one answer at least. Raises EOFError when a process died without one."""
    answers: Any = wait(list(running))
    for answer in answers:
        mutant, database = running.pop(answer)
        free.append(database)
        yield Outcome(mutant.net, mutant.name, answer.recv())


def _try(send: Connection, database: str, mutant: Mutant) -> None:
    """Send the first test that fails, at first among those aimed at, then among all."""
    send.send(
        _first_failure(database, mutant.name, mutant.aim)
        or _first_failure(database, mutant.name, ISOLATION)
    )


def _first_failure(database: str, mutant: str, options: Sequence[str]) -> str:
    """Return the first test that fails, or nothing. Raises RuntimeError when tests can't run."""
    from django.db import connection

    connection.settings_dict["TEST"]["NAME"] = f"test_parken_{database}"
    os.environ["MUTANT"] = mutant
    plugin = ("-p", "tests.mutants.plugin") if mutant else ()
    failures, printed = FirstFailures(), io.StringIO()
    with contextlib.redirect_stdout(printed):
        status = pytest.main(
            ["-x", "-q", "-n0", "--tb=no", "--reuse-db", *plugin, *options], plugins=[failures]
        )
    if status not in WITH_A_VERDICT:
        raise RuntimeError(printed.getvalue())
    return failures.seen[0].removeprefix("tests/") if failures.seen else ""


def _summary(outcomes: Sequence[Outcome], expected: int) -> int:
    made = Counter(outcome.net for outcome in outcomes)
    killed = Counter(outcome.net for outcome in outcomes if outcome.noticed_by)
    print()
    for net in made:
        print(f"{net}: {killed[net]} of {made[net]} killed")
    print(f"all: {killed.total()} of {expected} killed")
    return 0 if killed.total() == expected else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

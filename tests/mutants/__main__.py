"""`python -m tests.mutants [WORDS]`: make each hole in turn and see whether the nets notice.

WORDS choose mutants whose net or name holds one of them. Ends with 1 when one survives.
"""

import os
import queue
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import django

ISOLATION = ("tests/isolation",)
WORKERS = 2


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a mutant: `noticed_by` is the first test that failed, empty when none did."""

    net: str
    name: str
    noticed_by: str


def main(words: Sequence[str]) -> int:
    """Run the chosen mutants, print each outcome and a count per net."""
    django.setup()
    from tests.mutants.listing import mutants

    chosen = [
        mutant
        for mutant in mutants()
        if not words or any(word in f"{mutant.net} {mutant.name}" for word in words)
    ]
    waiting: queue.Queue[tuple[str, str, tuple[str, ...]]] = queue.Queue()
    for mutant in chosen:
        waiting.put((mutant.net, mutant.name, mutant.aim))
    outcomes: list[Outcome] = []
    workers = [
        threading.Thread(target=_work, args=(number, waiting, outcomes))
        for number in range(WORKERS)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return _summary(outcomes, len(chosen))


def _work(
    number: int,
    waiting: "queue.Queue[tuple[str, str, tuple[str, ...]]]",
    outcomes: list[Outcome],
) -> None:
    """Take mutants until there are none; every worker has a test database of its own."""
    suffix = f"mutants{number}"
    ready = _pytest(suffix, "", ("--create-db", "tests/isolation/test_catalogue.py"))
    if ready.returncode:
        print(ready.stdout, flush=True)
        return
    while True:
        try:
            net, name, aim = waiting.get_nowait()
        except queue.Empty:
            return
        outcome = Outcome(net, name, _first_failure(suffix, name, aim))
        outcomes.append(outcome)
        verdict = f"killed by {outcome.noticed_by}" if outcome.noticed_by else "SURVIVED"
        print(f"{net}: {name}: {verdict}", flush=True)


def _first_failure(suffix: str, name: str, aim: tuple[str, ...]) -> str:
    """Return the first test that fails, at first among those aimed at, then among all."""
    for tests in (aim, ISOLATION):
        run = _pytest(suffix, name, ("--reuse-db", *tests))
        if run.returncode == 1:
            return _failed_test(run.stdout)
        if run.returncode not in (0, 5):  # 5: the aim met no test
            raise RuntimeError(run.stdout + run.stderr)
    return ""


def _pytest(suffix: str, name: str, options: tuple[str, ...]) -> "subprocess.CompletedProcess[str]":
    plugin = ("-p", "tests.mutants.plugin") if name else ()
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-x", "-q", "-n0", "--tb=no", *plugin, *options],
        env=os.environ | {"MUTANT": name, "TEST_DB_SUFFIX": suffix},
        capture_output=True,
        text=True,
        check=False,
    )


def _failed_test(output: str) -> str:
    lines = [line for line in output.splitlines() if line.startswith(("FAILED", "ERROR"))]
    if not lines:
        return "the set-up"
    return lines[0].split(" ", 1)[1].split(" - ")[0].removeprefix("tests/")


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

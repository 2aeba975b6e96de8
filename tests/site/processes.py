"""Child processes of a running site: each in a group of its own, logged, and always ended."""

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    """Return a port of this machine that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until(ready: Callable[[], bool], *, what: str, seconds: float = 30) -> None:
    """Wait until `ready` holds; raises TimeoutError that says what did not happen."""
    deadline = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > deadline:
            raise TimeoutError(f"after {seconds:g} s still no: {what}")
        time.sleep(0.05)


class Processes:
    """Named processes with a log file each."""

    def __init__(self, logs: Path) -> None:
        self.logs = logs
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, command: Sequence[str], env: Mapping[str, str]) -> int:
        """Start a process and return its id. It ends when this process does, however that ends."""
        with (self.logs / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "TERM", *command],
                cwd=ROOT,
                env=dict(env),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._running[name] = process
        return process.pid

    def pid(self, name: str) -> int:
        """Return the id of a running process."""
        return self._running[name].pid

    def check(self) -> None:
        """Raise RuntimeError with the log of a process that has ended by itself."""
        for name, process in self._running.items():
            if process.poll() is not None:
                raise RuntimeError(f"{name} stopped ({process.returncode}):\n{self.tail(name)}")

    def stop(self, name: str, *, patience_s: float = 1) -> None:
        """End a process with its children: first kindly, then for certain."""
        process = self._running.pop(name)
        _signal_group(process.pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(patience_s)
        _signal_group(process.pid, signal.SIGKILL)
        process.wait()

    def stop_all(self) -> None:
        """End everything, the latest first."""
        for name in reversed(list(self._running)):
            self.stop(name)

    def tail(self, name: str, lines: int = 40) -> str:
        """Return the end of a log."""
        return "\n".join(self.log(name).splitlines()[-lines:])

    def log(self, name: str) -> str:
        """Return all that a process has said."""
        return (self.logs / f"{name}.log").read_text(errors="replace")

    def report(self) -> str:
        """Return the ends of all logs, for a failed test."""
        names = sorted(path.stem for path in self.logs.glob("*.log"))
        return "\n".join(f"--- {name} ---\n{self.tail(name, 15)}" for name in names)


def children_of(pid: int) -> list[int]:
    """Return the ids of the direct children of a process."""
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in listed.read_text().split()] if listed.exists() else []


def _signal_group(pid: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, number)

"""The scripts in bin/ are sound shell, and the list of packages can be read by all its readers."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.ops.deployment import ROOT

SCRIPTS = sorted(
    path
    for path in [*(ROOT / "bin").iterdir(), ROOT / ".ci" / "run", ROOT / "deploy/postgres/roles.sh"]
    if path.is_file() and path.read_text().startswith("#!/usr/bin/env bash")
)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_parses_can_be_run_and_stops_at_errors(script: Path) -> None:
    subprocess.run(["bash", "-n", str(script)], check=True)
    assert script.stat().st_mode & 0o111
    text = script.read_text()
    assert "/lib.sh" in text or "set -euo pipefail" in text or script.name == "run"


def test_every_system_package_has_a_section_a_name_and_a_proof() -> None:
    lines = (ROOT / "bin" / "system-packages").read_text().splitlines()
    rows = [line.split() for line in lines if not line.startswith("#")]
    assert {row[0] for row in rows} == {"services", "libraries", "tools", "browser"}
    for row in rows:
        assert len(row) == 3, row
        for alternative in row[1].split("|"):
            re.compile(alternative)


def test_an_unknown_option_is_refused() -> None:
    for name in ("setup", "demo", "services"):
        command = ["bash", str(ROOT / "bin" / name), "--nonsense"]
        result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
        assert result.returncode == 1
        assert f"usage: bin/{name}" in result.stderr

"""Print the demo's address, its logins by role and its PDF: `demo_report.py ADDRESS < demo.json`.

The input is what `manage.py demo_info --json` gives.
"""

import json
import sys

COLUMNS = {
    "role": "Role",
    "name": "Name",
    "email": "E-mail",
    "password": "Password",
    "park": "Park",
}


def table(logins: list[dict[str, str]]) -> str:
    """Return the logins as aligned text, one line each under a heading."""
    rows = [COLUMNS, *({key: str(login.get(key) or "") for key in COLUMNS} for login in logins)]
    widths = {key: max(len(row[key]) for row in rows) for key in COLUMNS}
    lines = ["  ".join(row[key].ljust(widths[key]) for key in COLUMNS).rstrip() for row in rows]
    lines.insert(1, "  ".join("-" * widths[key] for key in COLUMNS))
    return "\n".join(f"  {line}" for line in lines)


def main() -> None:
    """Read what the demo knows about itself and print it."""
    info = json.load(sys.stdin)
    print(f"\nThe demo runs at {sys.argv[1]}\n")
    print(table(info["logins"]))
    print(f"\nRoadmap PDF: {info['pdf_path']}", flush=True)


if __name__ == "__main__":
    main()

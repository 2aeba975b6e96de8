#!/usr/bin/env python
"""Django's command line.

The application's role can't change tables. Commands that do run as the owner, whose address
stands in DATABASE_OWNER_URL.
"""

import os
import sys

OWNER_COMMANDS = {"migrate", "prune_audit", "pgtrigger", "sqlflush", "flush"}


def main() -> None:
    """Run a command under the role that it needs."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    owner_url = os.environ.get("DATABASE_OWNER_URL")
    if owner_url and len(sys.argv) > 1 and sys.argv[1] in OWNER_COMMANDS:
        os.environ["DATABASE_URL"] = owner_url
    from django.core.management import execute_from_command_line  # noqa: PLC0415  # after the role

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()

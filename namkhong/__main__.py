"""The command `namkhong`: `read` for plan documents, everything else is a management command."""

import os
import sys


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "namkhong.config.settings")
    if arguments[:2] == ["read", "--cases"]:
        arguments = ["read_cases", *arguments[2:]]
    if arguments[:1] == ["read"]:
        from namkhong.plans.reading.command import main as read

        return read(arguments[1:])
    from django.core.management import execute_from_command_line

    execute_from_command_line(["namkhong", *arguments])
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The command line: the only code that prints and exits."""

from __future__ import annotations

import sys


def run() -> None:
    """Run the command that the arguments name; our own errors become one line and exit code 1."""
    from tidewaiter.cli.app import app
    from tidewaiter.errors import TidewaiterError

    try:
        app()
    except TidewaiterError as error:
        print(f"tidewaiter: {error}", file=sys.stderr)  # noqa: T201
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone; that is no error of ours
        sys.exit(0)
    except OSError as error:  # such as a full disk, or a place where nothing can be written
        where = f"{error.filename}: " if error.filename else ""
        print(f"tidewaiter: {where}{error.strerror or error}", file=sys.stderr)  # noqa: T201
        sys.exit(1)

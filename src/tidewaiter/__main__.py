"""Start the command line: ``python -m tidewaiter``."""

from __future__ import annotations


def main() -> None:
    """Run the command line and exit with its code."""
    from tidewaiter.cli import run

    run()


if __name__ == "__main__":
    main()

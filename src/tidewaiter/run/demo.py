"""Lay out the bundled cases: the public record of Rajin, and a wholly synthetic exercise."""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from tidewaiter.run.workshop import write_whole

#: Seed of the exercise's sea; its documents speak of what this seed makes.
EXERCISE_SEED = 1


def lay_out(folder: Path) -> tuple[Path, ...]:
    """Write the bundled cases under ``folder``; files that are the same already stay untouched.

    Returns:
        The folders of the cases.
    """
    from tidewaiter.simulate import simulate

    bundled = resources.files("tidewaiter") / "cases"
    for name in ("rajin", "exercise"):
        _copy(bundled / name, folder / name)
    simulate(EXERCISE_SEED).write(folder / "exercise")
    return folder / "rajin", folder / "exercise"


def _copy(source: Traversable, target: Path) -> None:
    for entry in source.iterdir():
        if entry.is_dir():
            _copy(entry, target / entry.name)
        else:
            data = entry.read_bytes()
            file = target / entry.name
            if not file.is_file() or file.read_bytes() != data:
                write_whole(file, data)

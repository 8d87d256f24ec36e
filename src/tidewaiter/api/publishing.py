"""Publishing: what leaves a built case."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from tidewaiter.run.bundle.pack import Packed
    from tidewaiter.run.progress import Progress


def pdf(case: Path, out: Path | None = None) -> Path:
    """Print the dossier of a built case to PDF with the Chromium or Chrome of this machine.

    Args:
        case: A built case.
        out: The PDF; ``out/dossier.pdf`` in the case, if None.

    Raises:
        CaseError: The case was never built.
        TidewaiterError: No such program is installed, or it failed.
    """
    from tidewaiter.run.print_pdf import print_pdf

    return print_pdf(case, out)


def export(folder: Path, formats: Sequence[str], *, out: Path | None = None) -> list[Path]:
    """Write the dossier of a built case in formats of other tools.

    Args:
        folder: The case.
        formats: Names such as ``geojson``; ``all`` is every one.
        out: A folder, or the file to write where one format of one file is asked;
            ``out/exports`` of the case, if None.

    Returns:
        The files written.

    Raises:
        CaseError: The case was never built or has changed since, or a format is unknown.
        UnreadableError: The place cannot be written.
    """
    from tidewaiter.run.export import export as run

    return run(folder, formats, out=out)


def pack_case(
    case: Path,
    out: Path | None = None,
    *,
    profile: Literal["public", "partner", "full"] = "full",
    progress: Progress | None = None,
) -> Packed:
    """Pack a built case into one zip, a BagIt bag, that :func:`verify` checks anywhere.

    Args:
        case: A built case.
        out: The zip; ``out/CASE-PROFILE.zip`` in the case, if None.
        profile: What is left out; ``case.toml`` says what is sensitive.
        progress: Is told where the work is.

    Raises:
        CaseError: The case was never built, was touched since, or what shall be left out cannot be.
    """
    from tidewaiter.run.bundle.pack import pack as run
    from tidewaiter.run.progress import silent

    return run(case, out, profile, progress=progress or silent)

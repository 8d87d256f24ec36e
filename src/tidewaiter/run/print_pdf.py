"""Print the page of a built case to PDF with the Chromium of this machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from tidewaiter.errors import CaseError, TidewaiterError

#: Programs that print, the first that is found.
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_FLAGS = (
    "--headless", "--disable-gpu", "--disable-extensions", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND",  # the page asks for nothing; nothing else shall either
    "--no-pdf-header-footer", "--generate-pdf-document-outline",
)  # fmt: skip
_LONGEST_S = 300


def print_pdf(case: Path, out: Path | None) -> Path:
    """Print a dossier; see :func:`tidewaiter.api.pdf`."""
    page = case / "out" / "dossier.html"
    if not page.is_file():
        raise CaseError(f"{case} holds no dossier; build the case first: tidewaiter build {case}")
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise TidewaiterError(
            "printing to PDF needs Chromium or Chrome, and none was found: install it (Debian: "
            "apt-get install chromium), or open out/dossier.html in any browser and print it to a file"
        )
    target = out or case / "out" / "dossier.pdf"
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="tidewaiter-", ignore_cleanup_errors=True) as profile:
        draft = Path(profile) / "dossier.pdf"
        # Chromium's sandbox does not start for root, as in a container; the page is ours and runs nothing
        root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        command = [
            program, *_FLAGS, *root, f"--user-data-dir={profile}/profile",
            f"--print-to-pdf={draft}", page.resolve().as_uri(),
        ]  # fmt: skip
        try:
            done = subprocess.run(command, capture_output=True, timeout=_LONGEST_S, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise TidewaiterError(f"{program} did not print the page: {error}") from error
        if done.returncode or not draft.is_file() or not draft.stat().st_size:
            last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
            raise TidewaiterError(f"{program} did not print the page: {' '.join(last)}")
        part = target.with_name(f".{target.name}.part")
        shutil.copyfile(draft, part)
        part.replace(target)
    return target

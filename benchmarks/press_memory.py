"""Memory while ten thousand documents are read, of the parent and of its workers.

Run by ``make bench``; the documents are invented, each with names of its own.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from benchmarks.articles import articles
from tidewaiter import api
from tidewaiter.model.reading import Reading

_DOCUMENTS, _WORKERS = 10_000, 2


def main() -> None:
    """Read them, print the memory at every tenth of the way, and what was added after the first."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else _DOCUMENTS
    with tempfile.TemporaryDirectory() as name:
        for i, text in enumerate(articles(number, paragraphs=2)):
            (Path(name) / f"{i:05}.txt").write_text(text, encoding="utf-8")
        print(f"{number:,} documents, {_WORKERS} workers; MiB in use: parent | workers")
        states, claims = [], 0
        begun = time.perf_counter()
        outcomes = api.read_many([Path(name)], workers=_WORKERS)
        for done, (_, outcome) in enumerate(outcomes, start=1):
            claims += len(outcome.claims) if isinstance(outcome, Reading) else 0
            del outcome
            if done % (number // 10) == 0 and done < number:  # at the end the workers are gone
                states.append([_mib("self"), *map(_mib, _children())])
                shown = " ".join(f"{mib:7.1f}" for mib in states[-1][1:])
                print(f"{done:7,}  {states[-1][0]:7.1f} | {shown}", flush=True)
        took = time.perf_counter() - begun
    added = [last - first for first, last in zip(states[0], states[-1], strict=True)]
    print(
        f"{claims:,} claims in {took:,.0f} s, {number / took:,.0f} documents a second; added between the first "
        f"and the last tenth: {', '.join(f'{mib:+.1f}' for mib in added)} MiB"
    )


def _children() -> list[str]:
    """Return the workers, without the process that keeps count of what they share."""
    found = []
    for file in Path("/proc/self/task").glob("*/children"):
        for child in file.read_text().split():
            line = Path(f"/proc/{child}/cmdline").read_bytes()
            if b"spawn_main" in line:
                found.append(child)
    return sorted(found, key=int)


def _mib(process: str) -> float:
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    raise LookupError(process)


if __name__ == "__main__":
    main()

"""The ports that a case knows: the bundled ones, and its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tidewaiter.errors import CaseError, UnreadableError
from tidewaiter.geo.ports import Ports, bundled, read_ports
from tidewaiter.model.evidence import Count
from tidewaiter.model.ids import sha256
from tidewaiter.run.config import Case
from tidewaiter.run.intake import Intake


@dataclass(frozen=True, slots=True)
class CasePorts:
    """Ports, and a digest that changes when they do."""

    ports: Ports
    digest: str


def case_ports(folder: Path, case: Case, intake: Intake) -> CasePorts:
    """Return the ports of a case; its own stand before bundled ones of the same id.

    Raises:
        CaseError: The case watches a place that is none of them.
    """
    ports, digest = bundled(), "bundled/1"
    file = folder / "ports.csv"
    if file.is_file():
        data = file.read_bytes()
        try:
            own, rejects = read_ports(data, "ports.csv")
        except UnreadableError as error:
            intake.refuse("ports.csv", str(error))
            intake.counts.append(Count("ports.csv", "sheet", 1, 0, 1))
        else:
            intake.rejects.extend(rejects)
            good, refused = len(own), len(rejects)
            intake.counts.append(Count("ports.csv", "rows", good + refused, good, refused))
            ports, digest = ports.joined(own), f"{digest} {sha256(data)}"
    if unknown := [p for p in case.watch.places if not ports.has(p)]:
        raise CaseError(
            f"case.toml watches the unknown places {unknown}; give them in ports.csv, or use the "
            "port ids of the bundled list (UN/LOCODE, such as KPNJN)"
        )
    return CasePorts(ports, digest)

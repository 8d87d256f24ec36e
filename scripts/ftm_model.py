"""Write the properties of FollowTheMoney schemas that the export uses, with their types.

Run where followthemoney is installed: python scripts/ftm_model.py
"""

from __future__ import annotations

import json
from pathlib import Path

from followthemoney import model

SCHEMATA = (
    "Address", "Airplane", "Company", "Document", "Event", "LegalEntity", "Mention", "Note",
    "Organization", "Ownership", "Person", "Sanction", "Similar", "Trip", "UnknownLink", "Vessel",
)  # fmt: skip
TO = Path(__file__).parents[1] / "src/tidewaiter/report/exports/ftm_model.json"


def properties() -> dict[str, dict[str, str]]:
    """Return schema → property → type, without the ends that other schemas write."""
    found = {}
    for name in SCHEMATA:
        schema = model.get(name)
        assert schema is not None
        found[name] = {n: p.type.name for n, p in sorted(schema.properties.items()) if not p.stub}
    return found


if __name__ == "__main__":
    TO.write_text(json.dumps(properties(), indent=1, sort_keys=True) + "\n", "ascii")

"""What all exports share: what a format is, and which dossier a file is of."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tidewaiter.model.dossier import Dossier
from tidewaiter.model.ids import content_id

#: Our own name space for UUIDs made of content, as RFC 9562 §5.5 has it.
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:tidewaiter:record")
_LONE = re.compile("[\ud800-\udfff]")
#: Ending of a file beside one that cannot say itself of which dossier it is.
ABOUT = ".about.json"
SYNTHETIC = "SYNTHETIC: simulated or invented, for exercises only"


@dataclass(frozen=True, slots=True)
class Format:
    """A format: ``write`` returns path → bytes, the same bytes for the same dossier."""

    name: str
    what: str
    write: Callable[[Dossier], dict[str, bytes]]


def one(file: str, write: Callable[[Dossier], bytes]) -> Callable[[Dossier], dict[str, bytes]]:
    """Name the one file of a format."""
    return lambda dossier: {file: write(dossier)}


def about(dossier: Dossier) -> dict[str, Any]:
    """Say which dossier a file is of: title, question, ledger head, version, stamp."""
    said: dict[str, Any] = {
        "title": sound(dossier.title),
        "question": sound(dossier.question),
        "ledger_head": dossier.chain_head,
        "ledger_records": dossier.records,
        "built_utc": dossier.built_utc.isoformat(),
        "made_by": f"tidewaiter {dossier.version}",
        "synthetic": dossier.synthetic,
    }
    return said | {"stamp": SYNTHETIC} if dossier.synthetic else said


def about_line(dossier: Dossier) -> str:
    """Say the same in a line of text."""
    stamp = f"{SYNTHETIC}. " if dossier.synthetic else ""
    return (
        f"{stamp}{' '.join(sound(dossier.title).split())}. tidewaiter {dossier.version}, ledger head "
        f"{dossier.chain_head}, {dossier.records} records"
    )


def sound(text: str) -> str:
    r"""Replace halves of surrogate pairs, which no file in UTF-8 can hold.

    >>> sound("a\ud800b") == "a\ufffdb"
    True
    """
    return _LONE.sub("\ufffd", text)


def as_bytes(value: object, *, indent: int | None = 1) -> bytes:
    """Write JSON in UTF-8 with sorted keys and a last line feed.

    Raises:
        ValueError: A number is not finite.
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, indent=indent, allow_nan=False)
    return (sound(text) + "\n").encode("utf-8")


def uuid_of(*fields: str) -> str:
    """Return a UUID, version 5, of some fields; see :func:`tidewaiter.model.ids.content_id`."""
    return str(uuid.uuid5(_SPACE, content_id(*fields)))


def entity_id(*fields: str) -> str:
    """Return an id that is safe in any file, stable over builds.

    >>> entity_id("vessel", "9179842")[:8]
    'tw-443de'
    """
    return f"tw-{content_id(*fields)[:40]}"


def numbers(dossier: Dossier) -> Mapping[str, str]:
    """Return the exhibit's number of each record's id."""
    return {exhibit.ref: exhibit.number for exhibit in dossier.exhibits}

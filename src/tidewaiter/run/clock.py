"""What time it is, unless the user fixed it."""

from __future__ import annotations

import os
from datetime import UTC, datetime


def now() -> datetime:
    """Return the time in UTC, whole seconds.

    ``SOURCE_DATE_EPOCH`` (seconds since 1970, the convention of reproducible builds) fixes it.
    """
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(fixed), UTC) if fixed else datetime.now(UTC)
    return moment.replace(microsecond=0)

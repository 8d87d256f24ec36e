"""Read list files: recognised by content, entries good or refused, none lost."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from dataclasses import replace

from tidewaiter.errors import UnreadableError
from tidewaiter.lists.read import csl, eu, ftm, ofac, ofac_advanced, ofac_xml, own, uk, un
from tidewaiter.lists.read.files import ListFile, Result, folder_day, opened
from tidewaiter.model.evidence import Count, Reject
from tidewaiter.model.listings import Edition, Listing

__all__ = ["ListFile", "Result", "read"]

#: Lists that are one file each; a file that is none of them may be part of OFAC's CSV set.
_FORMS = (un, eu, uk, ofac_xml, ofac_advanced, csl, ftm, own)


def read(files: Sequence[ListFile]) -> Result:
    """Read list files; parts of one edition, such as OFAC's CSV set in one folder, are joined.

    A file that is no list that we know, or in another shape than we know, is refused as a whole,
    with what was expected; the others go on. An edition that does not say its day has that of a
    folder named like one.

    Args:
        files: In any order.
    """
    collecting = gc.isenabled()
    gc.disable()  # a million records and no cycle among them: a sixth of the time went there
    try:
        return _read(files)
    finally:
        if collecting:
            gc.enable()


def _read(files: Sequence[ListFile]) -> Result:
    editions: list[tuple[Edition, tuple[Listing, ...]]] = []
    rejects: list[Reject] = []
    counts: list[Count] = []
    parts: list[ofac.Part] = []
    for file in files:
        try:
            source = opened(file)
            known = next((form for form in _FORMS if form.recognises(source)), None)
            if known is not None:
                edition, listings, refused = known.read(source)
                editions.append((edition, listings))
                rejects.extend(refused)
                total = len(listings) + len(refused)
                counts.append(Count(file.path, "entries", total, len(listings), len(refused)))
            else:
                parts.append(ofac.part(source))
        except UnreadableError as error:
            rejects.append(Reject(file.path, 0, str(error)))
            counts.append(Count(file.path, "file", 1, 0, 1))
    joined = ofac.join(parts)
    dated = [(_dated(edition), found) for edition, found in (*editions, *joined.editions)]
    return Result(tuple(dated), (*rejects, *joined.rejects), (*counts, *joined.counts))


def _dated(edition: Edition) -> Edition:
    if edition.published is not None:
        return edition
    return replace(edition, published=folder_day(edition.path))

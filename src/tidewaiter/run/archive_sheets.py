"""What sheets of an archiving tool say of the documents of a case, matched by hash or by name."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from tidewaiter.errors import UnreadableError
from tidewaiter.ledger.store import Draft
from tidewaiter.model.evidence import Count, Reject
from tidewaiter.model.ids import Json
from tidewaiter.run.archives import is_archive
from tidewaiter.run.capture import Found, find, read_whole
from tidewaiter.run.config import Case, DocumentFacts
from tidewaiter.run.intake import Intake
from tidewaiter.run.workshop import Workshop
from tidewaiter.sheets.archiver import COLUMNS, Archived, archived, is_archiver
from tidewaiter.sheets.loose import renamed


@dataclass(slots=True)
class _Said:
    """What the sheets say: facts of documents, records, refusals."""

    facts: list[DocumentFacts] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)


def take_in(shop: Workshop, case: Case, files: Sequence[Found], intake: Intake) -> Case:
    """Read the sheets, and return the case with what they say of its documents.

    What ``case.toml`` says of a document stands before what a sheet says.
    """
    said = _said(case, files)
    intake.rejects.extend(said.rejects)
    intake.counts.extend(said.counts)
    shop.replace("archived", said.drafts)
    return _with(case, said.facts)


def with_sheets(case: Case, folder: Path) -> Case:
    """Return a case with what its sheets say of its documents."""
    return _with(case, _said(case, find(folder)).facts)


def _said(case: Case, files: Sequence[Found]) -> _Said:
    said = _Said()
    documents = {f.path: f for f in files if f.kind == "document"}
    for found in files:
        if not (found.kind == "sheet" and found.path.startswith("sheets/")):
            continue
        try:
            columns = renamed(COLUMNS, case.sheets.archiver)
            _, data = read_whole(found, synthetic=case.synthetic)
            if not is_archiver(data, columns):
                continue
            rows, rejects = archived(data, found.path, columns)
        except UnreadableError:
            continue  # it is refused with the reason where the other sheets are read
        good = 0
        hashes = _hashes(documents.values(), {r.hash[0] for r in rows if r.hash})
        for row in rows:
            try:
                _row(said, found.path, row, _matched(row, documents, hashes))
                good += 1
            except UnreadableError as error:
                rejects.append(Reject(found.path, row.line, str(error), row.url[:200]))
        said.rejects.extend(rejects)
        refused = len(rejects)
        said.counts.append(Count(found.path, "rows", good + refused, good, refused))
    return said


def _row(said: _Said, path: str, row: Archived, matched: Mapping[str, str]) -> None:
    taken = {(f.path, f.url if is_archive(f.path) else None) for f in said.facts}
    for name in matched:
        if (name, row.url if is_archive(name) else None) in taken:
            raise UnreadableError(f"an earlier row says already what {name} is")
    for name in matched:
        said.facts.append(
            DocumentFacts(path=name, title=row.title, published=row.published, url=row.url)
        )
    body: Json = {
        "url": row.url,
        "title": row.title,
        "published": row.published.isoformat() if row.published else None,
        "archived": row.archived,
        "status": row.status,
        "hash": list(row.hash) if row.hash else None,
        "files": dict(matched),
    }
    said.drafts.append(Draft("archived", f"{path}#{row.line}", body))


# --- matching


def _hashes(files: Iterable[Found], kinds: set[str]) -> dict[tuple[str, str], list[str]]:
    """Hash the documents once for each kind of hash that is asked for."""
    found: dict[tuple[str, str], list[str]] = {}
    for one in files:
        for kind in sorted(kinds):
            try:
                with one.file.open("rb") as stream:
                    digest = hashlib.file_digest(stream, kind).hexdigest()
            except OSError:
                continue  # whoever reads it as a document refuses it with the reason
            found.setdefault((kind, digest), []).append(one.path)
    return found


def _matched(
    row: Archived,
    documents: Mapping[str, Found],
    hashes: Mapping[tuple[str, str], Sequence[str]],
) -> dict[str, str]:
    """Return the files of a row, and by what each was found.

    Raises:
        UnreadableError: There is none, a name leads out of the case, or several files are called so.
    """
    matched: dict[str, str] = {}
    if row.hash is not None:
        matched = dict.fromkeys(hashes.get(row.hash, ()), f"hash {row.hash[0]}")
    for name in row.names:
        path = _named(name, documents)
        if path is not None:
            matched.setdefault(path, f"name {name}")
    if not matched:
        status = f" (archive status: {row.status[:100]})" if row.status else ""
        raise UnreadableError(
            "no document of the case has its hash, or is called as its WACZ, archive location, "
            f"screenshot or thumbnail{status}"
        )
    return matched


def _named(name: str, documents: Mapping[str, Found]) -> str | None:
    """Find a file by as much of a path or address as fits, from its end."""
    scheme, web, rest = name.partition("://")
    path = rest.partition("?")[0].partition("#")[0] if web and scheme.isalnum() else name
    parts = PurePosixPath(_unquoted(path).replace("\\", "/")).parts
    if ".." in parts and not web:
        raise UnreadableError(f"names a file outside the case: {name[:200]!r}")
    parts = tuple(part for part in parts if part not in ("/", ".", ".."))
    for first in range(len(parts)):
        tail = "/".join(parts[first:])
        found = [p for p in documents if p == tail or p.endswith(f"/{tail}")]
        if len(found) > 1:
            raise UnreadableError(f"several files of the case are called {tail!r}")
        if found:
            return found[0]
    return None


def _unquoted(text: str) -> str:
    r"""Return a path without its percent signs.

    >>> _unquoted("a%20b"), _unquoted("50%")
    ('a b', '50%')
    """
    data = re.sub(
        rb"%([0-9A-Fa-f]{2})",
        lambda found: bytes([int(found[1], 16)]),
        text.encode("utf-8", "surrogatepass"),
    )
    return data.decode("utf-8", "replace")


# --- joining


def _with(case: Case, facts: Sequence[DocumentFacts]) -> Case:
    if not facts:
        return case
    joined = [_joined(case, one) for one in facts]
    return case.model_copy(update={"document": (*joined, *case.document)})


def _joined(case: Case, said: DocumentFacts) -> DocumentFacts:
    """Fill in what the case leaves open of a document; of an archive, of the page of that address."""
    archive = is_archive(said.path)
    given = [d for d in case.document if d.path == said.path]
    base = next((d for d in given if not archive or d.url == said.url), None)
    base = base or next((d for d in given if d.url is None), None)
    if base is None:
        return said
    known = {name: value for name, value in base.model_dump().items() if value is not None}
    return said.model_copy(update=known)

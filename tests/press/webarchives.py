"""Web archives made for tests, by the library that others write them with."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

WORDS = "The harbour office said that the Tern carried up to {} containers from Alder last year."
PAGE = (
    "<!DOCTYPE html><html><head><title>{0}</title></head><body><article><h1>{0}</h1><p>{1}</p>"
    "<p>Lantern Shipping denied that its ship had called there, and gave no further details.</p>"
    "</article></body></html>"
)


def html(title: str = "A ship at Alder", containers: int = 40) -> bytes:
    return PAGE.format(title, WORDS.format(containers)).encode()


class _Writer(WARCWriter):  # type: ignore[misc]
    @staticmethod
    def _create_temp_file() -> io.BytesIO:
        return io.BytesIO()  # the library leaves its own to the collector, which warns


@dataclass(frozen=True)
class Answer:
    url: str
    body: bytes
    mime: str = "text/html; charset=utf-8"
    status: str = "200 OK"
    date: str = "2031-03-01T12:00:00Z"
    headers: Sequence[tuple[str, str]] = ()
    kind: str = "response"


def warc(*answers: Answer, gzip: bool = True) -> bytes:
    out = io.BytesIO()
    writer = _Writer(out, gzip=gzip)
    writer.write_record(writer.create_warcinfo_record("made.warc", {"software": "test"}))
    for one in answers:
        about = StatusAndHeaders(
            one.status, [("Content-Type", one.mime), *one.headers], protocol="HTTP/1.1"
        )
        record = writer.create_warc_record(
            one.url,
            one.kind,
            payload=io.BytesIO(one.body),
            http_headers=about,
            warc_headers_dict={"WARC-Date": one.date},
        )
        writer.write_record(record)
    return out.getvalue()


def wacz(
    archive: bytes,
    pages: Sequence[Mapping[str, str]],
    *,
    more: Mapping[str, bytes] | None = None,
    change: Mapping[str, bytes] | None = None,
) -> bytes:
    lines = [{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}, *pages]
    files = {
        "archive/data.warc.gz": archive,
        "pages/pages.jsonl": "\n".join(json.dumps(line) for line in lines).encode(),
        "indexes/index.cdx.gz": b"index",
        **(more or {}),
    }
    package = json.dumps(
        {
            "profile": "data-package",
            "wacz_version": "1.1.1",
            "resources": [
                {
                    "name": path.rpartition("/")[2],
                    "path": path,
                    "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
                    "bytes": len(data),
                }
                for path, data in files.items()
            ],
        }
    ).encode()
    files["datapackage.json"] = package
    files["datapackage-digest.json"] = json.dumps(
        {
            "path": "datapackage.json",
            "hash": f"sha256:{hashlib.sha256(package).hexdigest()}",
        }
    ).encode()
    return zipped({**files, **(change or {})})


def zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()

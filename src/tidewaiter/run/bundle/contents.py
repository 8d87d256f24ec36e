"""Compare the files of a bundle with its manifests, and name each that was altered, removed or added."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tidewaiter.run.bundle.bag import DECLARATION, MANIFEST, TAGS, read_manifest

#: The files that make a bundle a bag, in their order.
BAG = ("bagit.txt", "bag-info.txt", MANIFEST, TAGS)


@dataclass(frozen=True, slots=True)
class Digest:
    """What the bytes of a file give.

    Attributes:
        sha256: Their SHA-256.
        as_zipped: They have the CRC-32 that header and list say; None where those differ.
    """

    sha256: str
    as_zipped: bool


def altered(held: Mapping[str, Digest], tags: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Yield each file that is not as it was packed, with what is wrong.

    Args:
        held: The files of the bundle that could be read.
        tags: Content of those that make it a bag.
    """
    missing = [name for name in BAG if name not in held]
    for name in missing:
        yield name, f"{name} is missing: this is no bundle of tidewaiter, or it was removed"
    for name in (MANIFEST, TAGS):
        if name in tags and (fault := read_manifest(tags[name])[1]):
            yield name, f"{name} was altered: {fault}"
    said_of_tags, payload = (read_manifest(tags.get(name, b""))[0] for name in (TAGS, MANIFEST))
    if tags.get("bagit.txt", DECLARATION) != DECLARATION:
        yield "bagit.txt", "bagit.txt was altered, or is of another version of BagIt"
    if TAGS in tags and set(said_of_tags) != set(BAG) - {TAGS}:
        yield TAGS, f"{TAGS} was altered: it does not name the files of a bundle"
    if TAGS in held and not held[TAGS].as_zipped:
        yield TAGS, f"{TAGS} was altered: its bytes are not those that were packed"
    for name, digest in said_of_tags.items():
        yield from _one(name, digest, held, TAGS, _sound(TAGS, held, None))
    if MANIFEST not in tags:
        return
    sound = _sound(MANIFEST, held, said_of_tags.get(MANIFEST))
    for name, digest in payload.items():
        yield from _one(name, digest, held, MANIFEST, sound)
    for name in held:
        if name not in payload and name not in BAG:
            yield name, f"{name} was added to the bundle" + ("" if sound else f", or {MANIFEST} no longer names it")  # fmt: skip


def _sound(name: str, held: Mapping[str, Digest], digest: str | None) -> bool:
    """Say whether a manifest can be believed."""
    return name in held and held[name].as_zipped and digest in (None, held[name].sha256)


def _one(
    name: str, digest: str, held: Mapping[str, Digest], by: str, sound: bool
) -> Iterator[tuple[str, str]]:
    if name not in held:
        doubt = "" if sound else f", says {by}, which was altered itself"
        yield name, f"{name} was removed from the bundle{doubt}"
    elif held[name].sha256 == digest:
        return
    elif sound or not held[name].as_zipped:
        yield name, f"{name} was altered: its bytes are not those that were packed"
    else:
        yield name, f"{name} is not what {by} says, which was altered itself"


def out_of_order(names: list[str], payload: Mapping[str, str]) -> str | None:
    """Name the first file that does not stand where it was packed."""
    order = [*BAG, *sorted(payload)]
    pairs = zip(names, order, strict=False)
    return next((f"{a} was moved: it stands where {b} should" for a, b in pairs if a != b), None)

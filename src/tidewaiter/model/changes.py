"""What a list says of an entry, in the words that a reader sees, before and after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass

from tidewaiter.model.listings import Identifier, ListedName, Listing

#: Fields of a listing that say which entry it is and where it stands, not what is said of it.
_NOT_SAID = frozenset({"listing_id", "list_id", "locator", "record"})
#: Words for fields whose own name is none that a reader would use; others keep theirs.
_WORDS = {
    "entry": "reference", "schema": "kind", "sanctions": "measures",
    "ownership": "owners", "properties": "details",
}  # fmt: skip
_KINDS = {"alias": "alias", "weakAlias": "weak alias", "previousName": "former name"}


@dataclass(frozen=True, slots=True)
class Said:
    """What a list says under one heading, such as ``names``; values as a reader sees them."""

    what: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """Values that went and values that came under one heading."""

    what: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def said(listing: Listing) -> tuple[Said, ...]:
    """Return all that a list says of an entry, heading by heading; empty headings are left out."""
    found: dict[str, list[str]] = {}
    for field in fields(listing):
        if field.name not in _NOT_SAID:
            word = _WORDS.get(field.name, field.name.replace("_", " "))
            found.setdefault(word, []).extend(_values(getattr(listing, field.name)))
    return tuple(Said(what, tuple(dict.fromkeys(v))) for what, v in found.items() if v)


def compare(old: Sequence[Said], new: Sequence[Said]) -> tuple[FieldChange, ...]:
    """Compare two states of an entry; the order of values says nothing.

    >>> compare([Said("flag", ("Panama",))], [Said("flag", ("Togo",))])
    (FieldChange(what='flag', before=('Panama',), after=('Togo',)),)
    """
    before, after = ({s.what: s.values for s in state} for state in (old, new))
    found = []
    for what in dict.fromkeys((*before, *after)):
        was, now = before.get(what, ()), after.get(what, ())
        gone = tuple(value for value in was if value not in now)
        come = tuple(value for value in now if value not in was)
        if gone or come:
            found.append(FieldChange(what, gone, come))
    return tuple(found)


def changes(old: Listing, new: Listing) -> tuple[FieldChange, ...]:
    """Return what differs between two states of an entry."""
    if old.listing_id == new.listing_id:
        return ()
    return compare(said(old), said(new))


def _values(value: object) -> Iterator[str]:
    if isinstance(value, tuple):
        for part in value:
            yield from _values(part)
    elif isinstance(value, ListedName):
        kind = _KINDS.get(value.kind)
        yield f"{value.text} ({kind})" if kind else value.text
    elif isinstance(value, Identifier):
        yield f"{value.scheme} {value.value}"
    elif is_dataclass(value) and not isinstance(value, type):
        parts = (
            v
            for f in fields(value)
            if f.name != "locator"
            for v in _values(getattr(value, f.name))
        )
        yield "; ".join(parts)
    elif value is not None:
        yield str(value)

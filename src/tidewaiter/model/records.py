"""Frozen records to plain JSON and back, without loss."""

from __future__ import annotations

import types
import typing
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar

from tidewaiter.model.ids import Json

R = TypeVar("R")


def as_json(record: object) -> Json:
    """Return a record as dicts, lists and scalars; dates and times become ISO 8601 text.

    Raises:
        TypeError: A value is of a kind that records do not hold.

    >>> from tidewaiter.model.evidence import Locator
    >>> as_json(Locator("ab", "rows", 2, 3))
    {'sha256': 'ab', 'unit': 'rows', 'start': 2, 'end': 3}
    """
    if record is None or isinstance(record, str | int | float | bool):
        return record
    if isinstance(record, date):  # datetime too
        return record.isoformat()
    if isinstance(record, tuple | list):
        return [as_json(item) for item in record]
    if is_dataclass(record) and not isinstance(record, type):
        return {f.name: as_json(getattr(record, f.name)) for f in fields(record)}
    raise TypeError(f"a record cannot hold {type(record).__name__}")


def from_json(kind: type[R], data: Json) -> R:
    """Build a record of ``kind`` from what :func:`as_json` gave.

    Raises:
        TypeError, KeyError, ValueError: The data is not of that shape.
    """
    return typing.cast("R", _value(kind, data))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _value(kind: Any, data: Any) -> Any:
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        if data is None:
            return None
        return _value(next(a for a in typing.get_args(kind) if a is not types.NoneType), data)
    if origin is tuple:
        args = typing.get_args(kind)
        inner = (args[0],) * len(data) if args[-1] is Ellipsis else args
        return tuple(_value(k, d) for k, d in zip(inner, data, strict=True))
    if kind is datetime:
        return datetime.fromisoformat(data)
    if kind is date:
        return date.fromisoformat(data)
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{name: _value(hints[name], value) for name, value in data.items()})
    return float(data) if kind is float else data

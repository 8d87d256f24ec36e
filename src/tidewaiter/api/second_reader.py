"""A second reader: a language model beside the rules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tidewaiter.api.documents import read

if TYPE_CHECKING:
    from tidewaiter.run.second import SecondReading, Sending


def read_twice(
    file: Path,
    *,
    endpoint: str,
    model: str,
    before: Callable[[Sending], None],
    published: date | None = None,
    publisher: str | None = None,
    api_key_env: str | None = None,
    timeout: float = 120.0,
    allow_http: bool = False,
) -> SecondReading:
    """Read one document by the rules, and have a language model read it beside them.

    The text of the document goes to the server that ``endpoint`` names, and nowhere else. What
    comes back are proposals, held to the words of the text; the claims of the rules stay as they
    are. A server that fails makes no error: the reading says so in ``failed``.

    Args:
        file: As in :func:`read`.
        endpoint: Base address of an OpenAI-compatible server, such as ``http://127.0.0.1:8080/v1``.
        model: The model to ask for.
        before: Is told where how much text is about to go; raise in it to send nothing.
        published: As in :func:`read`.
        publisher: As in :func:`read`.
        api_key_env: Environment variable that holds the API key; None sends none.
        timeout: Longest time for one answer, in seconds.
        allow_http: Allow plain http to another machine.

    Raises:
        UnreadableError: The document cannot be read.
        TidewaiterError: The address or the key cannot be used; nothing was sent.
    """
    from tidewaiter.run.endpoint import endpoint as address
    from tidewaiter.run.second import Model, key_from, read_again

    to = address(endpoint, api_key=key_from(api_key_env), timeout_s=timeout, allow_http=allow_http)
    rules = read(file, published=published, publisher=publisher)
    return read_again(rules.document, rules.text, rules.claims, Model(model, to), before=before)


def second_json(reading: SecondReading) -> list[dict[str, Any]]:
    """Return the proposals of a second reader as the claim contract writes them, with ``reader``."""
    from tidewaiter.press.second.contract import lines

    return lines(reading.pairs)


def exchanges_json(reading: SecondReading) -> list[dict[str, Any]]:
    """Return what was asked of a second reader and answered, one record a question."""
    from tidewaiter.press.second.contract import exchange_line

    return [exchange_line(reading.ref, exchange) for exchange in reading.exchanges]

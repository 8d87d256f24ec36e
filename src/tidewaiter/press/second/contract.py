"""A proposal as the claim contract writes it, with the reader that made it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tidewaiter import __version__
from tidewaiter.model.claims import DocumentRef
from tidewaiter.press import as_contract
from tidewaiter.press.second import VERSION
from tidewaiter.press.second.compare import Pair
from tidewaiter.press.second.proposal import Exchange, Proposal

REASON = "proposed by a language model: a person decides; how often it is right was not measured"


def lines(pairs: Sequence[Pair]) -> list[dict[str, Any]]:
    """Return the proposals among pairs in the order of the text, each under the key ``reader``."""
    return [_line(pair.model, pair) for pair in pairs if pair.model is not None]


def _line(proposal: Proposal, pair: Pair) -> dict[str, Any]:
    reader: Mapping[str, Any] = {
        "kind": "llm",
        **asked(proposal.exchange),
        "status": "proposal",
        "confidence": None,
        "reason": REASON,
        "doubts": list(proposal.doubts),
        "rules": pair.rules and pair.rules.claim_id,
        "differs": list(pair.differs),
    }
    return {**as_contract(proposal.claim), "reader": reader}


def exchange_line(ref: DocumentRef, exchange: Exchange) -> dict[str, Any]:
    """Return a question and its answer for the record; the prompt follows from the document.

    The response is given as text, with what is no UTF-8 escaped; its hash is over the bytes.
    """
    return {
        "document": ref.id,
        "start": exchange.start,
        "end": exchange.end,
        **asked(exchange),
        "response": exchange.response.decode("utf-8", "backslashreplace"),
    }


def asked(exchange: Exchange) -> dict[str, Any]:
    """Return how a question was put and answered, without the answer itself."""
    return {
        "model": exchange.model,
        "endpoint": exchange.host,
        "asked_utc": exchange.asked_utc.isoformat(),
        "prompt_sha256": exchange.prompt_sha256,
        "response_sha256": exchange.response_sha256,
        "options": list(exchange.options),
        "version": f"tidewaiter {__version__}, {VERSION}",
    }

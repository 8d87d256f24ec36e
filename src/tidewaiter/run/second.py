"""Ask a language model to read a document beside the rules, and record what was asked."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from tidewaiter.errors import TidewaiterError
from tidewaiter.model.claims import Claim, DocumentRef
from tidewaiter.model.ids import sha256
from tidewaiter.press.second.answer import AnswerError, completion, proposals
from tidewaiter.press.second.chunks import Chunk, chunks
from tidewaiter.press.second.compare import Pair, compared
from tidewaiter.press.second.ground import Source, grounded
from tidewaiter.press.second.prompt import Message, messages, prompt_sha256, ways_of_asking
from tidewaiter.press.second.proposal import Exchange, Proposal, Refusal
from tidewaiter.run.clock import now
from tidewaiter.run.endpoint import Endpoint, EndpointError, OptionRefusedError, post


@dataclass(frozen=True, slots=True)
class Model:
    """Which model is asked, and where."""

    name: str
    endpoint: Endpoint


@dataclass(frozen=True, slots=True)
class Sending:
    """What is about to leave for another program, said before it does.

    Attributes:
        where: Host and port.
        model: The model asked for.
        characters: Code points of the document that are sent.
        requests: How many requests they take, one a part, if each answer can be read.
        key: True where an API key goes with them.
    """

    where: str
    model: str
    characters: int
    requests: int
    key: bool


@dataclass(frozen=True, slots=True)
class SecondReading:
    """A document read twice.

    Attributes:
        ref: Its reference.
        text: Its normalised text.
        rules: The claims of the rules, as they are without a second reader.
        pairs: What both, or one alone, found; see :mod:`tidewaiter.press.second.compare`.
        proposed: How many claims the model proposed.
        refused: What of them was refused, with reasons.
        exchanges: What was asked and answered.
        failed: Why parts of the document were not read a second time; empty where all were.
    """

    ref: DocumentRef
    text: str
    rules: tuple[Claim, ...]
    pairs: tuple[Pair, ...]
    proposed: int
    refused: tuple[Refusal, ...]
    exchanges: tuple[Exchange, ...]
    failed: tuple[str, ...]


def key_from(variable: str | None) -> str | None:
    """Return the API key that an environment variable holds; None where no variable is named.

    Raises:
        TidewaiterError: The variable is not set or empty.
    """
    if variable is None:
        return None
    key = os.environ.get(variable, "").strip()
    if not key:
        raise TidewaiterError(f"--api-key-env: the variable {variable} is not set or empty")
    return key


def read_again(
    ref: DocumentRef,
    text: str,
    rules: tuple[Claim, ...],
    model: Model,
    *,
    before: Callable[[Sending], None],
    sleep: Callable[[float], None] = time.sleep,
    clock: Callable[[], datetime] = now,
) -> SecondReading:
    """Ask a model for the claims of a document that the rules have read.

    Args:
        ref: The document.
        text: Its normalised text.
        rules: The claims that the rules found; they come back untouched.
        model: Whom to ask.
        before: Is told what is about to be sent, before a connection is opened.
        sleep: Waits between tries, in seconds.
        clock: Tells the time in UTC.
    """
    parts = chunks(text)
    before(_sending(parts, model))
    asker = _Asker(ref, model, sleep, clock)
    read, failed = [], []
    for number, part in enumerate(parts, start=1):
        try:
            read.append((part, *asker.ask(part)))
        except (AnswerError, EndpointError) as error:
            failed.append(f"part {number} of {len(parts)}: {error}")
            if isinstance(error, EndpointError):  # each further part would wait as long
                if number < len(parts):
                    failed.append(f"parts {number + 1} to {len(parts)}: not sent after that")
                break
    source = Source(ref, text, _sentences(text) if read else ())
    found: list[Proposal] = []
    refused: list[Refusal] = []
    for part, exchange, given in read:
        good, bad = grounded(given, source, part, exchange)
        found += good
        refused += bad
    return SecondReading(
        ref, text, rules, compared(rules, found), sum(len(given) for *_, given in read),
        tuple(refused), tuple(asker.exchanges), tuple(failed),
    )  # fmt: skip


def _sending(parts: tuple[Chunk, ...], model: Model) -> Sending:
    return Sending(
        where=model.endpoint.where,
        model=model.name,
        characters=sum(len(part.text) for part in parts),
        requests=len(parts),
        key=model.endpoint.api_key is not None,
    )


def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    from tidewaiter.press.parse import sentences

    return tuple(
        (s.offset + tokens[0].idx, s.offset + tokens[-1].idx + len(tokens[-1]))
        for s in sentences(text)
        if (tokens := s.tokens())
    )


class _Asker:
    """Asks about one part after the other, and remembers what the server takes."""

    def __init__(
        self,
        ref: DocumentRef,
        model: Model,
        sleep: Callable[[float], None],
        clock: Callable[[], datetime],
    ) -> None:
        self.exchanges: list[Exchange] = []
        self._ref, self._model, self._sleep, self._clock = ref, model, sleep, clock
        self._way = 0  # what the server refuses once it is not offered again

    def ask(self, part: Chunk) -> tuple[Exchange, list[object]]:
        """Return what a model proposes for a part; an answer that cannot be read is asked for again.

        Raises:
            AnswerError: Neither answer can be read.
            EndpointError: There is none.
        """
        try:
            return self._answer(part, None)
        except AnswerError as error:
            first = str(error)
        return self._answer(part, first.split(":")[0])

    def _answer(self, part: Chunk, again: str | None) -> tuple[Exchange, list[object]]:
        sent = messages(part, published=self._ref.published, again=again)
        asked_utc = self._clock()
        body = self._post(part, sent)
        model, content, error = self._model.name, "", None
        try:
            content, named = completion(body)
            model = named or model
        except AnswerError as unreadable:
            error = unreadable
        exchange = Exchange(
            part.start, part.end, prompt_sha256(sent), sha256(body), body, model,
            self._model.endpoint.where, asked_utc, tuple(ways_of_asking(part)[self._way]),
        )  # fmt: skip
        self.exchanges.append(exchange)
        if error is not None:
            raise error
        return exchange, proposals(content)

    def _post(self, part: Chunk, sent: list[Message]) -> bytes:
        ways = ways_of_asking(part)
        while True:
            request = {"model": self._model.name, "messages": sent, **ways[self._way]}
            try:
                return post(self._model.endpoint, json.dumps(request).encode(), sleep=self._sleep)
            except OptionRefusedError:
                if self._way + 1 == len(ways):
                    raise
                self._way += 1

"""Read what a language model answered: JSON, perhaps with words around it."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from tidewaiter.errors import TidewaiterError
from tidewaiter.press.second.shown import shown

#: Claims read from one answer; a model that repeats itself gives thousands.
MOST = 500

_OPENING = re.compile(r"\{\s*[\"}]|\[\s*[\[{\]]")  # how JSON begins, and prose does not
_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)


class AnswerError(TidewaiterError):
    """An answer holds no claims in a form that can be read; the message says why."""


def completion(body: bytes) -> tuple[str, str | None]:
    """Return the text of a chat completion, and the model that gave it.

    Args:
        body: The body of the server's response.

    Raises:
        AnswerError: It is no chat completion, is empty, or was cut off.
    """
    reply = _loaded(body.decode("utf-8", "replace"))
    try:
        choice = reply["choices"][0]
        content = choice["message"]["content"]
    except (KeyError, IndexError, TypeError):
        raise AnswerError("the response is no chat completion") from None
    if isinstance(content, list):  # the form with parts
        content = "".join(p["text"] for p in content if _has_text(p))
    if not isinstance(content, str) or not content.strip():
        raise AnswerError("the answer is empty")
    if choice.get("finish_reason") == "length":
        raise AnswerError("the answer was cut off at the model's limit of length")
    model = reply.get("model")
    return content, shown(model, 200) if isinstance(model, str) and model else None


def proposals(content: str) -> list[Any]:
    r"""Return the claims that an answer proposes, unchecked.

    Code fences, a preamble, thoughts before the answer and one object a line are understood.

    Raises:
        AnswerError: No JSON with claims was found.

    >>> proposals('Here you are:\n```json\n{"claims": [{"content": "it sailed"}]}\n```')
    [{'content': 'it sailed'}]
    """
    text = _THOUGHT.sub("", content)
    at = 0
    while opening := _OPENING.search(text, at):
        value, at = _value(text, opening.start())
        if isinstance(value, dict) and isinstance(value.get("claims"), list):
            return list(value["claims"])
        if isinstance(value, list) and all(isinstance(v, dict) for v in value):
            return value
        if isinstance(value, dict) and "content" in value:
            return [value, *_more(text, at)]
    raise AnswerError(f"the answer holds no JSON with claims: {shown(text.strip())}")


def _more(text: str, at: int) -> list[Any]:
    """Return the claims that follow one, each an object of its own."""
    out = []
    while following := re.compile(r"\s*,?\s*(?=\{)").match(text, at):
        value, at = _value(text, following.end())
        if not isinstance(value, dict):
            break
        out.append(value)
    return out


def _has_text(part: object) -> bool:
    return isinstance(part, dict) and isinstance(part.get("text"), str)


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


_DECODER = json.JSONDecoder(parse_constant=_no_number)


def _loaded(text: str) -> Any:
    try:
        return _DECODER.decode(text)
    except (ValueError, RecursionError):
        raise AnswerError(f"the response is no JSON: {shown(text.strip())}") from None


def _value(text: str, at: int) -> tuple[Any, int]:
    """Read one value; where the JSON is broken nothing inside it counts, whole as parts may look."""
    try:
        return _DECODER.raw_decode(text, at)
    except (ValueError, RecursionError):
        raise AnswerError(f"the answer is no whole JSON: {shown(text[at:].strip())}") from None

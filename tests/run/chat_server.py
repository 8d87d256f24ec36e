"""A chat-completions server on loopback that answers by a script, and remembers what it was asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True, slots=True)
class Answer:
    """One response; ``hang`` keeps the line open without a word until the test is over."""

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    hang: bool = False
    drip: bool = False


def says(content: object, **more: Any) -> Answer:
    """Return a completion with this content; what is no text is written as JSON."""
    text = content if isinstance(content, str) else json.dumps(content)
    choice = {"message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
    return Answer(json.dumps({"model": "tiny-1", "choices": [choice | more]}).encode())


def fails(status: int, message: str = "no", **headers: str) -> Answer:
    """Return an error as such servers write it."""
    body = json.dumps({"error": {"message": message}}).encode()
    return Answer(body, status, {k.replace("_", "-"): v for k, v in headers.items()})


@dataclass(slots=True)
class Chat:
    """A running server. The last answer of the script is given again and again."""

    url: str
    script: Sequence[Answer | Callable[[dict[str, Any]], Answer]] = ()
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)


@contextmanager
def serving() -> Iterator[Chat]:
    """Run a server on a free port of 127.0.0.1 while the block runs."""
    over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            step = chat.script[min(len(chat.requests), len(chat.script) - 1)]
            chat.requests.append(request)
            chat.headers.append(dict(self.headers))
            chat.paths.append(self.path)
            answer = step if isinstance(step, Answer) else step(request)
            if answer.hang:
                over.wait(20)
                return
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            for at in range(0, len(answer.body), 1) if answer.drip else ():
                self.wfile.write(answer.body[at : at + 1])
                if over.wait(0.05):
                    return
            if not answer.drip:
                self.wfile.write(answer.body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  (as inherited)
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: Any, client_address: Any) -> None:
            pass  # a client that hangs up is what some tests are about

    with Server(("127.0.0.1", 0), Handler) as server:
        chat = Chat(f"http://127.0.0.1:{server.server_port}/v1")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield chat
        finally:
            over.set()
            server.shutdown()
            thread.join()

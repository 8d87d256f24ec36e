"""One POST to a server that the user named: the only code of tidewaiter that opens a connection.

Nothing is followed, so that text goes to the named host and to no other: no redirect, no proxy of
the environment. Everything is bounded: time, size, tries.
"""

from __future__ import annotations

import ipaddress
import json
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import urlsplit

from tidewaiter.errors import TidewaiterError
from tidewaiter.press.second.shown import shown

LARGEST = 4 * 2**20  # bytes of a response; 500 claims are about a tenth of it
TRIES = 4  # waits of 1, 2 and 4 seconds between them
LONGEST_WAIT_S = 30.0  # asked for by the server; longer is for the user to wait

_LATER = {429, 500, 502, 503, 504}


class EndpointError(TidewaiterError):
    """The server named with ``--endpoint`` gave no usable response; the message says why."""


class OptionRefusedError(EndpointError):
    """The server understood the request and does not want it so (400, 422)."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where questions go.

    Attributes:
        scheme: ``https`` or ``http``.
        host: Name or address.
        port: TCP port.
        path: Path of chat completions, with its query if there is one.
        api_key: Sent as bearer token; never shown, stored or part of ``repr``.
        timeout_s: Longest time for one try, from the connection to the last byte.
    """

    scheme: str
    host: str
    port: int
    path: str
    api_key: str | None = field(default=None, repr=False)
    timeout_s: float = 120.0

    @property
    def where(self) -> str:
        """Return ``host:port``, which is what is recorded."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


def endpoint(
    url: str, *, api_key: str | None = None, timeout_s: float = 120.0, allow_http: bool = False
) -> Endpoint:
    """Read the address of an OpenAI-compatible server.

    Args:
        url: Its base, such as ``http://127.0.0.1:8080/v1``, or the full path of chat completions.
        api_key: Sent as bearer token.
        timeout_s: Longest time for one try, in seconds.
        allow_http: Allow ``http`` to another machine, where others on the way can read the text.

    Raises:
        EndpointError: It is no such address, or would send text in the clear.

    >>> endpoint("https://models.example/v1").path
    '/v1/chat/completions'
    """
    if not url.isascii() or not url.isprintable() or " " in url:
        raise EndpointError("--endpoint: an address has no blanks and is plain ASCII")
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname
    except ValueError as error:
        raise EndpointError(f"--endpoint: cannot be read: {error}") from None
    if parts.scheme not in ("http", "https") or not host:
        raise EndpointError(
            "--endpoint: must look like https://HOST/v1 or http://127.0.0.1:8080/v1"
        )
    if parts.username is not None or parts.password is not None:
        raise EndpointError(
            "--endpoint: put no password in the address; name a variable with --api-key-env"
        )
    if parts.scheme == "http" and not (allow_http or loopback(host)):
        raise EndpointError(
            f"--endpoint: plain http would show the text to anyone on the way to {host}; "
            "use https, or --allow-http where you trust the network"
        )
    path = parts.path.rstrip("/")
    if not path.endswith("/chat/completions"):
        path += "/chat/completions"
    query = f"?{parts.query}" if parts.query else ""
    default = 443 if parts.scheme == "https" else 80
    return Endpoint(parts.scheme, host, port or default, path + query, _usable(api_key), timeout_s)


def loopback(host: str) -> bool:
    """Say whether a host is this machine.

    >>> loopback("127.0.0.1"), loopback("::1"), loopback("127.0.0.1.example")
    (True, True, False)
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _usable(api_key: str | None) -> str | None:
    """A key goes into a header: one line of plain characters. What it holds is not shown."""
    if api_key is None:
        return None
    key = api_key.strip()
    if not key or not key.isascii() or not key.isprintable() or " " in key:
        raise EndpointError("the API key is empty or holds characters that no key has")
    return key


def post(to: Endpoint, body: bytes, *, sleep: Callable[[float], None] = time.sleep) -> bytes:
    """Send JSON and return the body of the response; wait and try again where the server is busy.

    Args:
        to: Where.
        body: JSON as UTF-8.
        sleep: Waits, in seconds.

    Raises:
        OptionRefusedError: The server does not take the request in this form.
        EndpointError: It cannot be reached, is too slow, sends elsewhere, says no, or says too much.
    """
    tried = 0
    while True:
        status, reply, wait_s = _once(to, body)
        if status == 200:
            return reply
        wait_s = 2.0**tried if wait_s is None else wait_s
        tried += 1
        if status not in _LATER or tried == TRIES or wait_s > LONGEST_WAIT_S:
            raise _refusal(to, status, reply, tried)
        sleep(wait_s)


def _once(to: Endpoint, body: bytes) -> tuple[int, bytes, float | None]:
    """One try: status, body, and the seconds that the server asks to wait."""
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    headers |= {"User-Agent": "tidewaiter", "Connection": "close"}
    if to.api_key is not None:
        headers["Authorization"] = f"Bearer {to.api_key}"
    link = _connection(to)
    late = threading.Event()
    watch: threading.Timer | None = None
    try:
        link.connect()
        watch = threading.Timer(to.timeout_s, _hang_up, (link.sock, late))
        watch.daemon = True
        watch.start()
        link.request("POST", to.path, body, headers)
        response = link.getresponse()
        if 300 <= response.status < 400:
            raise EndpointError(
                f"{to.where} sends the request on to {shown(response.getheader('Location', '?'))}; "
                "nothing was sent there: name that address with --endpoint if you trust it"
            )
        data = _body(to, response)
        if late.is_set():
            raise TimeoutError
        return response.status, data, _seconds(response.getheader("Retry-After"))
    except TimeoutError:
        raise _too_slow(to) from None
    except (OSError, HTTPException) as error:
        if late.is_set():
            raise _too_slow(to) from None
        raise EndpointError(f"no answer from {to.where}: {_cause(error)}") from None
    finally:
        if watch is not None:
            watch.cancel()
        link.close()


def _connection(to: Endpoint) -> HTTPConnection:
    if to.scheme == "https":
        context = ssl.create_default_context()
        return HTTPSConnection(to.host, to.port, timeout=to.timeout_s, context=context)
    return HTTPConnection(to.host, to.port, timeout=to.timeout_s)


def _hang_up(sock: socket.socket, late: threading.Event) -> None:
    """End a try that takes too long as a whole, even if each byte comes in time."""
    late.set()
    try:
        sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it ended by itself in this very moment


def _body(to: Endpoint, response: HTTPResponse) -> bytes:
    data = response.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise EndpointError(
            f"{to.where} answers with more than {LARGEST // 2**20} MiB; none of it was read"
        )
    return data


def _seconds(header: str | None) -> float | None:
    """Seconds of a Retry-After header; a date in it counts as none."""
    return float(header) if header and header.isascii() and header.isdigit() else None


def _too_slow(to: Endpoint) -> EndpointError:
    return EndpointError(f"{to.where} did not answer within {to.timeout_s:g} s; raise --timeout")


def _cause(error: Exception) -> str:
    if isinstance(error, HTTPException):
        return f"that is no HTTP ({type(error).__name__})"
    return shown(str(error) or type(error).__name__, 200)


def _refusal(to: Endpoint, status: int, reply: bytes, tried: int) -> EndpointError:
    kind = OptionRefusedError if status in (400, 422) else EndpointError
    if status in (401, 403):
        return kind(f"{to.where} refuses access ({status}); check the key behind --api-key-env")
    said = _message(reply)
    if to.api_key is not None:
        said = said.replace(to.api_key, "(key)")
    hint = f": {shown(said, 200)}" if said else ""
    after = f" after {tried} tries" if tried > 1 else ""
    return kind(f"{to.where} answers with status {status}{after}{hint}")


def _message(reply: bytes) -> str:
    try:
        said = json.loads(reply)["error"]["message"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""
    return said if isinstance(said, str) else ""

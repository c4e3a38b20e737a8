"""A proxy between a bot and its wiki: it counts the requests, and does to them what it is told.

Whatever client is tested, the faults are real ones: answers that never come, come cut, come late,
or are another server's.

    proxy.fault(DropAfter(), action="edit", number=2)   # the second edit's answer is lost
    proxy.fault(Answer(503, {"Retry-After": "30"}), times=2)
    proxy.before("edit", lambda: human.edit(title, text))
    assert proxy.count("edit") == 1
"""

from __future__ import annotations

import http.client
import json
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

_HOPS = {"connection", "keep-alive", "transfer-encoding", "content-length", "accept-encoding"}
_TOKEN = re.compile(rb'token"\s*:\s*"([0-9a-f]{32,}\+\\\\)"')


class DropBefore:
    """The wiki never sees the request, and the client gets no answer."""


class DropAfter:
    """The wiki does what it is asked to, and the client gets no answer."""


@dataclass(frozen=True)
class Delay:
    """The request is passed on late."""

    seconds: float


@dataclass(frozen=True)
class Answer:
    """The wiki never sees the request; the client gets this."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


class Truncated:
    """The wiki's answer is cut in the middle."""


Fault = DropBefore | DropAfter | Delay | Answer | Truncated


@dataclass(frozen=True)
class Seen:
    """A request that came."""

    action: str
    parameters: Mapping[str, str]
    headers: Mapping[str, str]
    when: float


@dataclass
class _Rule:
    fault: Fault | Callable[[], object]
    action: str
    number: int
    times: int
    matched: int = 0

    def applies(self, action: str) -> bool:
        if self.action and action != self.action:
            return False
        self.matched += 1
        return self.number <= self.matched < self.number + self.times


class Proxy:
    """A proxy in front of one server of this machine."""

    def __init__(self, port: int) -> None:
        self.seen: list[Seen] = []
        self.tokens: set[str] = set()
        """Every token that passed: none of them may stand in an output."""
        self.now: Callable[[], float] = time.monotonic
        self._target = port
        self._rules: list[_Rule] = []
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def api(self) -> str:
        return f"http://127.0.0.1:{self.port}/api.php"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def fault(
        self, fault: Fault, action: str = "", *, number: int = 1, times: int = 1_000_000
    ) -> None:
        """Do this to ``times`` requests of an action (all actions if none), from this one on."""
        self._rules.append(_Rule(fault, action, number, times))

    def before(self, action: str, do: Callable[[], object], *, number: int = 1) -> None:
        """Call this just before one request of an action is passed on."""
        self._rules.append(_Rule(do, action, number, 1))

    def clear(self) -> None:
        """Forget all rules and counts."""
        self._rules.clear()
        self.seen.clear()

    def count(self, action: str) -> int:
        return sum(seen.action == action for seen in self.seen)

    @property
    def counts(self) -> Counter[str]:
        return Counter(seen.action for seen in self.seen)

    def note(self, action: str, parameters: Mapping[str, str], headers: Mapping[str, str]) -> list:
        """Write a request down and return what is to be done to it."""
        with self._lock:
            self.seen.append(Seen(action, parameters, headers, self.now()))
            return [rule.fault for rule in self._rules if rule.applies(action)]

    def pass_on(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> tuple:
        """Return the server's status, headers and body."""
        connection = http.client.HTTPConnection("127.0.0.1", self._target, timeout=120)
        try:
            connection.request(method, path, body or None, dict(headers))
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        self.tokens |= {json.loads(b'"' + token + b'"') for token in _TOKEN.findall(content)}
        return answer.status, answer.getheaders(), content


def kind_of(parameters: Mapping[str, str]) -> str:
    """Return what a request is counted as: ``edit``, ``login``, ``site``, ``read`` or another."""
    action = parameters.get("action", "")
    if action != "query":
        return action
    if "tokens" in parameters.get("meta", ""):
        return "token"
    if any(parameters.get(name) for name in ("prop", "list", "generator", "titles", "revids")):
        return "read"
    return "site"


def _handler(proxy: Proxy) -> type[BaseHTTPRequestHandler]:
    return type("Handler", (_Handler,), {"proxy": proxy})


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    proxy: Proxy

    def handle_all(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        asked = [*parse_qsl(urlsplit(self.path).query, keep_blank_values=True)]
        asked += parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)
        parameters = dict(asked)
        names = {name.lower(): value for name, value in self.headers.items()}
        faults = self.proxy.note(kind_of(parameters), parameters, names)
        if any(self.instead(fault) for fault in faults):
            return
        headers = {n: v for n, v in self.headers.items() if n.lower() not in _HOPS}
        try:
            status, more, content = self.proxy.pass_on(self.command, self.path, headers, body)
        except OSError:
            self.drop()
            return
        if any(isinstance(fault, DropAfter) for fault in faults):
            self.drop()
        else:
            cut = any(isinstance(fault, Truncated) for fault in faults)
            self.answer(status, more, content, cut=cut)

    do_GET = do_POST = handle_all  # noqa: N815

    def instead(self, fault: object) -> bool:
        """Do what comes before passing on, and say whether nothing is to be passed on."""
        if isinstance(fault, Delay):
            time.sleep(fault.seconds)
        elif isinstance(fault, DropBefore):
            self.drop()
            return True
        elif isinstance(fault, Answer):
            self.answer(fault.status, list(fault.headers.items()), fault.body)
            return True
        elif callable(fault):
            fault()
        return False

    def drop(self) -> None:
        self.close_connection = True
        self.connection.close()

    def answer(self, status: int, headers: list, content: bytes, *, cut: bool = False) -> None:
        self.send_response(status)
        for name, value in headers:
            if name.lower() not in _HOPS:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[: len(content) // 2] if cut else content)
        if cut:
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""

"""Chromium without a window, told what to do by the DevTools protocol over a pipe.

Each message is one JSON object that ends with a zero byte:
https://chromedevtools.github.io/devtools-protocol/
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import tempfile
from types import TracebackType
from typing import Any

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --hide-scrollbars"
    " --disable-background-networking --disable-component-update --disable-sync"
    " --remote-debugging-pipe"
).split()


class Chromium:
    """A browser with one page; ``with`` ends it."""

    def __enter__(self) -> Chromium:
        assert CHROMIUM
        commands, self._to = os.pipe()
        self._from, answers = os.pipe()
        self._profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        # The browser reads from the descriptor 3 and writes to 4, whatever they are here. It is not
        # sh that sees to it, for dash knows no number above 9.
        self._process = subprocess.Popen(
            [
                *("bash", "-c", f'exec "$@" 3<&{commands} 4>&{answers}', "bash"),
                *(CHROMIUM, *FLAGS, f"--user-data-dir={self._profile.name}", "about:blank"),
            ],
            pass_fds=(commands, answers),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(commands)
        os.close(answers)
        self._read = b""
        self._last = 0
        self._events: set[str] = set()
        self._session = ""
        pages = self._ask("Target.getTargets")["targetInfos"]
        page = next(one["targetId"] for one in pages if one["type"] == "page")
        self._session = self._ask("Target.attachToTarget", targetId=page, flatten=True)["sessionId"]
        self._ask("Page.enable")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.terminate()
        self._process.wait()
        os.close(self._to)
        os.close(self._from)
        self._profile.cleanup()

    def open(self, url: str, width: int) -> None:
        """Lay a page out for a screen of this width, as a phone does where it is narrow."""
        self._ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=800,
            deviceScaleFactor=1,
            mobile=width < 500,
        )
        self._events.clear()
        problem = self._ask("Page.navigate", url=url).get("errorText")
        assert not problem, f"{url}: {problem}"
        while "Page.loadEventFired" not in self._events:
            self._next()

    def evaluate(self, expression: str) -> Any:
        """Return what a JavaScript expression, or the promise that it makes, comes to."""
        done = self._ask(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in done, done["exceptionDetails"]
        return done["result"].get("value")

    def picture(self, selector: str) -> bytes:
        """Return a PNG of the first element that a selector finds, whole."""
        box = self.evaluate(
            f"(e => [e.x + scrollX, e.y + scrollY, e.width, e.height])"
            f"(document.querySelector({json.dumps(selector)}).getBoundingClientRect())"
        )
        x, y, width, height = box
        clip = {"x": x, "y": y, "width": width, "height": height, "scale": 1}
        done = self._ask("Page.captureScreenshot", clip=clip, captureBeyondViewport=True)
        return base64.b64decode(done["data"])

    def _ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._last += 1
        message = {"id": self._last, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while (told := self._next()).get("id") != self._last:
            continue
        assert "error" not in told, f"{method}: {told['error']}"
        result: dict[str, Any] = told["result"]
        return result

    def _next(self) -> dict[str, Any]:
        """Return the browser's next message, and remember which event it tells of."""
        while b"\0" not in self._read:
            more = os.read(self._from, 1 << 16)
            assert more, "the browser has ended"
            self._read += more
        message, _, self._read = self._read.partition(b"\0")
        told: dict[str, Any] = json.loads(message)
        self._events.add(told.get("method", ""))
        return told

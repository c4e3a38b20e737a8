"""PHP's built-in server as a process group that is started, found again and ended whole."""

from __future__ import annotations

import hashlib
import os
import signal
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import requests

from bots.errors import StoreError, UsageError
from bots.sandbox.packages import MEDIAWIKI
from bots.sandbox.php import environment, executable
from bots.sandbox.place import PHP_FILES, Place

HOST = "127.0.0.1"
PORTS = range(8800, 8900)
_WORKERS = "4"
_ROUTER = str(PHP_FILES / "router.php")


def free_port(wanted: int | None = None) -> int:
    """Return a port that nobody listens at: the one wanted, or the first free of a hundred."""
    if wanted is None:
        for port in PORTS:
            if is_free(port):
                return port
        raise UsageError(
            f"no free port from {PORTS.start} to {PORTS.stop - 1}", mend="give one with --port"
        )
    if not is_free(wanted):
        raise UsageError(
            f"port {wanted} of this machine is not free",
            mend="give another one with --port, or none",
        )
    return wanted


def is_free(port: int) -> bool:
    """Return whether this process could listen at a port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def start(place: Place, port: int) -> None:
    """Start the server and return when it answers."""
    place.port_file.write_text(f"{port}\n")
    # PHP compiles once and looks again after seconds; settings that tests change are true at once.
    uncached = place.cache / "uncached"
    uncached.write_text(f"{place.overrides}/*\n")
    with place.log.open("wb") as log:
        process = subprocess.Popen(
            # Without APCu nothing is remembered that a reset would make untrue.
            [
                *(executable(), "-d", "apc.enabled=0", "-d", "display_errors=0"),
                *("-d", "log_errors=1", "-d", f"opcache.blacklist_filename={uncached}"),
                *("-S", f"{HOST}:{port}", "-t", str(MEDIAWIKI), _ROUTER),
            ],
            env=environment(place) | {"PHP_CLI_SERVER_WORKERS": _WORKERS},
            cwd=place.directory,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and process.poll() is None:
        if _answers(place, port):
            return
        time.sleep(0.02)
    stop(place)
    last = place.log.read_text(errors="replace").strip().splitlines()[-2:]
    raise StoreError(f"MediaWiki does not answer at port {port}: {' '.join(last)}")


def stop(place: Place) -> bool:
    """End every process of this sandbox's server; return whether there was one.

    The workers outlive the process that was started, so the whole group is ended.
    """
    groups = _groups(place)
    # Interrupted, the first process waits for its workers, so that not even zombies stay.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
        for group in _groups(place):
            with suppress(ProcessLookupError):
                os.killpg(group, number)
        deadline = time.monotonic() + 3
        while _groups(place) and time.monotonic() < deadline:
            time.sleep(0.01)
    for group in groups:
        # Reaped where the server is a child of this very process.
        with suppress(ChildProcessError):
            os.waitpid(group, os.WNOHANG)
    return bool(groups)


def running(place: Place) -> int:
    """Return the port that this sandbox is served at, or 0."""
    return int(place.port_file.read_text()) if place.port_file.is_file() and _groups(place) else 0


def _answers(place: Place, port: int) -> bool:
    """Return whether this very sandbox, and not another server, has an API at a port."""
    url = f"http://{HOST}:{port}/api.php?action=query&meta=siteinfo&format=json"
    try:
        answer = requests.get(url, timeout=20)
    except requests.ConnectionError:
        return False
    own = hashlib.sha1(str(place.settings).encode(), usedforsecurity=False).hexdigest()
    return answer.ok and answer.headers.get("X-Sandbox") == own and "query" in answer.json()


def _groups(place: Place) -> set[int]:
    """Return the process groups that serve this directory, told by their own environment.

    A recorded pid would not do: it may be gone while its workers live, or be somebody else's.
    """
    ours = f"MW_CONFIG_FILE={place.settings}".encode()
    found = set()
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        with suppress(OSError):
            # A maintenance script has the same environment, but serves nothing.
            if b"-S" not in (entry / "cmdline").read_bytes().split(b"\0"):
                continue
            if ours in (entry / "environ").read_bytes().split(b"\0"):
                found.add(os.getpgid(int(entry.name)))
    return found

"""A sandbox from its first minute to its last: up, load, snapshot, reset, status, down."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import filelock
import requests

from bots.errors import StoreError, TryLater, UsageError
from bots.sandbox import install as installation
from bots.sandbox import packages, server
from bots.sandbox.php import run
from bots.sandbox.place import PHP_FILES, Accounts, Place, default

if TYPE_CHECKING:
    from bots.stores.wiki import WikiStore

_RESET = ("wiki.sqlite", "wikicache.sqlite", "wiki_jobqueue.sqlite")


@dataclass(frozen=True, slots=True)
class Sandbox:
    """A MediaWiki that is being served on this machine."""

    place: Place
    port: int
    accounts: Accounts

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        return f"http://{server.HOST}:{self.port}"

    @property
    def api(self) -> str:
        """The address of its API."""
        return f"{self.url}/api.php"

    def page_url(self, title: str) -> str:
        """Return the address of a page, whatever its title is made of."""
        return f"{self.url}/wiki/{quote(title.replace(' ', '_'), safe='/:')}"


@dataclass(frozen=True, slots=True)
class Status:
    """What is known of a sandbox without starting it."""

    place: Place
    missing: tuple[str, ...]
    """The packages that have to be installed first."""
    installed: bool
    port: int
    """0 where it is not being served."""

    @property
    def url(self) -> str:
        """Its address, or nothing while it is down."""
        return f"http://{server.HOST}:{self.port}" if self.port else ""


def up(place: Place | None = None, *, port: int | None = None) -> Sandbox:
    """Return the sandbox of a directory, made and started as far as it is not.

    A new one has the wiki's Main Page and nothing else; its state is what ``reset`` goes back
    to until ``snapshot`` says otherwise.
    """
    place = place or default()
    packages.require()
    with _alone(place):
        if present := server.running(place):
            if port not in (None, present):
                raise UsageError(
                    f"the sandbox is up already, at port {present}",
                    mend="type: consult sandbox down, then up again",
                )
            return Sandbox(place, present, place.accounts())
        new = not place.installed
        if new:
            installation.install(place, server.free_port(port))
        port = _serve(place, port)
        installation.configure_pywikibot(place, port)
        sandbox = Sandbox(place, port, place.accounts())
        if new:
            _warm(sandbox)
            snapshot(sandbox)
        return sandbox


def down(place: Place | None = None, *, forget: bool = False) -> bool:
    """End the sandbox's processes and, if told, delete it; return whether it was up."""
    place = place or default()
    if not place.directory.is_dir():
        # Somebody deleted it under a server that goes on running.
        return server.stop(place)
    with _alone(place):
        was_up = server.stop(place)
        if forget:
            installation.forget(place)
    return was_up


def reset(place: Place | None = None) -> None:
    """Put the wiki back to its last snapshot, up or down: pages, accounts, sessions, caches."""
    place = place or default()
    if not place.installed:
        raise UsageError(
            f"there is no sandbox in {place.directory}", mend="type: consult sandbox up"
        )
    _copy(place.pristine, place.data)


def snapshot(sandbox: Sandbox) -> None:
    """Make the wiki's present state the one that ``reset`` goes back to."""
    # Made whole beside it first: a pristine directory is the sign of a whole wiki.
    new = sandbox.place.directory / "pristine.new"
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(mode=0o700)
    _copy(sandbox.place.data, new)
    shutil.rmtree(sandbox.place.pristine, ignore_errors=True)
    new.rename(sandbox.place.pristine)


def status(place: Place | None = None) -> Status:
    """Return what is known of a sandbox: packages, files, processes."""
    place = place or default()
    return Status(place, tuple(packages.missing()), place.installed, server.running(place))


def load(
    sandbox: Sandbox,
    pages: Mapping[str, str],
    *,
    user: str = "",
    summary: str = "Loaded into the sandbox",
) -> dict[str, int]:
    """Save pages in one go and return their revisions; raises StoreError for the first refusal.

    Templates go first, so that pages know what they transclude; then the job queue is run, so
    that ``embeddedin`` is true.
    """
    ordered = sorted(pages.items(), key=lambda page: not page[0].startswith("Template:"))
    order = {
        "user": user or sandbox.accounts.admin.name,
        "summary": summary,
        "pages": ordered,
    }
    done = json.loads(run(sandbox.place, PHP_FILES / "load.php", given=json.dumps(order)))
    for title, words in done["problems"].items():
        raise StoreError(words, title=title)
    return dict(done["revisions"])


def open_store(sandbox: Sandbox) -> WikiStore:
    """Return the sandbox as a store, logged in as its bot; pywikibot is imported here."""
    from bots.stores.opening import open_local

    return open_local(sandbox.api, sandbox.accounts.bot.name, sandbox.place.pywikibot)


def _serve(place: Place, wanted: int | None) -> int:
    """Start the server and return its port; another one if somebody was quicker at the first."""
    for attempt in range(5):
        port = server.free_port(wanted)
        try:
            server.start(place, port)
        except StoreError:
            if wanted or attempt == 4 or server.is_free(port):
                raise
        else:
            return port
    raise AssertionError


def _warm(sandbox: Sandbox) -> None:
    """Have the caches filled once, so that every reset goes back to full ones."""
    for path in ("/wiki/Main_Page", "/wiki/Main_Page?useskin=minerva"):
        requests.get(sandbox.url + path, timeout=60)


def _copy(source: Path, target: Path) -> None:
    for name in _RESET:
        # Renamed into place: a request under way keeps the old file and breaks nothing.
        new = target / f"{name}.new"
        shutil.copyfile(source / name, new)
        new.chmod(0o600)
        for leftover in ("-wal", "-shm", "-journal"):
            (target / f"{name}{leftover}").unlink(missing_ok=True)
        new.replace(target / name)


@contextmanager
def _alone(place: Place) -> Iterator[None]:
    """Hold a lock under which nobody else starts or stops this sandbox."""
    lock = filelock.FileLock(f"{place.directory}.lock", timeout=60)
    try:
        place.directory.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except filelock.Timeout as error:
        raise TryLater(
            "another process is starting or stopping this sandbox", mend="try again in a minute"
        ) from error
    except OSError as error:
        raise UsageError(
            f"{place.directory} cannot be written: {error.strerror}",
            mend="choose another directory with --dir",
        ) from error
    try:
        yield
    finally:
        lock.release()

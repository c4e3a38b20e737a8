"""Pure tests cannot reach the network: a socket is an error unless a test is marked for it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from pytest_socket import disable_socket, enable_socket, socket_allow_hosts

os.environ.setdefault("PYWIKIBOT_NO_USER_CONFIG", "2")

settings.register_profile(
    "suite", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("suite")

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep a file's tests on the wiki in one process: what they load there, they load once."""
    for item in items:
        grouped = item.get_closest_marker("xdist_group")
        if item.get_closest_marker("mediawiki") and not grouped:
            item.add_marker(pytest.mark.xdist_group(str(item.path.relative_to(ROOT))))


@pytest.fixture(autouse=True)
def _network(request: pytest.FixtureRequest):
    if request.node.get_closest_marker("network") or request.node.get_closest_marker("mediawiki"):
        enable_socket()
        socket_allow_hosts(["127.0.0.1", "localhost", "::1"], allow_unix_socket=True)
    else:
        disable_socket(allow_unix_socket=True)
    yield
    enable_socket()


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The corpus of real talk pages, where this machine has it."""
    if not CORPUS.is_dir():
        pytest.skip(f"no corpus of real talk pages at {CORPUS}")
    return CORPUS

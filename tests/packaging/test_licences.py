"""The libraries' licences are listed, and none asks anything of the bots' own."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, distribution

import pytest

from tests.packaging.licences import DOCUMENT, compatible, groups, licence, needed, table

GROUPS = groups()


@pytest.mark.parametrize("extra", GROUPS)
def test_the_list_is_current(extra: str):
    for requirement in GROUPS[extra]:
        try:
            distribution(requirement.name)
        except PackageNotFoundError:
            pytest.skip(f"{requirement.name} is not installed")
    for line in table(GROUPS[extra]):
        assert line in DOCUMENT.read_text(encoding="utf-8"), (
            "run: python -m tests.packaging.licences"
        )


@pytest.mark.parametrize("extra", GROUPS)
def test_no_licence_asks_anything_of_ours(extra: str):
    found = needed(GROUPS[extra])
    assert found
    wrong = {name: licence(package) for name, package in found.items()}
    assert {name: said for name, said in wrong.items() if not compatible(said)} == {}


def test_libraries_that_libraries_need_are_looked_at_too():
    assert {"urllib3", "certifi"} <= set(needed(GROUPS[""]))


@pytest.mark.parametrize("said", ["GPL-3.0-only", "unknown", "MIT AND AGPL-3.0-only", ""])
def test_what_would_ask_is_seen(said: str):
    assert not compatible(said)


@pytest.mark.parametrize("said", ["MIT", "Apache-2.0 OR GPL-2.0-only", "MIT AND PSF-2.0"])
def test_what_asks_nothing_is_seen(said: str):
    assert compatible(said)

from __future__ import annotations

import re

from bots.commands.report import report
from bots.reports.as_json import as_json
from bots.reports.values import SCHEMA
from tests.conftest import ROOT

TEXT = (ROOT / "docs" / "report.md").read_text(encoding="utf-8")


def keys(data) -> set[str]:
    """Return every key of JSON's objects, but not the days that comments are counted by."""
    if isinstance(data, list):
        return set().union(*map(keys, data))
    if not isinstance(data, dict):
        return set()
    own = {key for key in data if not re.fullmatch(r"\d{4}-\d\d-\d\d", key)}
    return own.union(*map(keys, data.values()))


def test_every_option_is_documented():
    options = {name for parameter in report.params for name in parameter.opts}
    assert {name for name in options if f"| `{name}" not in TEXT} == set()


def test_every_key_of_the_data_is_documented(made):
    data = as_json(made("2018-05-01", troubles=[("Plan", "a date cannot be read")]))
    assert {key for key in keys(data) if f"`{key}`" not in TEXT} == set()
    assert f"This is version {SCHEMA}." in TEXT


def test_every_file_named_is_there():
    package = ROOT / "bots" / "reports"
    named = re.findall(r"`([\w/]+\.(?:py|css|j2|html\.j2))`", TEXT)
    assert named
    assert all((ROOT / name).exists() or (package / name).exists() for name in named)

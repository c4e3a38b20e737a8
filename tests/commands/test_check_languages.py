"""``consult check --languages`` on the sample: the Arabic portal still names a date that moved."""

from __future__ import annotations

import json
from pathlib import Path

from tests.commands.conftest import Consult

FOLDER = ("--store", "folder:pages")


def test_copies_behind_are_named(sample: Path, consult: Consult):
    consult("update", *FOLDER, "--always")
    result = consult("check", *FOLDER, "--languages")
    assert result.exit_code == 1
    output = " ".join(result.output.split())
    assert "Strategy/2030/ar: line 13 says “نهاية ديسمبر 2018”" in output
    assert "milestone recommendations-handed-over has 2020-05-10" in output
    assert "Strategy/2030/fr: line" not in output


def test_as_data_they_are_a_list(sample: Path, consult: Consult):
    consult("update", *FOLDER, "--always")
    told = json.loads(consult("check", *FOLDER, "--languages", "--json").output)
    assert [found["page"] for found in told["languages"]] == ["Strategy/2030/ar"]


def test_without_asking_nobody_is_told(sample: Path, consult: Consult):
    consult("update", *FOLDER, "--always")
    assert consult("check", *FOLDER).exit_code == 0

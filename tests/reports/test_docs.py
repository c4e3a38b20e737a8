from __future__ import annotations

import re

from bots.commands.report import report
from tests.conftest import ROOT
from tests.reports.dictionary_docs import written

TEXT = (ROOT / "docs" / "report.md").read_text(encoding="utf-8")


def test_every_option_is_documented():
    options = {name for parameter in report.params for name in parameter.opts}
    assert {name for name in options if f"| `{name}" not in TEXT} == set()


def test_the_dictionary_is_documented_as_it_is():
    for path, text in written().items():
        assert path.read_text(encoding="utf-8") == text, "python -m tests.reports.dictionary_docs"


def test_every_file_named_is_there():
    package = ROOT / "bots" / "reports"
    named = re.findall(r"`([\w/]+\.(?:py|css|j2|html\.j2|json))`", TEXT)
    assert len(named) > 10
    assert [n for n in named if not ((ROOT / n).exists() or (package / n).exists())] == []

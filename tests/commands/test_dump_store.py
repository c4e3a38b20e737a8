"""``--store dump:FILE``: what a run would do is seen in a dump, and nothing is written."""

from __future__ import annotations

import re

import pytest

from bots.stores.folder import FolderStore
from tests.stores.dumps import ENGLISH, dump, page, revision

_OWN = re.compile(
    r"\b(?:folder|dump):\S+|\b[0-9a-f]{8,}\b|(?<=\|rev=)\d+|(?<=\|sum=)\w+"
    r"|(?<=\|)(?:state=(?:done|refused)|asked by=[^\n]+|why=[^\n]*)"
)
"""What is each store's own: its name, its numbers of revisions, and what follows from those; who
edited a page, and so what becomes of a request there."""


@pytest.fixture
def xml(sample):
    """The sample's pages as a dump beside them."""
    store = FolderStore(sample / "pages", shipped={})
    numbers = {name: number for number, name in ENGLISH.items()}
    pages = [
        page(title, revision(found.text, number), ns=numbers.get(title.partition(":")[0], 0))
        for number, (title, found) in enumerate(store.read(store.titles()), 1)
    ]
    file = sample / "wiki.xml"
    file.write_text(dump(*pages), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    "words",
    [
        ("update", "--simulate", "--now", "2018-05-20"),
        ("check",),
        ("report", "--now", "2018-05-20", "--format", "json"),
    ],
    ids=lambda words: words[0],
)
def test_a_dump_is_looked_at_as_its_pages_are(consult, sample, xml, words):
    before = {file: file.read_bytes() for file in sample.rglob("*") if file.is_file()}
    told = []
    for store in ("folder:pages", f"dump:{xml}"):
        result = consult(*words, "--store", store)
        assert result.exit_code == 0, result.output
        told.append(_OWN.sub("…", result.stdout))
    assert told[0] == told[1]
    assert told[0]
    after = {file: file.read_bytes() for file in sample.rglob("*") if file.is_file()}
    assert {name for name in after if name not in before or after[name] != before[name]} == {
        name for name in after if "state" in name.parts
    }


def test_nothing_is_saved_in_a_dump(consult, xml):
    before = xml.read_bytes()
    result = consult("update", "--always", "--now", "2018-05-20", "--store", f"dump:{xml}")
    assert result.exit_code == 1
    assert "nothing can be saved in a dump" in result.output
    assert xml.read_bytes() == before


def test_a_file_that_is_no_dump_is_named(consult, sample):
    (sample / "x.xml").write_text("== H ==")
    result = consult("check", "--store", "dump:x.xml")
    assert result.exit_code == 1
    assert "x.xml: this is no MediaWiki dump" in result.output

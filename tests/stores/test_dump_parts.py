"""Parts of a dump: wherever it is cut, each page comes once, in order."""

from __future__ import annotations

import bz2

import pytest

from benchmarks.dump import dump as generated
from benchmarks.talk_pages import pages as talk_pages
from bots.errors import StoreError
from bots.stores.dump import DumpStore
from bots.stores.dump_parts import Part, pages_of, parts
from tests.stores.dumps import dump, page, revision

SMALL = dump(
    page("Talk:A", revision("a &lt;page> <page>")),
    page("Talk:é", revision("б" * 50)),
    page("Talk:C", revision("")),
)


@pytest.mark.parametrize("size", [1, 7, 100, 400, 10_000])
def test_wherever_it_is_cut_each_page_comes_once(tmp_path, size):
    file = tmp_path / "wiki.xml"
    file.write_text(SMALL, encoding="utf-8")
    whole = list(DumpStore(file).pages())
    found = [page for part in parts(file, size) for page in pages_of(part)]
    assert [one.revisions for one in found] == [one.revisions for one in whole]
    assert [one.title for one in found] == ["Talk:A", "Talk:é", "Talk:C"]


def test_pages_longer_than_a_chunk_are_found(tmp_path):
    file = tmp_path / "wiki.xml"
    file.write_bytes(b"".join(generated(talk_pages(2, 2_000_000))))
    whole = [one.title for one in DumpStore(file).pages()]
    assert [one.title for part in parts(file, 333_333) for one in pages_of(part)] == whole


def test_only_pages_that_are_wanted_come(tmp_path):
    file = tmp_path / "wiki.xml"
    file.write_text(SMALL, encoding="utf-8")
    found = [
        one.title
        for part in parts(file, 300)
        for one in pages_of(part, lambda _namespace, title: title == "Talk:C")
    ]
    assert found == ["Talk:C"]


def test_a_packed_dump_is_one_part(tmp_path):
    file = tmp_path / "wiki.xml.bz2"
    file.write_bytes(bz2.compress(SMALL.encode()))
    assert parts(file, 10) == [Part(str(file))]
    assert len(list(pages_of(Part(str(file))))) == 3


def test_damage_is_told_by_the_part_that_has_it(tmp_path):
    file = tmp_path / "wiki.xml"
    file.write_text(SMALL.replace("Talk:C</title>", "Talk:C</titel>"), encoding="utf-8")
    first, second = parts(file, SMALL.encode().index("Talk:é".encode()) - 20)[:2]
    assert [one.title for one in pages_of(first)] == ["Talk:A"]
    found = pages_of(second)
    assert next(found).title == "Talk:é"
    with pytest.raises(StoreError):
        next(found)

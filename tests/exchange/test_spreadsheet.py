"""Tables as files: what is written is read back, by whatever separator and in whatever encoding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.exchange.spreadsheet import BOM, DELIMITERS, read, written

CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=12)
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16"]


@given(
    st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=5),
    st.sampled_from([*DELIMITERS]),
    st.sampled_from(ENCODINGS),
)
def test_what_is_written_is_read_back(rows, delimiter, encoding: str):
    data = written(("row", "a; b,\tc", "d"), rows, delimiter).encode(encoding)
    found = read(data, ("row", "d"))
    assert found.headings == ("row", "a; b, c", "d")
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    assert [line.cells for line in found.lines] == kept


def test_lines_are_counted_as_an_editor_counts_them():
    data = b'sep=;\r\nrow;text\r\n1;"two\nlines"\r\n\r\n2;x\r\n'
    assert [line.number for line in read(data, ("row",)).lines] == [3, 6]


def test_lines_end_as_the_standard_says():
    assert written(("a", "b"), [("1", 'x "y"')], "comma") == 'a,b\r\n1,"x ""y"""\r\n'


@pytest.mark.parametrize("heading", [f"{BOM}row", "ROW ", "\xa0row", "'row'", "Row"])
def test_a_heading_is_known_though_it_was_typed_anew(heading: str):
    assert read(f"{heading},x\r\n1,2\r\n".encode(), ("row",)).headings == ("row", "x")

"""Tables: one model for all of wikitext's ways to write them, and no page too strange."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from bots.consultation.pages.tables import read_tables
from bots.consultation.working_groups.members import read_members

names = st.lists(st.from_regex(r"[A-Z][a-z]{2,8} [A-Z][a-z]{2,8}", fullmatch=True), unique=True)
cells = st.sampled_from(["", "x", "[[A|b]]", "{{t|a\n|b}}", "a<br>b", "<!-- | -->", "'''b'''"])
attributes = st.sampled_from(["", 'style="x" | ', "class=a id=b|"])


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A table of names in a style of its own, with the names."""
    found = draw(names)
    width = draw(st.integers(1, 4))
    column = draw(st.integers(0, width - 1))
    one_line = draw(st.booleans())
    scoped = draw(st.booleans()) and column == 0
    heads = [f"H{index}" for index in range(width)]
    heads[column] = "Name"
    lines = ["{| class=wikitable", *draw(st.sampled_from([[], ["|+ Caption"], ["|-"]]))]
    lines += ["! " + " !! ".join(heads)] if one_line else [f"! {head}" for head in heads]
    for name in found:
        row = [draw(cells) for _ in range(width)]
        row[column] = name
        lines.append(draw(st.sampled_from(["|-", "|- style=x", "|-----"])))
        if scoped:
            lines.append(f"! scope=row | {row.pop(0)}")
        row = [draw(attributes) + cell for cell in row]
        if row:
            lines += ["| " + " || ".join(row)] if one_line else [f"| {cell}" for cell in row]
    return "\n".join([*lines, "|}"]), found


@given(tables())
def test_names_are_read_in_every_style(drawn):
    text, found = drawn
    assert read_members(text).names == tuple(found)


wikitext = st.lists(
    st.sampled_from(
        "{| |} |- |+ | || ! !! \n \n \n == Members Name * # [[User:A|A]] [[ ]] {{ }} <s> </s>"
        " <table> <tr> <td> <th> </table> <nowiki> </nowiki> <!-- --> (until 2018) = ' \x00"
        "".split(" ")
    ),
    max_size=40,
).map(" ".join)


@given(wikitext | st.text())
def test_no_page_is_too_strange(text):
    found = read_members(text)
    assert not (found.names and found.problem)
    for table in read_tables(text):
        assert all(row for row in table.rows)
        assert re.match(r":*\s*\{\||<table", text[table.start :], re.IGNORECASE)


def test_tables_come_in_the_order_in_which_they_begin():
    text = "x\n{|\n| a\n{|\n| b\n|}\n| c\n|}\n<table><tr><td>d</table>\n{|\n| e\n|}"
    shown = [
        [cell.text.strip() for row in table.rows for cell in row] for table in read_tables(text)
    ]
    assert shown == [["a", "c"], ["b"], ["d"], ["e"]]

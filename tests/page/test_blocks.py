"""What a page says to a reader, block by block, without its markup."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.page.blocks import Block, blocks


def test_headings_items_and_paragraphs_are_told_apart():
    text = """'''Recommendation 1''' stands
on two lines.

== What ''should'' change? ==
* [[Page|A link]] and <ref>a note</ref>more
** deeper
# first
"""
    assert list(blocks(text)) == [
        Block("paragraph", "Recommendation 1 stands on two lines."),
        Block("heading", "What should change?"),
        Block("item", "A link and more"),
        Block("item", "deeper"),
        Block("item", "first"),
    ]


def test_a_tables_row_is_one_block_where_it_is_one_line():
    text = '{| class="wikitable"\n! scope="col" | Source !! Content\n|-\n| [[A|B]] || c\n|}\n'
    assert list(blocks(text)) == [Block("item", "Source · Content"), Block("item", "B · c")]


@pytest.mark.parametrize(
    "text",
    [
        "{{Consultation milestone\n|id=a\n|title=Not told\n}}",
        "<!-- not told -->",
        "<includeonly>not told</includeonly>",
        "{{a|{{b|\n* not told\n}}}}",
        "----",
    ],
)
def test_what_templates_show_and_comments_say_is_not_told(text: str):
    assert [block.text for block in blocks(text) if "not told" in block.text.lower()] == []


@given(st.text(st.sampled_from("ab \n=*|{}[]<>!-'#:\0")))
def test_of_any_text_no_block_is_empty_or_has_two_lines(text: str):
    for block in blocks(text):
        assert block.text.strip()
        assert "\n" not in block.text

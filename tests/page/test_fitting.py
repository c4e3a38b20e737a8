"""What people typed, before it goes into a cell: would it stay there, and leave the rest alone?"""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bots.page.calls import calls
from bots.page.fitting import fitted, why_unfit
from bots.page.ownership import normal
from bots.page.regions import FAMILY

PIECES = st.sampled_from(
    [
        *("{{", "}}", "{{{", "[[", "]]", "|", "=", "\n", "\n=", "-{", "}-", "<!--", "-->", "a"),
        *("<nowiki>", "</nowiki>", "<ref>", "</ref>", "<pre", ">", "<includeonly>", "{|", "|}"),
        *("~~~", "{{subst:", "Consultation region", "x=y", "<translate>", "'''", " "),
    ]
)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("a | b", "a {{!}} b"),
        ("[[A|b]] | {{tl|c}}", "[[A|b]] {{!}} {{tl|c}}"),
        ("<nowiki>|</nowiki>", "<nowiki>|</nowiki>"),
        ("a\n|b=c", "a\n{{!}}b=c"),
        ("{|\n|}", "{{{!}}\n{{!}}}"),
        ("x=y", "x=y"),
        ("", ""),
    ],
)
def test_a_pipe_that_would_end_the_cell_is_written_so_that_it_shows(typed: str, written: str):
    assert fitted(typed) == written
    assert why_unfit(written) == ""
    assert fitted(written) == written


@pytest.mark.parametrize(
    "text",
    [
        *("}}", "{{", "[[", "<!--", "<nowiki>", "<nowiki", "<ref>a", "<pre>", "-{", "{{{a"),
        *("~~~~", "{{subst:x}}", "{{ SafeSubst:x}}", "<translate>x</translate>"),
        *("{{Consultation region|id=x}}", "{{consultation_statement}}", "x\n}}\ny"),
    ],
)
def test_what_would_tear_the_row_apart_is_refused(text: str):
    assert why_unfit(fitted(text))


@given(st.lists(PIECES, max_size=8).map("".join))
@example("<nowiki><ref>")
def test_whatever_is_not_refused_stays_in_its_cell(typed: str):
    value = fitted(typed)
    if why_unfit(value):
        return
    quote = "<nowiki>said</nowiki><pre>x</pre><ref>y</ref>"
    row = "{{Consultation statement\n|quote=%s\n|theme=%s\n|note=\n}}\n"
    text = row % (quote, value) + row % (quote, "b")
    first, second = calls(text, FAMILY)
    assert first.cells == {"quote": quote, "theme": normal(value), "note": ""}
    assert second.cells == {"quote": quote, "theme": "b", "note": ""}

"""Notices as text: written at the end, found again, marked in place; nothing else is touched."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.errors import RegionError
from bots.page import problems
from bots.page.notices import (
    NOTICE,
    Notice,
    Told,
    is_nothing_else,
    told_in,
    with_mended,
    with_notices,
    without_notices,
)
from bots.talk.site import site
from bots.talk.threads import parse
from tests.conftest import ROOT

LOST = Notice("P/X", problems.MARKERS, "line 3: region t begins here but does not end", "end it", 7)
PIECES = st.sampled_from(
    ["\n", "== A ==\n", "{{", "}}", "[[", "]]", "<nowiki>", "</nowiki>", "<!--", "-->", "|", "=",
     "{{Consultation notice\n|id=x\n|page=P\n|mended=\n}}", "{{Consultation notice|id=y}}", "é",
     "Hello. [[User:Ana|Ana]] 10:15, 21 April 2018 (UTC)", "{{Consultation notice", "<ref>", "{|\n"]
)  # fmt: skip
PAGES = st.lists(PIECES, max_size=12).map("".join)
WORDS = st.text(max_size=40) | st.lists(PIECES, max_size=4).map("".join)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("line 3: region t begins here", "line 41: region t begins here", True),
        (
            "12 of the 30 rows of region “a” would go",
            "9 of the 29 rows of region “a” would go",
            True,
        ),
        (
            "region t stands twice (first in line 3)",
            "region t stands twice (first in line 5)",
            True,
        ),
        ("region t begins here", "region u begins here", False),
        ("the number “9” is none", "the number “8” is none", False),
        ("milestone goals-2018: no date", "milestone goals-2019: no date", False),
    ],
)
def test_a_problem_is_the_same_wherever_on_the_page_it_stands(one: str, other: str, same: bool):
    ids = {Notice(page, "x", what).id for page, what in (("P", one), ("Q", other))}
    assert len(ids) == (1 if same else 2)


def test_two_sorts_of_problems_are_two():
    assert Notice("P", problems.KIND, "x").id != Notice("P", problems.TWICE, "x").id


@given(PAGES, WORDS, WORDS)
def test_what_stands_there_stays_and_what_is_added_is_found(text: str, what: str, mend: str):
    notices = [LOST, Notice("P/Y", "", what, mend, 8)]
    try:
        told = with_notices(text, "To mend", notices, "2018-06-01")
    except RegionError:
        return
    assert told.startswith(text.rstrip())
    before, after = told_in(text), told_in(told)
    assert after == {**before, **{notice.told: True for notice in notices}}
    marked, number = with_mended(told, {LOST.told}, "2018-06-05")
    assert number == 1
    assert told_in(marked) == {**after, LOST.told: False}
    assert marked.replace("|mended=2018-06-05\n", "|mended=\n") == told
    assert with_mended(marked, {LOST.told}, "2018-07-01") == (marked, 0)


@given(PAGES)
def test_what_is_open_at_the_end_of_a_page_swallows_nothing(text: str):
    for unclosed in ("<!--", "{{Box|1=<!--", "<nowiki><!--"):
        with pytest.raises(RegionError):
            with_notices(text.replace("-->", "") + unclosed, "To mend", [LOST], "2018-06-01")


@given(PAGES)
def test_without_notices_a_page_has_its_length_and_its_comments(text: str):
    told = f"{text}\n\n== To mend ==\n{{{{Consultation notice\n|id=a|what=b}}}}\n"
    left = without_notices(told)
    assert [len(line) for line in left.split("\n")] == [len(line) for line in told.split("\n")]
    there, were = (parse(each, site("metawiki")).comments for each in (left, told))
    assert [comment.name for comment in there] == [comment.name for comment in were]


@pytest.mark.parametrize(
    "words", ["10:15, 21 April 2018 (UTC)", "[[User:Bo]] 10:15, 21 April 2018 (UTC)"]
)
def test_nothing_in_a_notice_is_a_signature(words: str):
    text = with_notices("", "To mend", [Notice("P", "", words, words)], "2018-06-01")
    assert not parse(text, site("metawiki")).comments


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        ("== H ==\n{{Consultation notice|id=a|page=P}}\n", True),
        ("{{Talk header}}\n== H ==\n{{Consultation notice|id=a|page=P}}", False),
        ("== H ==\n", False),
        ("", False),
        ("== H ==\n{{Consultation notice|id=a|page=P}}\n: Done.", False),
    ],
)
def test_a_page_with_nothing_but_notices_is_told_from_others(text: str, nothing: bool):
    assert is_nothing_else(text) is nothing


def test_a_notice_written_by_hand_otherwise_is_left_alone():
    tangled = "{{Consultation notice|id=a|page=P|what=" + "[[x]]" * 300 + "}}"
    assert told_in(tangled) == {Told("a", "P"): True}
    assert with_mended(tangled, {Told("a", "P")}, "2018-06-05") == (tangled, 0)
    assert told_in("{{Box|{{Consultation notice|id=a|page=P}}}}") == {}
    assert told_in("<nowiki>{{Consultation notice|id=a|page=P}}</nowiki>") == {}


def test_each_sort_of_problem_is_one_that_pages_can_say():
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "bots").rglob("*.py"))
    named = {getattr(problems, name) for name in re.findall(r"\bsort=([A-Z]+)\b", code)}
    assert named | {problems.ASKS, problems.UNCLEAR} == {*problems.PROBLEMS}
    assert NOTICE.values["problem"] == problems.PROBLEMS

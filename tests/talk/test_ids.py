"""Ids and names as DiscussionTools computes them, on both sides of the switch of formats."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bots.talk import ids
from bots.talk.site import site
from bots.talk.threads import parse

LAST_OLD = {
    "enwiki": "[[User:Ana|Ana]] 23:59, 11 July 2022 (UTC)",
    "dewiki": "[[Benutzer:Ana|Ana]] 23:59, 11. Jul. 2022 (CEST)",
    "thwiki": "[[User:Ana|Ana]] 23:59, 11 กรกฎาคม 2565 (+07)",
    "atjwiki": "[[User:Ana|Ana]] 11 Mikomini pisimw 2022 à 23:59 (EDT)",
}
FIRST_NEW = {
    "enwiki": "[[User:Ana|Ana]] 00:00, 12 July 2022 (UTC)",
    "dewiki": "[[Benutzer:Ana|Ana]] 00:00, 12. Jul. 2022 (CEST)",
    "thwiki": "[[User:Ana|Ana]] 00:00, 12 กรกฎาคม 2565 (+07)",
    "atjwiki": "[[User:Ana|Ana]] 12 Mikomini pisimw 2022 à 00:00 (EDT)",
}


@pytest.mark.parametrize(
    ("wiki", "old", "new"),
    [
        ("enwiki", "2022-07-11T23:59:00.000Z", "20220712000000"),
        ("dewiki", "2022-07-11T21:59:00.000Z", "20220711220000"),
        ("thwiki", "2022-07-11T16:59:00.000Z", "20220711170000"),
        ("atjwiki", "2022-07-12T03:59:00.000Z", "20220712040000"),
    ],
)
def test_the_switch_is_midnight_in_the_wiki_s_own_zone(wiki, old, new):
    page = parse(f"== H ==\n{LAST_OLD[wiki]}\n: {FIRST_NEW[wiki]}\n", site(wiki))
    before, after = page.comments
    assert before.name == f"c-Ana-{old}"
    assert before.id == f"c-Ana-{old}-H"
    assert after.name == f"c-Ana-{new}"
    assert after.id == f"c-Ana-{new}-Ana-{old}"
    assert page.headings[0].id == f"h-H-{old}"
    assert page.headings[0].name == f"h-Ana-{old}"


def test_a_moment_is_old_up_to_the_switch_and_not_at_it():
    switch = datetime(2022, 7, 12, tzinfo=UTC)
    assert ids.stamp(switch - timedelta(seconds=1), switch) == "2022-07-11T23:59:59.000Z"
    assert ids.stamp(switch, switch) == "20220712000000"


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Ben Smith", "Ben_Smith"),
        ("x" * 80, "x" * 80),
        ("x" * 81, "x" * 80),
        ("é" * 40, "é" * 40),
        ("é" * 41, "é" * 40),
        ("a" + "é" * 40, "a" + "é" * 39),
        ("日" * 27, "日" * 26),
        ("𝒳" * 21, "𝒳" * 20),
        ("x" * 79 + " y", "x" * 79),
    ],
)
def test_cut_at_80_bytes_between_characters(text, cut):
    assert ids.short(text) == cut


def test_repeated_ids_are_numbered():
    taken = ids.Taken()
    assert [taken.take(wanted) for wanted in ("a", "a", "a-1", "a", "b")] == [
        "a",
        "a-1",
        "a-1-1",
        "a-2",
        "b",
    ]


def test_the_heading_s_time_is_its_oldest_comment_s_not_its_first_nor_a_subheading_s():
    text = """== H ==
Late. [[User:Ana|Ana]] 10:00, 3 June 2021 (UTC)
: Early. [[User:Ben|Ben]] 10:00, 1 June 2021 (UTC)
=== Sub ===
Earliest. [[User:Cat|Cat]] 10:00, 1 May 2021 (UTC)
"""
    page = parse(text, site("enwiki"))
    assert page.headings[0].id == "h-H-2021-06-01T10:00:00.000Z"
    assert page.headings[0].name == "h-Ben-2021-06-01T10:00:00.000Z"
    assert page.headings[1].id == "h-Sub-H-2021-05-01T10:00:00.000Z"


def test_a_heading_without_comments():
    page = parse("== Empty ==\n", site("enwiki"))
    assert (page.headings[0].id, page.headings[0].name) == ("h-Empty", "h-")

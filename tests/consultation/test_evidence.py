"""``done when``: read strictly, and met only where that can be seen."""

from __future__ import annotations

from datetime import date

import pytest

from bots.consultation.process.evidence import (
    STAGES,
    Condition,
    Evidence,
    holds,
    read_conditions,
    shown,
)


def evidence(**changes) -> Evidence:
    """What is known: one page, a group of eight, a closed thread, two groups that draft."""
    facts = {
        "today": date(2018, 7, 23),
        "exists": {"Report"}.__contains__,
        "members": {"Group": 8, "Empty": 0}.get,
        "closed": lambda title, thread: (title, thread) == ("Talk:Name", "Which name?"),
        "stages": ("drafting", "consulting"),
    }
    return Evidence(**{**facts, **changes})


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("page:Report", Condition("page", title="Report")),
        (
            "page: Strategy/2030/Reports/2018-06 ",
            Condition("page", "Strategy/2030/Reports/2018-06"),
        ),
        ("PAGE:Report", Condition("page", title="Report")),
        ("page:User:Ana/Draft_2", Condition("page", title="User:Ana/Draft 2")),
        ("page:[[Report]]", Condition("page", title="Report")),
        ("page:[[:Category:Reports|reports]]", Condition("page", title="Category:Reports")),
        ("members:Group>=8", Condition("members", title="Group", number=8)),
        ("members:Group ≥ 8", Condition("members", title="Group", number=8)),
        ("members:Group&gt;=8", Condition("members", title="Group", number=8)),
        ("members:[[Group]] >= 8", Condition("members", title="Group", number=8)),
        ("date:2018-07-22", Condition("date", date=date(2018, 7, 22))),
        ("date:2018-07-18/2018-07-22", Condition("date", date=date(2018, 7, 22))),
        ("date:July 18-22, 2018", Condition("date", date=date(2018, 7, 22))),
        ("date:2018-07", Condition("date", date=date(2018, 7, 31))),
        ("date:late 2018", Condition("date", date=date(2018, 12, 31))),
        ("closed:Talk:Name#Which name?", Condition("closed", "Talk:Name", "Which name?")),
        ("closed:Talk:Name#C#, or not?", Condition("closed", "Talk:Name", "C#, or not?")),
        ("groups:stage>=drafting", Condition("groups", stage="drafting")),
        ("groups: stage ≥ Call open", Condition("groups", stage="call open")),
    ],
)
def test_a_condition_is_read(text, condition):
    assert read_conditions(text) == ((condition,), ())


@pytest.mark.parametrize(
    "text",
    [
        "when we are ready",
        "Report",
        "pages:Report",
        "page:",
        "page:A|B",
        "page:{{PAGENAME}}",
        "page:Talk:Name#Section",
        "members:Group",
        "members:Group>8",
        "members:Group>=eight",
        "members:>=8",
        "members:Group>=" + "8" * 5000,
        "date:",
        "date:July 18-22",
        "date:after Wikimania",
        "date:from July 2018",
        "date:2018-02-30",
        "closed:Talk:Name",
        "closed:Talk:Name#",
        "groups:drafting",
        "groups:stage>=dreaming",
    ],
)
def test_what_cannot_be_read_comes_back_as_it_stands(text):
    assert read_conditions(text) == ((), (text,))


def test_conditions_are_separated_by_semicolons_and_line_breaks():
    conditions, unread = read_conditions("page:A; page:B\n page:C ;;\n or else")
    assert [condition.title for condition in conditions] == ["A", "B", "C"]
    assert unread == ("or else",)


def test_nothing_is_no_condition():
    assert read_conditions(" ") == ((), ())


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("page:Report", True),
        ("page:Missing", False),
        ("members:Group>=8", True),
        ("members:Group>=9", False),
        ("members:Empty>=0", True),
        ("members:Unknown>=0", False),
        ("date:2018-07-22", True),
        ("date:2018-07-23", False),  # the day itself is not over yet
        ("date:2018-07", False),
        ("closed:Talk:Name#Which name?", True),
        ("closed:Talk:Name#which name?", False),
        ("groups:stage>=drafting", True),
        ("groups:stage>=forming", True),
        ("groups:stage>=consulting", False),
    ],
)
def test_a_condition_is_met_where_that_can_be_seen(text, met):
    (condition,), _ = read_conditions(text)
    assert holds(condition, evidence()) is met


@pytest.mark.parametrize("stages", [(), ("drafting", ""), ("drafting", "on holiday")])
def test_groups_of_which_nothing_is_known_are_not_there_yet(stages):
    (condition,), _ = read_conditions("groups:stage>=call open")
    assert not holds(condition, evidence(stages=stages))


def test_the_stages_follow_each_other():
    met = [
        holds(read_conditions(f"groups:stage>={stage}")[0][0], evidence(stages=("drafting",)))
        for stage in STAGES
    ]
    assert met == [True, True, True, True, False, False, False, False]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("page:Report", "[[:Report]]"),
        ("page:Report; members:Group>=8", "[[:Report]]; [[:Group]]"),
        ("members:Group>=8; page:Group", "[[:Group]]"),
        ("closed:Talk:Name#Which name?", "[[:Talk:Name#Which%20name?|Talk:Name#Which name?]]"),
        ("groups:stage>=drafting", "[[:Advocacy]]; [[:Tools]]"),
        ("page:[[:Category:Reports|reports]]", ""),
        # A day needs no link, and what does not hold shows nothing.
        ("date:2018-07-22", ""),
        ("members:Group>=9; page:Nowhere; closed:Talk:Name#Other", ""),
        ("nonsense", ""),
        ("", ""),
    ],
)
def test_what_shows_it_is_linked(text: str, links: str):
    known = evidence(groups=("Advocacy", "Tools"))
    assert shown(read_conditions(text)[0], known) == links


def test_a_threads_heading_may_hold_what_links_may_not():
    heading = "What [is] {{this}} | that?"
    known = evidence(closed=lambda *_: True)
    [link] = [shown(read_conditions(f"closed:Talk:Name#{heading}")[0], known)]
    target, _, label = link.removeprefix("[[").removesuffix("]]").partition("|")
    assert target == ":Talk:Name#What%20%5Bis%5D%20%7B%7Bthis%7D%7D%20%7C%20that?"
    assert label == "Talk:Name#<nowiki>What [is] {&#123;this}&#125; | that?</nowiki>"

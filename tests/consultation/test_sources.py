"""Where comments come from: names of talk pages, and those that a region asks for."""

from __future__ import annotations

import pytest

from bots.consultation.talks.sources import Source, chosen, is_within, talk_title

PAGES = ("Talk:A", "Talk:A/Sub", "Talk:AB", "Talk:Who decides?", "Talk:C*")
SOURCES = tuple(Source(title, "metawiki", "en") for title in PAGES)


def titles(wanted: str) -> tuple[list[str], tuple[str, ...]]:
    found, unmatched = chosen(SOURCES, wanted)
    return [source.title for source in found], unmatched


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("", list(PAGES)),
        (" ; ", list(PAGES)),
        ("Talk:A", ["Talk:A"]),
        (" Talk:A ", ["Talk:A"]),
        ("Talk:Who_decides?", ["Talk:Who decides?"]),
        ("Talk:AB; Talk:A", ["Talk:A", "Talk:AB"]),
        ("Talk:A/*", ["Talk:A/Sub"]),
        ("Talk:A*", ["Talk:A", "Talk:A/Sub", "Talk:AB"]),
        ("Talk:A; Talk:A*", ["Talk:A", "Talk:A/Sub", "Talk:AB"]),
        ("*", list(PAGES)),
    ],
)
def test_names_choose_sources_in_their_own_order(wanted, found):
    assert titles(wanted) == (found, ())


@pytest.mark.parametrize(
    ("wanted", "unmatched"),
    [
        ("Talk:B", ("Talk:B",)),
        ("Talk:A; Talk:B; Talk:Z*", ("Talk:B", "Talk:Z*")),
        ("Talk:B; talk:a", ("Talk:B",)),
        ("[[:Talk:C|c]]", ("Talk:C",)),
    ],
)
def test_names_that_match_nothing_come_back(wanted, unmatched):
    assert titles(wanted)[1] == unmatched


@pytest.mark.parametrize(
    ("title", "root", "within"),
    [
        ("Talk:A", "Talk:A", True),
        ("Talk:A/Archive/1", "Talk:A", True),
        ("Talk:A/Archive", "Talk:A/", True),
        ("Talk:AB", "Talk:A", False),
        ("Talk:B", "Talk:A", False),
    ],
)
def test_subpages_are_within_a_page(title, root, within):
    assert is_within(title, root) is within


@pytest.mark.parametrize(
    ("title", "talk"),
    [
        ("Strategy/2030", "Talk:Strategy/2030"),
        ("Talk:Strategy/2030", "Talk:Strategy/2030"),
        ("User:Ana", "User talk:Ana"),
        ("User talk:Ana", "User talk:Ana"),
        ("Project:Strategy/2030", "Project talk:Strategy/2030"),
        ("Strategy: what now?", "Talk:Strategy: what now?"),
        ("2030: A knowledge odyssey", "Talk:2030: A knowledge odyssey"),
        ("Strategy/2030:draft", "Talk:Strategy/2030:draft"),
    ],
)
def test_a_page_has_its_talk_page(title, talk):
    assert talk_title(title) == talk

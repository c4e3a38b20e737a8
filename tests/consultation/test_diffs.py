"""Links to changes as people write them."""

from __future__ import annotations

import pytest

from bots.consultation.ledger.diffs import Diff, asked_of, missing, page_changed, read_diffs

HOST = "meta.wikimedia.org"
HERE = [
    ("Special:Diff/123", (123,)),
    ("[[Special:Diff/123]]", (123,)),
    ("[[:special:diff/123|the change]] of May", (123,)),
    ("[[Special:Diff/122/123]]", (123, 122)),
    ("[[Special:Diff/123/prev]]", (123,)),
    ("[[Special:PermanentLink/123]]", (123,)),
    ("[[Spezial:Unterschied/123]]", (123,)),
    ("[[特別:差分/123]]", (123,)),
    ("[[خاص:فرق/123]]", (123,)),
    ("[[Spécial:Lien_permanent/123]]", (123,)),
    ("https://meta.wikimedia.org/wiki/Special:Diff/123", (123,)),
    ("[https://meta.wikimedia.org/wiki/Special:Diff/122/123 here]", (123, 122)),
    ("https://meta.m.wikimedia.org/wiki/Special:Diff/123", (123,)),
    ("https://meta.wikimedia.org/w/index.php?title=Strategy&diff=123&oldid=122", (123, 122)),
    ("https://meta.wikimedia.org/w/index.php?title=Strategy&oldid=123", (123,)),
    ("//meta.wikimedia.org/w/index.php?title=Strategy&amp;diff=prev&amp;oldid=123", (123,)),
    ("/w/index.php?title=Strategy&diff=123", (123,)),
    ("{{fullurl:Strategy/2030|diff=123&oldid=122}}", (123, 122)),
    ("https://meta.wikimedia.org/wiki/%D8%AE%D8%A7%D8%B5:%D9%81%D8%B1%D9%82/123", (123,)),
]  # fmt: skip
NOWHERE = [
    "",
    "123",
    "[[Strategy/2030]]",
    "[[Special:Contributions/123]]",
    "[[Talk:Diff/123]]",
    "Special:Diff/",
    "Special:Diff/0",
    "Special:Diff/next",
    "https://meta.wikimedia.org/wiki/Strategy",
    "<!-- [[Special:Diff/123]] -->",
    "Special:Diff/" + "9" * 5000,
]


@pytest.mark.parametrize(("written", "revisions"), HERE)
def test_a_link_names_its_revisions_the_new_one_first(written: str, revisions: tuple[int, ...]):
    assert read_diffs(written, HOST) == (Diff(revisions),)


@pytest.mark.parametrize("written", NOWHERE)
def test_what_is_no_link_to_a_change(written: str):
    assert read_diffs(written, HOST) == ()


@pytest.mark.parametrize(
    "written",
    [
        "[[m:Special:Diff/123]]",
        "[[:fr:Spécial:Diff/123]]",
        "https://fr.wikipedia.org/wiki/Special:Diff/123",
    ],
)
def test_a_link_to_another_wiki_is_known_as_one_and_not_asked_for_here(written: str):
    assert read_diffs(written, HOST) == (Diff((123,), elsewhere=True),)
    assert list(asked_of([written], HOST)) == []


def test_several_links_come_in_their_order():
    text = "[[Special:Diff/3]], https://meta.wikimedia.org/?diff=2 and [[Special:Diff/1]]"
    assert [diff.revisions for diff in read_diffs(text, HOST)] == [(3,), (2,), (1,)]


def test_without_a_host_any_address_counts_as_the_wikis():
    assert list(asked_of(["https://fr.wikipedia.org/?diff=7"])) == [7]


def test_a_change_is_there_when_all_its_revisions_are():
    known = {2: "Strategy", 1: "Strategy", 9: None}
    assert page_changed(Diff((2, 1)), known) == "Strategy"
    assert page_changed(Diff((9,)), known) is None
    assert page_changed(Diff((2, 9)), known) is None
    assert page_changed(Diff((2,), elsewhere=True), known) is None


def test_only_what_was_asked_for_in_vain_is_missing():
    known = {2: "Strategy", 9: None}
    assert missing(Diff((9, 2)), known) == (9,)
    assert missing(Diff((5,)), known) == ()
    assert missing(Diff((9,), elsewhere=True), known) == ()


def test_many_brackets_take_no_time():
    assert read_diffs("[[Special:Diff/" * 5000 + "special:" * 5000, HOST) == ()

"""Any text at all: no exception, no endless work, and items that hold what they promise.

There are no clocks here: what is not linear would not end within the suite's patience.
"""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bots.talk import records
from bots.talk.items import CommentItem, TalkPage
from bots.talk.site import Site, site
from bots.talk.stances import positions
from bots.talk.threads import parse

WIKIS = ["enwiki", "dewiki", "zhwiki", "ckbwiki", "srwiki", "metawiki", "itwiki", "thwiki"]
SIGNED = "[[User:A|A]] 10:00, 1 January 2020 (UTC)"
CASES = sorted(Path(__file__).parent.joinpath("cases").glob("*.wikitext"))


def check(text: str, known: Site) -> TalkPage:
    """Parse, and hold the page to what every page promises."""
    page = parse(text, known)
    place = -1
    for index, item in enumerate(page.items):
        assert item.index == index
        assert 0 <= item.start <= item.end <= len(text)
        assert item.parent is None or 0 <= item.parent < index
        assert all(page.items[reply].parent == index for reply in item.replies)
        if isinstance(item, CommentItem):
            first = item.signatures[0]
            assert item.level >= 1
            assert item.author
            assert item.timestamp.tzinfo is UTC
            assert item.parent is not None
            assert item.start <= first.start < first.end <= item.end
            assert place <= first.start, "signatures in order"
            for one, other in zip(item.signatures, item.signatures[1:], strict=False):
                assert one.end <= other.start
            place = item.signatures[-1].end
            assert text[first.start : first.end].endswith((")", "}}"))
            assert item.text(text).startswith(item.body(text))
        elif not item.placeholder:
            assert place <= item.start, "headings in order"
    assert page.signed + len(page.rejected) == page.seen
    assert len({item.id for item in page.items}) == len(page.items)
    assert sum(len(thread.comments) for thread in page.threads) == len(page.comments)
    assert len([records.record(item) for item in page.items]) == len(page.items)
    assert list(records.tree(page, text)) or not page.items
    for position in positions(page, text, known):
        assert isinstance(page.items[position.comment], CommentItem)
    return page


PIECES = [
    *("\n", "\n\n", " ", ":", "*", "#", ";", "=", "==", "\n== H ==\n", "\n=== {{tl|x}} ===\n"),
    *("[[", "]]", "[", "]", "|", "{{", "}}", "{", "}", "{|", "|}", "\n{|\n|", "\n|}\n", "''"),
    *("<", ">", "<!--", "-->", "<nowiki>", "</nowiki>", "<pre>", "<div>", "</div>", "<br>"),
    *("<blockquote>", "</blockquote>", "<ul><li>", "</li></ul>", "<h2>", "</h2>", "<ref>"),
    *("[[User:A|A]] ", "[[User talk:B]]", "[[:de:User:C|C]]", "[[Special:Contributions/D|D]]"),
    *(
        "10:00, 1 January 2020 (UTC)",
        "02:30, 27. Okt. 2019 (CEST)",
        "2019年3月9日 (六) 05:07 (UTC)",
    ),
    *("31 February 2020 (UTC)", "(UTC)", "(CET)", "10:00", "&nbsp;", "\u200e", "\x00", "\x7f"),
    *(SIGNED, f": {SIGNED}\n", f"{{{{a|{SIGNED}}}}}", "{{unsigned|A|10:00, 1 January 2020 (UTC)}}"),
    *("{{nf|12:28, 13 nov 2020|B}}", "{{outdent}}", "{{archive top}}", "text", "é", "中", "\r\n"),
]


@settings(max_examples=200)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.sampled_from(WIKIS))
def test_structured_wikitext(text, wiki):
    check(text, site(wiki))


@settings(max_examples=60)
@given(st.text(max_size=300), st.sampled_from(WIKIS))
def test_any_text(text, wiki):
    check(text, site(wiki))


@settings(max_examples=150)
@given(st.data())
def test_mutations_of_the_cases(data):
    text = data.draw(st.sampled_from(CASES)).read_bytes().decode()
    for _ in range(data.draw(st.integers(1, 5))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 30)))
        text = text[:start] + data.draw(st.sampled_from(PIECES)) + text[end:]
    check(text, site(data.draw(st.sampled_from(WIKIS))))


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_what_comes_later_changes_nothing_before(text):
    """A section added at the end leaves what stands above it as it was, ids included."""
    before = check(f"== First ==\n{SIGNED}\n", site("enwiki"))
    after = check(f"== First ==\n{SIGNED}\n\n== Last ==\n{text}", site("enwiki"))
    assert after.items[:2] == before.items


REPEATED = [
    *("[", "{", "<", ":", "'", "=", "|", "*", ";", "\n", "[[", "{{", "<!--", "<nowiki>", "<li>"),
    *("<ul><li>", "<h2>", "<h2>a</h2>", "<blockquote>", "[[User:", "[[User:A|", "\n:{|", "\n=="),
    *("{{quote|", "{{quote|a}}", "{{unsigned|{{", "{{archive top}}", "{{outdent}}\n:"),
    *(f"* '''Support''' {SIGNED}\n", f"* <s>{SIGNED}\n", f"* {{{{s|{SIGNED}\n", f"* {SIGNED}\n"),
    *("\n== {{tl|a}} ==", "{{unsigned|", "(UTC)", "10:00, 1 January 2020 (UTC)", "\n \x0b", "&#1;"),
    *("<div ", "<span style='a'>", "[[a|" * 9, "\x00", "__A__", "\n;a\n:b", "[//x/wiki/User:A "),
    *(
        f"{SIGNED}",
        f":{SIGNED}\n",
        f"{{{{a|{SIGNED}|}}}}",
        f"{{{{a|{SIGNED}|{{{{b",
        f"<li>{SIGNED}",
    ),
    *("\n*<ul>", "\n*<ul><li>", "\n*<blockquote>", "<!---->\n", "\n= x", "2006 (UTC) ", "\n;a''b"),
    *(f" {SIGNED}\n", f"<pre>x</pre>{SIGNED}", f"<!---->\n{SIGNED}\n", f"\n*<ul><li>{SIGNED}"),
    *(f"[[x|{SIGNED}", f"''{SIGNED}", f"{SIGNED}<br>", f"<q>{SIGNED}</q>", f"\n== {SIGNED} ==\n"),
]


@pytest.mark.parametrize("piece", REPEATED, ids=range(len(REPEATED)))
def test_hostile_repetition(piece):
    check(piece * (100_000 // len(piece)), site("enwiki"))


@pytest.mark.parametrize("head", ["", ":", "== "])
def test_a_line_of_two_million_characters(head):
    filler = "word [[link]] {{t|1}} <b>bold</b> " * 60_000
    page = check(f"{head}{filler}{SIGNED} {filler}", site("enwiki"))
    assert len(page.comments) == 1


def test_a_hundred_thousand_colons_make_one_deep_comment():
    (comment,) = check(":" * 100_000 + SIGNED, site("enwiki")).comments
    assert comment.level == 100_001


def test_half_characters_are_text_too():
    """No wiki stores them, but a broken decoder may hand them on."""
    half = "\ud800" * 90
    text = f"== {half} ==\n[[User:{half}|x]] 10:00, 1 January 2020 (UTC)\n== {half} ==\n"
    assert len(check(text, site("enwiki")).comments) == 1

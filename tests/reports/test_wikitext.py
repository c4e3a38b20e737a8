"""A report as wikitext: balanced, inert, and with links to all that it speaks of."""

from __future__ import annotations

import re

import mwparserfromhell
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bots.errors import RegionError
from bots.reports.cells import Cell, Table
from bots.reports.wikitext import _table, inert, make_wikitext
from bots.reports.words import Words
from bots.talk.site import site
from bots.talk.threads import parse
from tests.reports.conftest import LANGUAGES, consultation, conversation, milestone

HOSTILE = (
    "{{Template}} [[Category:Evil]] [[File:X.png]] <ref>r</ref> |} |- || !! ~~~~ -{zh}- __NOTOC__"
    " https://evil.example '''''bold <!-- </nowiki> {| </div> {{{1}}} &#91;[x]] == h =="
)
SIGNATURE = "[[User:Ana|Ana]] 10:15, 21 April 2018 (UTC)"


def wikitext(report, language: str = "en") -> str:
    return make_wikitext(report, Words(language))


def balanced(text: str) -> None:
    """Fail unless what is opened outside nowiki is closed."""
    bare = re.sub(r"<nowiki>.*?</nowiki>", "", text, flags=re.DOTALL)
    for opening, closing in (("{|", "|}"), ("[[", "]]"), ("<bdi", "</bdi>"), ("<span", "</span>")):
        assert bare.count(opening) == bare.count(closing), opening
    assert bare.count("<div") == bare.count("</div>")
    assert "{{" not in bare
    assert "<!--" not in bare
    assert "~~~" not in bare


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_balanced_in_each_language(made, language):
    text = wikitext(made("2018-05-01", troubles=[("Plan", "a date cannot be read")]), language)
    balanced(text)
    side = "rtl" if language == "ar" else "ltr"
    assert text.startswith(
        f'<div lang="{language}" dir="{side}" class="mw-content-{side} mw-notalk">'
    )
    assert text.endswith("</div>\n")
    assert not re.search(r"\$\d", text)


def test_it_says_what_the_page_says(made):
    text = wikitext(made("2018-05-01"))
    headings = re.findall(r"^== (.+) ==$", text, flags=re.MULTILINE)
    assert headings == [
        "In numbers",
        "Comments over time",
        "By language",
        "Phases and milestones",
        "What came in this period",
        "Working groups",
        "Talk pages",
        "What needs a person",
        "How this was counted",
    ]
    assert '! scope="row" style="text-align: start" | Swahili\n' in text
    assert '| style="text-align: end" data-sort-value="12" | 12\n' in text


def test_pages_and_comments_are_linked(made):
    text = wikitext(made())
    assert "[[:Talk:Plan/fr|<bdi><nowiki>Talk:Plan/fr</nowiki></bdi>]]" in text
    assert "[[:Special:GoToComment/c-En1-2018-11-30T00:00:00.000Z|Nov 30, 2018]]" in text


def test_no_anchor_of_ours_looks_like_a_comments(made):
    assert not re.search(r"\bid\s*=", wikitext(made("2018-05-01")))


def test_what_people_wrote_is_inert(made):
    report = made(
        of=consultation(
            conversation("Talk:P", "en", ("Ana", "2018-01-01")),
            milestones=[milestone("a", title=HOSTILE, date=HOSTILE, status=HOSTILE, was=HOSTILE)],
        ),
        refusals=[RegionError(HOSTILE, HOSTILE, title=HOSTILE)],
        troubles=[(HOSTILE, HOSTILE)],
    )
    text = wikitext(report)
    balanced(text)
    parsed = mwparserfromhell.parse(text)
    assert parsed.filter_templates() == []
    titles = {str(link.title) for link in parsed.filter_wikilinks()}
    assert titles == {":Plan", ":Talk:P", ":Special:GoToComment/c-Ana-2018-01-01T00:00:00.000Z"}
    assert parsed.filter_external_links() == []


def test_a_heading_that_looks_like_a_signature_is_none(made):
    report = made("2018-01-01", of=consultation(conversation("Talk:P", "en", ("A", "2018-01-02"))))
    text = wikitext(report).replace("Thread", inert(f"Thread by {SIGNATURE}"))
    assert parse(text, site("metawiki")).signed == 0


@settings(max_examples=60)
@given(st.text(st.sampled_from("ab|!{}[]<>&'~=-+#*: \n\t_/\u200f١"), max_size=25))
def test_no_text_breaks_out_of_its_cell(text):
    table = Table("c", (("one", False), ("two", True)), ((Cell(text, text), Cell(text, text)),))
    lines = list(_table(table))
    # A row is its line and one line for each cell; nothing else begins like a part of a table.
    starts = [line[:2] for line in "\n".join(lines).split("\n")]
    assert starts == ["<d", "{|", "|-", "! ", "! ", "|-", "! ", "| ", "|}", "</"]
    balanced("\n".join(lines))
    for line in lines[6:8]:
        outside = re.sub(r"<nowiki>.*?</nowiki>", "", line)
        assert "||" not in outside
        assert "!!" not in outside

"""Plain calls are read in one go, and no parser reads them otherwise."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bots.page import brackets as stack
from bots.page import calls as page_calls
from bots.page.calls import Call, calls
from bots.page.live import live
from bots.page.records import _parameters
from tests.page.strategies import PIECES

LINES = (
    "\n|a=",
    "\n|b c=",
    "\n|a=x",
    "\n}}",
    "\n}}\n",
    "{{Consultation x",
    "{{Consultation x\n|a=b\n}}",
    "|d = e ",
    "\n|held=<nowiki>''[[|{</nowiki>…",
)
loose = st.lists(st.sampled_from([*PIECES, *LINES, *LINES]), max_size=6).map("".join)
cells = st.lists(st.sampled_from([*PIECES, "a", "b", "<nowiki>[[</nowiki>"]), max_size=3)
rows = st.lists(cells.map(lambda found: f"|a={''.join(found)}\n"), min_size=1, max_size=3)
whole = rows.map(lambda lines: f"{{{{Consultation x\n{''.join(lines)}}}}}")
pages = st.lists(loose | whole, max_size=5).map("".join)
"""Pages full of calls that are nearly plain."""

INSIDE = (
    "a é 一 ' '' ''' = == [[ ]] | { } -{ }- {{ }} * # : ; ---- ~~~~ http://x.y //x mailto:a@b"
    " &lt; &#123; RFC {| |} > \t"
).split(" ")
CELL = (
    "a é 一 ' = == -- ---- ~~~~ * # : ; ! !! http://x.y https:// //x mailto:a@b news: tel:1 &amp;"
    " & __TOC__ ISBN RFC % / \\ _ \t <nowiki>"
    " <nowiki> '' ''' [[a]] [[ ]] [http://x.y { } <b> </b>"
).split(" ")


@settings(max_examples=600)
@given(pages)
def test_reading_in_one_go_finds_what_reading_by_brackets_finds(text: str):
    quick = [(call, call.parameters) for call in calls(text, "Consultation ")]
    quick_pairs = stack.brackets(live(text))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page_calls, "is_plain", lambda *_: False)
        patch.setattr(stack, "_TOKEN", stack.re.compile(r"\n=*|-\{+|\{{2,}|\[{2,}|\}+|\]{2,}|\||="))
        closely = [(call, call.parameters) for call in calls(text, "Consultation ")]
        assert quick_pairs == stack.brackets(live(text))
    assert [facts(call) for call, _ in quick] == [facts(call) for call, _ in closely]
    assert [parts for _, parts in quick] == [parts for _, parts in closely]


def facts(call: Call) -> tuple[object, ...]:
    return (call.name, call.start, call.end, call.line, call.nested, dict(call.cells))


def test_another_parser_reads_plain_calls_as_we_do():
    chance = random.Random(11)  # noqa: S311 - the same texts each time
    plain = 0
    for _ in range(8_000):
        values = ["".join(pieces(chance)) for _ in range(chance.randint(1, 5))]
        lines = "".join(f"|p{number}={value}\n" for number, value in enumerate(values))
        text = f"{{{{Consultation statement\n{lines}}}}}"
        for call in calls(text, "Consultation "):
            if call.is_plain:
                plain += 1
                ours = [(p.name, text[p.equals + 1 : p.end]) for p in call.parameters]
                assert _parameters(text[call.start : call.end]) == ours, text
                assert list(call.cells) == [name for name, _ in ours]
    assert plain > 1_500


def pieces(chance: random.Random) -> list[str]:
    """What may stand in a cell; much of it any parser would look at twice."""
    found = []
    for _ in range(chance.randint(0, 6)):
        piece = chance.choice(CELL)
        if piece == "<nowiki>":
            piece += "".join(chance.choices(INSIDE, k=chance.randint(0, 6))) + "</nowiki>"
        found.append(piece)
    return found


@pytest.mark.parametrize(
    "value",
    ["''a", "[[a]]", "a\nb", "<!-- a -->", "<nowiki>a", "{a", "a}", "a|b", "\x7f", "<b>"],
)
def test_what_is_not_inert_is_looked_at_closely(value: str):
    (call,) = calls(f"{{{{Consultation x\n|a={value}\n|b=c\n}}}}", "Consultation ")
    assert not call.is_plain
    assert call.cells["b"] == "c"


def test_the_cells_of_a_plain_call_have_no_white_space_at_their_edges():
    (call,) = calls("é {{Consultation x\n|a= \tb c\t \n|a b=\n}}", "Consultation ")
    assert call.is_plain
    assert call.cells == {"a": "b c", "a b": ""}

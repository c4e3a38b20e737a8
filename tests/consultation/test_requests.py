"""Who asked for what, by a page's history alone, and what of rows may be copied."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bots.consultation.facets import Facet
from bots.consultation.people.withheld import withheld
from bots.consultation.previews import preview
from bots.consultation.requests import (
    TEMPLATE,
    Seen,
    askers,
    is_put_back,
    is_unanswered,
    keys_of,
    titles_of,
    words_of,
)
from bots.consultation.rules import Rules
from bots.kinds import RECORD_SCHEMAS, ROWS
from bots.page.inert import box, boxed
from bots.page.regions import read_host
from bots.talk.site import site
from bots.talk.threads import parse


def row(**cells: str) -> str:
    return f"{{{{{TEMPLATE}" + "".join(f"|{name}={value}" for name, value in cells.items()) + "}}"


def history(*edits: tuple[str, str]) -> list[Seen]:
    """A page's history, newest first, from its edits in their order."""
    seen = [Seen(n, n - 1, user, text) for n, (user, text) in enumerate(edits, start=1)]
    return seen[::-1]


UPDATE = words_of({"do": "update"})


def test_a_row_is_of_whoever_brought_it_there_in_its_present_form():
    asks, other = row(do="update"), row(do="update", note="x")
    assert askers([UPDATE], history(("Fay", asks))) == [("Fay",)]
    assert askers([UPDATE], history(("Fay", asks), ("Eve", f"A. {asks} B."))) == [("Fay",)]
    assert askers([UPDATE], history(("Fay", other), ("Eve", asks))) == [("Eve",)]
    assert askers([UPDATE], history(("Fay", asks), ("Eve", other), ("Eve", asks))) == [
        ("Eve", "Fay")
    ]
    assert askers([UPDATE], history(("Eve", "A."), ("Fay", row(do=" update ")))) == [("Fay",)]


def test_what_was_no_open_row_before_is_of_whoever_made_it_one():
    asks, done = row(do="update"), row(do="update", state="done")
    hidden = f"<nowiki>{asks}</nowiki>"
    for before in (done, hidden, f"<!-- {asks} -->", row(do="update", why="x")):
        assert askers([UPDATE], history(("Fay", before), ("Eve", asks))) == [("Eve",)]


def test_of_equal_rows_the_later_came_later():
    asks = row(do="update")
    twice = history(("Fay", asks), ("Eve", asks + asks))
    assert askers([UPDATE, UPDATE], twice) == [("Fay",), ("Eve",)]


def test_a_history_with_a_gap_tells_nothing():
    asks = row(do="update")
    whole = history(("Eve", asks), ("Eve", f"{asks} A."), ("Fay", f"{asks} B."))
    assert askers([UPDATE], whole) == [("Eve",)]
    without_middle = [whole[0], whole[2]]
    assert askers([UPDATE], without_middle) == [()]
    assert askers([UPDATE], whole[:2]) == [()]
    assert askers([UPDATE], whole[:1]) == [()]
    assert askers([UPDATE], []) == [()]


def test_where_a_page_was_put_back_those_count_too_who_wrote_it_before():
    asks = row(do="update")
    edits = (("Fay", "A."), ("Eve", asks), ("Eve", ""), ("Fay", asks))
    assert askers([UPDATE], history(*edits)) == [("Fay", "Eve")]
    assert askers([UPDATE], history(*edits, ("Eve", f"{asks} B."))) == [("Fay", "Eve")]


def test_a_page_is_put_back_where_it_is_as_before_the_bots_edit():
    assert is_put_back(history(("Fay", "A"), ("Bot", "B"), ("Eve", "A")), "Bot")
    assert not is_put_back(history(("Fay", "A"), ("Bot", "B"), ("Eve", "C")), "Bot")
    assert not is_put_back(history(("Fay", "A"), ("Eve", "B"), ("Eve", "A")), "Bot")


@given(st.lists(st.tuples(st.sampled_from("FEX"), st.integers(0, 3)), min_size=1, max_size=8))
def test_nobody_is_named_who_did_not_add_a_row(edits: list[tuple[str, int]]):
    asks = row(do="update")
    counts = [count for _, count in edits]
    found = askers([UPDATE] * counts[-1], history(*((user, asks * count) for user, count in edits)))
    for rank, user in enumerate(found, start=1):
        raised = [
            by
            for before, (by, count) in zip([0, *counts], edits, strict=False)
            if before < rank <= count
        ]
        assert user[:1] == (raised[-1],)
        assert {*user} <= {*raised}


def test_titles_are_apart_by_semicolons_and_may_be_links():
    assert titles_of({"page": " P/A ;[[:P/B]]; P_/A;; P/A"}) == ("P/A", "P/B", "P /A")
    assert titles_of({}) == ()


def test_only_what_asks_and_is_not_answered_is_open():
    assert is_unanswered({"page": "P"})
    assert not is_unanswered({"note": "n"})
    assert not is_unanswered({"do": "update", "asked by": "Fay"})


def test_no_row_gets_a_key_that_one_had_before():
    asks = {"do": "export"}
    (first,) = keys_of("r", [asks], ())
    (second,) = keys_of("r", [asks], [first])
    assert first != second
    assert keys_of("r", [asks, {**asks, "id": first}], ())[1] == first
    assert len({*keys_of("r", [asks] * 5, [first])}) == 5
    assert keys_of("s", [asks], ()) != [first]


STATEMENT = ROWS["statements"]
CODED = Rules(codes=(Facet("theme", ("money",)), Facet("free")))


def test_of_a_row_stays_behind_what_a_removal_takes_and_what_people_wrote_freely():
    cells = {
        "id": "a",
        "comment": "c-Ana",
        "author": "Ana",
        "quote": "Words.",
        "link": "X#c-Ana",
        "date": "2018-04-21",
        "summary": "Ana says.",
        "theme": "money",
        "due": "2018-05-01",
        "disposition": "Open",
        "assigned to": "",
        "mine": "A cell of people's own.",
    }
    assert withheld(STATEMENT, cells, CODED) == {
        "comment",
        "author",
        "quote",
        "link",
        "summary",
        "mine",
    }
    assert "theme" in withheld(STATEMENT, {"theme": "money; Ana"}, CODED)
    assert "disposition" in withheld(STATEMENT, {"disposition": "as Ana said"}, CODED)
    reported = ROWS["reported"]
    assert withheld(reported, {"content": "Words.", "said by": "Ana"}, CODED) == {
        "content",
        "said by",
    }
    assert withheld(ROWS["status"], {"what": "“Words”", "sort": "refused"}, CODED) == {"what"}
    links = "Special:GoToComment/c-Ana-2018-04-21T10:15:00.000Z"
    vote = {"support": "1 234", "support links": links, "page": "Talk:P", "held": "support, page"}
    assert withheld(ROWS["votes"], vote, CODED) == {"support links"}
    assert withheld(ROWS["votes"], {"held": "Ana, page"}, CODED) == {"held"}


def test_a_preview_has_changed_cells_without_their_words():
    def host(*rows: str):
        page = "{{Consultation region|id=r|kind=statements}}\n" + "".join(rows)
        return read_host("P", f"{page}{{{{Consultation region end|id=r}}}}", ROWS, RECORD_SCHEMAS)

    def said(key: str, comments: str, quote: str) -> str:
        cells = f"|id={key}\n|comments={comments}\n|quote={quote}\n|sum=abcdef\n"
        return f"{{{{Consultation statement\n{cells}}}}}\n"

    before, after = (
        host(said("a", "1", "One"), said("b", "1", "B")),
        host(said("a", "2", "Two"), said("b", "1", "B"), said("c", "1", "Three")),
    )
    assert preview(before, after, Rules()) == [
        " {{Consultation statement|id=a",
        "-|quote=…",
        "+|quote=…",
        "-|comments=1",
        "+|comments=2",
        " }}",
        "+{{Consultation statement|id=c",
        "+|quote=…",
        "+|comments=1",
        "+}}",
    ]
    assert preview(after, after, Rules()) == []


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_a_box_shows_its_text_and_does_nothing(text: str):
    page = box(text)
    shown = boxed(page)
    assert box(shown) == page
    inside = page.removeprefix("<pre>").removesuffix("</pre>")
    assert not set(inside) & set("<>{}[]~")


def test_wikitext_and_signatures_in_a_box_are_text():
    hostile = "</pre>{{evil}} [[Category:X]] ~~~~ [[User:Ana|Ana]] 10:15, 21 April 2018 (UTC) &lt;"
    page = box(hostile)
    assert boxed(page) == hostile
    assert parse(page, site("metawiki")).comments == ()

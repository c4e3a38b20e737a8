"""Parts, copies, opened rows and rows whose comment left the region's pages follow too."""

from __future__ import annotations

from tests.kinds.conftest import SIGNED, Ledger
from tests.kinds.relinked.deeds import (
    LAST,
    LATER,
    LISTS,
    TALK,
    archives,
    does,
    moves,
    renames_author,
    row,
)


def test_parts_follow_too(coded: Ledger):
    key = row(coded).key
    text = coded.text("P/Said")
    start = text.index(f"{{{{Consultation statement\n|id={key}\n")
    copy = text[start : text.index("\n}}", start) + 4].replace(f"|id={key}", "|id=mine")
    copy = copy.replace("|part=\n", "|part=2\n").replace("|note=about money", "|note=")
    copy = copy.replace("|theme=money", "|theme=forms")
    coded.write("P/Said", text[:start] + copy + text[start:])
    coded.update(LATER)
    does(coded, renames_author, archives)
    coded.update(LAST)
    part = next(r.cells for r in coded.rows("P/Said") if r.key == "mine")
    assert (part["author"], part["page"], part["theme"]) == ("Anna", "Talk:P/Archive 1", "forms")
    assert part["relinked"] == "archived/author renamed"
    assert row(coded).cells["comments"] == "2"
    assert coded.update(LAST)[1].saved == []


def test_a_copy_of_a_row_is_not_blanked_when_its_author_is_renamed(coded: Ledger):
    for title in LISTS:
        text, key = coded.text(title), row(coded, title).key
        start = text.rindex("{{Consultation", 0, text.index(f"|id={key}\n"))
        copy = text[start : text.index("\n}}", start) + 4]
        coded.write(title, text[:start] + copy + text[start:])
    coded.update(LATER)
    does(coded, renames_author)
    coded.update(LAST)
    assert coded.update(LAST)[1].saved == []
    for title in LISTS:
        rows = [each for each in coded.rows(title) if each.cells["note"] == "about money"]
        assert [each.cells["gone"] for each in rows] == ["", ""]
        assert all("Funding" in each.cells["comment"] for each in rows)


def test_a_row_for_one_comment_follows_it_when_its_author_is_renamed(coded: Ledger):
    said = "I oppose this, for nobody has asked the small wikis."
    coded.write("Talk:P", coded.text("Talk:P").replace("'''Oppose'''!", said))
    bo = "c-Bo-2018-04-21T10:16:00.000Z"
    end = "{{Consultation region end"
    mine = f"{{{{Consultation statement|id=mine|comment={bo}|theme=asked}}}}\n"
    coded.write("P/Said", coded.text("P/Said").replace(end, mine + end))
    coded.update(LATER)
    coded.write("Talk:P", coded.text("Talk:P").replace("[[User:Bo|Bo]]", "[[User:Bob|Bob]]"))
    coded.update(LAST)
    cells = next(r.cells for r in coded.rows("P/Said") if r.key == "mine")
    assert (cells["author"], cells["theme"], cells["relinked"]) == (
        "Bob",
        "asked",
        "author renamed",
    )
    assert coded.update(LAST)[1].saved == []


def test_a_thread_that_was_moved_to_where_its_region_does_not_look_keeps_its_row(ledger: Ledger):
    ledger.write("Talk:P", TALK)
    ledger.write("Talk:P/Other", "Hello. [[User:Ed|Ed]] 10:00, 1 May 2018 (UTC)\n")
    ledger.region("P/Said", "statements", source="Talk:P")
    ledger.region("P/Threads", "threads", source="Talk:P")
    ledger.region("P/Coverage", "coverage")
    ledger.update()
    for title in ("P/Said", "P/Threads"):
        ledger.fill(title, ledger.rows(title)[0].key, note="about money")
    does(ledger, moves)
    ledger.update(LATER)
    for title in ("P/Said", "P/Threads"):
        cells = ledger.rows(title)[0].cells
        assert (cells["page"], cells["note"], cells["gone"]) == ("Talk:P/Other", "about money", "")
        assert cells["comments"] == "2"
        assert len(ledger.rows(title)) == 2
    # It still accounts for the whole thread; Ed's is for no list to account for.
    assert ledger.rows("P/Coverage")[0].cells["not yet handled"] == "1"
    assert ledger.update(LAST)[1].saved == []


def test_threads_of_one_minute_keep_their_rows_when_one_is_archived(ledger: Ledger):
    """Keys follow from the order of pages: without a look at the rows they would change places."""
    news = "== News ==\nWe begin! [[User:Org|Org]] 10:00, 1 April 2018 (UTC)\n"
    ledger.write("Talk:P", f"{news}: Good. {SIGNED.format('Ana', 1, 2)}\n")
    ledger.write("Talk:P/B", f"{news}: Bad. {SIGNED.format('Bo', 1, 2)}\n")
    ledger.region("P/Threads", "threads")
    ledger.update()
    for title in ("P/Said", "P/Threads"):
        for each in ledger.rows(title):
            ledger.fill(title, each.key, note=each.cells["page"])
    before = {t: {r.key: r.cells["note"] for r in ledger.rows(t)} for t in ("P/Said", "P/Threads")}
    ledger.write("Talk:P/Z", ledger.text("Talk:P"))
    ledger.write("Talk:P", "#REDIRECT [[Talk:P/Z]]")
    ledger.update(LATER)
    for title, notes in before.items():
        assert {r.key: r.cells["note"] for r in ledger.rows(title)} == notes
        for each in ledger.rows(title):
            page = {"Talk:P": "Talk:P/Z"}.get(each.cells["note"], each.cells["note"])
            assert each.cells["page"] == page
    assert ledger.update(LAST)[1].saved == []

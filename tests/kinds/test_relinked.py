"""Rows follow their comments: moved, renamed, edited, two of these at once; and undone."""

from __future__ import annotations

from datetime import date

import pytest

from bots.run.journal import Journal, entries, new_run_id, state_folder
from bots.run.undo import Undoing, edits_of, undo_run
from tests.kinds.conftest import SIGNED, Ledger

TODAY, LATER, LAST = date(2018, 6, 1), date(2018, 6, 9), date(2018, 6, 10)
MONEY = "Money must reach small communities without a long form."
TALK = f"""== Funding ==
{MONEY} {SIGNED.format("Ana", 15, 21)}
: '''Oppose'''! {SIGNED.format("Bo", 16, 21)}

== Names ==
Which name will people understand in forty languages? {SIGNED.format("Cy", 1, 22)}
: This one. {SIGNED.format("Di", 2, 22)}
"""
LISTS = ("P/Said", "P/Threads", "P/Waiting")


@pytest.fixture
def coded(ledger: Ledger) -> Ledger:
    """People have written in the row of the first thread, in all lists."""
    ledger.write("Talk:P", TALK)
    ledger.write("Talk:P/Other", "== Else ==\nHello. [[User:Ed|Ed]] 10:00, 1 May 2018 (UTC)\n")
    ledger.region("P/Threads", "threads")
    ledger.region("P/Waiting", "unanswered")
    ledger.region("P/Coverage", "coverage")
    ledger.update()
    for title in LISTS:
        ledger.fill(title, row(ledger, title).key, note="about money")
    ledger.fill("P/Said", row(ledger).key, theme="money", response="Yes, we will.")
    ledger.update()
    return ledger


def row(ledger: Ledger, title: str = "P/Said"):
    """The row about the first thread: the one in which people wrote, or the first one."""
    rows = ledger.rows(title)
    mine = [row for row in rows if row.cells["note"]]
    return (mine or [row for row in rows if "Funding" in row.cells["comment"]])[0]


def totals(ledger: Ledger) -> dict[str, str]:
    cells = ledger.rows("P/Coverage")[0].cells
    names = ("signatures", "comments", "covered", "set aside", "not yet handled")
    return {name: cells[name] for name in names}


def cut(text: str) -> tuple[str, str]:
    """The first thread, and the rest of the page."""
    funding, names, rest = text.partition("\n== Names")
    return funding, names + rest


def archives(text: str) -> dict[str, str]:
    funding, rest = cut(text)
    return {"Talk:P": rest, "Talk:P/Archive 1": funding}


def moves(text: str) -> dict[str, str]:
    funding, rest = cut(text)
    other = "== Else ==\nHello. [[User:Ed|Ed]] 10:00, 1 May 2018 (UTC)\n"
    return {"Talk:P": rest, "Talk:P/Other": other + funding}


def moves_page(text: str) -> dict[str, str]:
    return {"Talk:P": "#REDIRECT [[Talk:P/Money]]", "Talk:P/Money": text}


def renames_heading(text: str) -> dict[str, str]:
    return {"Talk:P": text.replace("== Funding ==", "== Money for all ==")}


def renames_author(text: str) -> dict[str, str]:
    return {"Talk:P": text.replace("[[User:Ana|Ana]]", "[[User:Anna|Anna]]")}


def edits(text: str) -> dict[str, str]:
    return {"Talk:P": text.replace("a long form", "any form")}


DEEDS = {
    "archived": archives,
    "moved": moves,
    "page moved": moves_page,
    "heading renamed": renames_heading,
    "author renamed": renames_author,
    "": edits,
}


def does(ledger: Ledger, *deeds) -> None:
    """People do these things, one after the other."""
    for deed in deeds:
        before = {t: ledger.text(t) for t in ledger.store.titles("Talk:P")}
        changed: dict[str, str] = {}
        for title, text in before.items():
            if "Ana|" in text or "Anna|" in text:
                # What a deed does to the talk page, it does wherever the thread is by now.
                for page, new in deed(text).items():
                    changed[title if page == "Talk:P" else page] = new
        for title, text in changed.items():
            ledger.write(title, text)


@pytest.mark.parametrize("event", DEEDS)
def test_whatever_happens_to_a_comment_its_row_follows_and_says_so(coded: Ledger, event: str):
    before = {title: row(coded, title) for title in LISTS}
    sums = totals(coded)
    does(coded, DEEDS[event])
    _, outcome = coded.update(LATER)
    assert outcome.status == 0
    for title in LISTS:
        now = row(coded, title)
        cells = now.cells
        assert (now.key, cells["note"], cells["gone"]) == (before[title].key, "about money", "")
        assert cells["relinked"] == event
        assert cells["relinked on"] == ("2018-06-09" if event else "")
        assert cells["held"] == ""
        page = cells["page"]
        assert cells["comment"].rpartition("-")[2].replace("_", " ") in coded.text(page)
    cells = row(coded).cells
    assert (cells["theme"], cells["response"]) == ("money", "Yes, we will.")
    assert cells["author"] in coded.text(cells["page"])
    assert totals(coded) == sums
    for title in ("P/Said", "P/Threads"):
        assert len(coded.rows(title)) == 3
    assert coded.update(LAST)[1].saved == []


PAIRS = [
    (one, other)
    for one in DEEDS.values()
    for other in DEEDS.values()
    if one is not other and {one, other} not in ({archives, moves}, {moves, moves_page})
]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: "+".join(deed.__name__ for deed in pair))
def test_two_of_these_at_once(coded: Ledger, pair):
    before = {title: row(coded, title).key for title in LISTS}
    sums = totals(coded)
    does(coded, *pair)
    coded.update(LATER)
    for title in LISTS:
        now = row(coded, title)
        assert (now.key, now.cells["note"]) == (before[title], "about money")
        assert now.cells["gone"] == ""
    cells = row(coded).cells
    assert cells["theme"] == "money"
    assert cells["author"] in coded.text(cells["page"])
    assert totals(coded) == sums
    assert [len(coded.rows(title)) for title in ("P/Said", "P/Threads")] == [3, 3]
    told = set(cells["relinked"].split("/")) - {""}
    assert told <= {event for event, deed in DEEDS.items() if deed in pair} | {"moved"}
    assert told or edits in pair
    assert coded.update(LAST)[1].saved == []


@pytest.mark.parametrize("event", DEEDS)
def test_and_back_again(coded: Ledger, event: str):
    before = {title: row(coded, title).key for title in LISTS}
    texts = {t: coded.text(t) for t in coded.store.titles("Talk:P")}
    does(coded, DEEDS[event])
    coded.update(LATER)
    for title in coded.store.titles("Talk:P"):
        coded.write(title, texts.get(title, "Nothing."))
    coded.update(LAST)
    for title in LISTS:
        now = row(coded, title)
        assert (now.key, now.cells["gone"]) == (before[title], "")
    assert row(coded).cells["theme"] == "money"
    assert [len(coded.rows(title)) for title in ("P/Said", "P/Threads")] == [3, 3]


@pytest.mark.parametrize("event", ["author renamed", "archived", ""])
def test_a_run_that_linked_rows_anew_can_be_undone_and_takes_nothing_out(coded: Ledger, event: str):
    before = coded.text("P/Said")
    does(coded, DEEDS[event])
    _, outcome = coded.update(LATER)
    folder = state_folder(coded.state, coded.store.name)
    undoing = Undoing(coded.store, coded.settings, outcome.run, LATER)
    todo = edits_of(list(entries(folder, outcome.run)), frozenset({"P/Said"}))
    done = undo_run(undoing, todo, Journal(folder, new_run_id()), lambda *_: True)
    assert [edit.page for edit in done.taken] == ["P/Said"]
    assert coded.text("P/Said") == before


# What it says of words that were edited


def test_an_answer_does_not_look_as_if_it_were_to_other_words(coded: Ledger):
    first = row(coded).cells["rev"]
    does(coded, edits)
    coded.update(LATER)
    cells = row(coded).cells
    assert "any form" in cells["quote"]
    assert (cells["edited"], cells["earlier"]) == ("2018-06-09", first)
    assert cells["rev"] == str(coded.revision("Talk:P").id) != first
    # Edited once more: the answer is still to the first words.
    coded.write("Talk:P", coded.text("Talk:P").replace("any form", "forms"))
    coded.update(LAST)
    cells = row(coded).cells
    assert (cells["edited"], cells["earlier"]) == ("2018-06-10", first)


def test_a_person_who_has_seen_it_empties_it(coded: Ledger):
    does(coded, edits, archives)
    coded.update(LATER)
    key = row(coded).key
    coded.fill("P/Said", key, edited="", earlier="", relinked="", relinked_on="")
    coded.update(LAST)
    cells = row(coded).cells
    assert not any(cells[name] for name in ("edited", "earlier", "relinked", "held"))
    assert row(coded).schema.in_sum(cells)
    assert coded.update(LAST)[1].saved == []
    coded.write("Talk:P/Archive 1", coded.text("Talk:P/Archive 1").replace("any", "no"))
    coded.update(date(2018, 6, 11))
    assert row(coded).cells["edited"] == "2018-06-11"


def test_a_quote_that_a_person_corrected_is_not_told_to_be_edited(coded: Ledger):
    coded.fill("P/Said", row(coded).key, quote="Money!")
    coded.update(LATER)
    does(coded, edits)
    coded.update(LAST)
    cells = row(coded).cells
    assert (cells["quote"], cells["held"], cells["edited"]) == ("Money!", "quote", "")


# Not found for sure


def test_a_vote_whose_author_may_have_been_renamed_is_told_and_waits_for_a_person(ledger: Ledger):
    votes = f"== Vote ==\n+1 {SIGNED.format('Ana', 40, 21)}\n"
    ledger.write("Talk:P", TALK + votes)
    ledger.region("P/Coverage", "coverage")
    ledger.update()
    vote = next(r for r in ledger.rows("P/Said") if "Vote" in r.cells["comment"])
    ledger.fill("P/Said", vote.key, theme="yes")
    ledger.update()
    before = ledger.text("P/Said")
    ledger.write("Talk:P", TALK + votes.replace("Ana", "Bo"))
    plan, outcome = ledger.update(LATER)
    assert "P/Said" not in [change.title for change in outcome.saved]
    assert ledger.text("P/Said") == before
    ((_, sentence),) = [t for t in plan.troubles if vote.key in t[1]]
    assert "c-Bo-2018-04-21T10:40:00.000Z-Vote" in sentence
    assert ledger.rows("P/Coverage")[0].cells["not yet handled"] == "1"
    # A person says that it is the one.
    ledger.fill("P/Said", vote.key, comment="c-Bo-2018-04-21T10:40:00.000Z-Vote")
    plan, _ = ledger.update(LAST)
    cells = next(r for r in ledger.rows("P/Said") if r.key == vote.key).cells
    assert (cells["author"], cells["theme"], cells["held"]) == ("Bo", "yes", "")
    assert not [t for t in plan.troubles if vote.key in t[1]]
    assert ledger.rows("P/Coverage")[0].cells["not yet handled"] == "0"
    assert ledger.update(LAST)[1].saved == []


def test_or_deletes_the_row_and_the_other_vote_gets_its_own(ledger: Ledger):
    votes = f"== Vote ==\n+1 {SIGNED.format('Ana', 40, 21)}\n"
    ledger.write("Talk:P", TALK + votes)
    ledger.update()
    ledger.write("Talk:P", TALK + votes.replace("Ana", "Bo"))
    ledger.update(LATER)
    text = ledger.text("P/Said")
    start = text.rindex("{{Consultation statement\n")
    ledger.write("P/Said", text[:start] + text[text.index("\n}}\n", start) + 4 :])
    ledger.update(LAST)
    authors = [r.cells["author"] for r in ledger.rows("P/Said")]
    assert authors == ["Ana", "Cy", "Bo"]


def test_votes_in_the_same_words_are_never_taken_for_each_other(ledger: Ledger):
    ledger.region("P/Said", "statements", rows="comments")
    vote = "* +1 " + SIGNED
    people = ["Ana", "Bo", "Cy", "Di"]
    text = "== Vote ==\n" + "".join(vote.format(who, 15, 21) + "\n" for who in people)
    ledger.write("Talk:P", text)
    ledger.update()
    for each in ledger.rows("P/Said"):
        ledger.fill("P/Said", each.key, theme=each.cells["author"])
    ledger.write("Talk:P", text.replace(vote.format("Ana", 15, 21) + "\n", ""))
    ledger.update(LATER)
    themes = {r.cells["author"]: r.cells["theme"] for r in ledger.rows("P/Said")}
    assert themes == {"": "", "Bo": "Bo", "Cy": "Cy", "Di": "Di"}


def test_of_two_comments_of_one_minute_the_one_that_is_removed_takes_its_words_along(
    ledger: Ledger,
):
    ledger.region("P/Said", "statements", rows="comments")
    two = [f"* {MONEY} {SIGNED.format('Ana', 15, 21)}", f"* No! {SIGNED.format('Ana', 15, 21)}"]
    ledger.write("Talk:P", "== T ==\n" + "\n".join(two))
    ledger.update()
    assert len(ledger.rows("P/Said")) == 2
    ledger.write("Talk:P", f"== T ==\n{two[1]}\n")
    ledger.update(LATER)
    rows = {r.cells["quote"]: r.cells for r in ledger.rows("P/Said")}
    assert rows[""]["reason"] == "comment removed"
    assert rows["<nowiki>No!</nowiki>"]["gone"] == ""
    assert "Money" not in ledger.text("P/Said")


# Parts, opened rows, and rows whose comment left the region's pages


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

"""Pages that people have moved, archived or copied: what names them by the old name still holds."""

from __future__ import annotations

import pytest

from bots.stores.filenames import path_of
from tests.kinds.conftest import Ledger, ledger  # noqa: F401
from tests.run.conftest import MILESTONE, TALK, THREADS, Place

CLOSED = TALK.replace("Which?", "{{Discussion top}}\nWhich?") + "{{Discussion bottom}}\n"


def move(place: Place, old: str, new: str) -> None:
    """A person moves a page, and leaves a redirect."""
    place.write(new, place.text(old))
    place.write(old, f"#REDIRECT [[{new}]]")


def milestone(**cells: str) -> str:
    lines = "".join(f"|{name.replace('_', ' ')}={value}\n" for name, value in cells.items())
    return f"{{{{Consultation milestone\n{lines}}}}}"


def statuses(place: Place, title: str) -> list[str]:
    return [
        line.partition("=")[2]
        for line in place.text(title).splitlines()
        if line.startswith("|status=")
    ]


def test_a_source_goes_by_the_name_from_before_the_move(place: Place):
    place.write("P/Threads", THREADS.replace("kind=threads", "kind=threads|source=Talk:P"))
    place.update()
    move(place, "Talk:P", "Talk:P/Money")
    place.write("Talk:P/Money/Archive 1", "== Old ==\nOh. [[User:Di|Di]] 10:15, 3 May 2017 (UTC)\n")
    _, outcome = place.update()
    text = place.text("P/Threads")
    assert (outcome.status, text.count("|page=Talk:P/Money\n")) == (0, 2)
    assert "|page=Talk:P/Money/Archive 1\n" in text
    assert place.update()[1].saved == []


def test_a_source_that_is_called_so_no_more_is_told(place: Place):
    place.write("P/Threads", THREADS.replace("kind=threads", "kind=threads|source=Talk:P/Money"))
    _, outcome = place.update()
    assert "none of this consultation's talk pages is called so" in str(outcome.refusals[0])


def test_a_row_about_a_talk_page_goes_with_it(place: Place):
    place.write("P/Overview", THREADS.replace("threads", "overview"))
    place.update()
    text = place.text("P/Overview")
    at = text.index("|note=", text.index("|page=Talk:P\n"))
    place.write("P/Overview", f"{text[:at]}|note=Ana reads this{text[at + len('|note=') :]}")
    move(place, "Talk:P", "Talk:P/Money")
    place.update()
    text = place.text("P/Overview")
    assert text.count("{{Consultation overview row") == 2
    row = text[text.index("|page=Talk:P/Money\n") :]
    assert "|gone=\n" in row
    assert "|note=Ana reads this\n" in row
    assert place.update()[1].saved == []


def test_what_was_closed_stays_closed_in_the_archive(place: Place):
    place.write("Talk:P", CLOSED)
    place.write("P/Timeline", milestone(id="m", date="2018-05", done_when="closed:Talk:P#Names"))
    place.update()
    assert statuses(place, "P/Timeline") == ["done"]
    place.write("Talk:P/Archive 1", CLOSED)
    place.write("Talk:P", "Archived.")
    place.update()
    assert statuses(place, "P/Timeline") == ["done"]


@pytest.mark.parametrize("condition", ["page:P/Group", "members:P/Group>=2"])
def test_what_shows_that_something_is_done_is_found_behind_a_redirect(place: Place, condition: str):
    place.write("P/Group", "== Members ==\n* [[User:Ana|Ana]]\n* [[User:Bo|Bo]]\n")
    place.write("P/Timeline", milestone(id="m", date="2018-05", done_when=condition))
    place.update()
    assert statuses(place, "P/Timeline") == ["done"]
    move(place, "P/Group", "P/Circle")
    place.update()
    assert statuses(place, "P/Timeline") == ["done"]


def test_a_record_copied_to_another_page_counts_once_and_is_told(place: Place):
    whole = milestone(id="whole", title="All", date="2018-09")
    part = MILESTONE.replace("|date", "|part of=whole\n|date")
    place.write("P/Timeline", f"{whole}\n{part}")
    place.write("P/All", THREADS.replace("threads", "milestones"))
    place.update()
    place.write("P/A sandbox", part)
    plan, _ = place.update()
    assert [(title, "has this id" in what) for title, what in plan.troubles] == [
        ("P/A sandbox", True),
        ("P/Timeline", True),
    ]
    assert "|progress=0/1\n" in place.text("P/Timeline")
    assert "P/A sandbox" not in place.text("P/All")
    assert place.update()[1].saved == []


def test_sums_rest_while_a_page_of_rows_is_unsound(ledger: Ledger):  # noqa: F811
    for kind in ("coverage", "themes", "dispositions"):
        ledger.region(f"P/{kind}", kind)
    ledger.update()
    key = ledger.rows("P/Said")[0].key
    ledger.fill("P/Said", key, theme="money")
    ledger.update()
    sums = [ledger.text(f"P/{kind}") for kind in ("coverage", "themes", "dispositions")]
    said = ledger.text("P/Said")
    ledger.fill("P/Said", key, summary="see [[Talk:P and {{tl")
    _, outcome = ledger.update()
    assert [error.title for error in outcome.refusals] == ["P/Said"]
    assert sums == [ledger.text(f"P/{kind}") for kind in ("coverage", "themes", "dispositions")]
    ledger.write("P/Said", said.replace("kind=statements", "kind=statements|source=Talk:P, Talk:Q"))
    _, outcome = ledger.update()
    assert [error.title for error in outcome.refusals] == ["P/Said"]
    assert sums == [ledger.text(f"P/{kind}") for kind in ("coverage", "themes", "dispositions")]
    ledger.write("P/Said", said.replace("|theme=money", "|theme="))
    ledger.update()
    assert sums[1] != ledger.text("P/themes")


def test_words_are_there_at_once_wherever_they_stand(ledger: Ledger):  # noqa: F811
    old = "== Old ==\nSome old thing. [[User:Di|Di]] 10:15, 3 May 2017 (UTC)\n"
    ledger.region("P/Said", "statements", source="Talk:P")
    ledger.write("Talk:P/Archive 1", old)
    ledger.update()
    assert all(row.cells["quote"] for row in ledger.rows("P/Said"))
    assert ledger.update()[1].saved == []
    # The new name comes before the old one, which says that it is one, in the order of titles.
    text = ledger.text("Talk:P").replace("Which name?", "Which new name?")
    ledger.write("Talk:A", text + old.replace("old", "new").replace("2017", "2018"))
    ledger.write("Talk:P", "#REDIRECT [[Talk:A]]")
    ledger.more["sources"] = [{"prefix": "Talk:"}]
    ledger.update()
    assert "Some new thing." in ledger.text("P/Said")
    assert all(row.cells["quote"] for row in ledger.rows("P/Said"))
    assert ledger.update()[1].saved == []


@pytest.mark.parametrize(
    "name", ["[[Talk:P/Money]]", "talk:p/Money", ":Talk:P/Money", "[[Talk: P/Money|x]]"]
)
def test_a_source_may_be_written_as_people_write_titles(place: Place, name: str):
    place.write("Talk:P/Money", TALK.replace("2018", "2017"))
    place.write("P/Threads", THREADS.replace("kind=threads", f"kind=threads|source={name}"))
    place.update()
    assert place.text("P/Threads").count("{{Consultation thread row") == 2
    assert place.text("P/Threads").count("|page=Talk:P/Money\n") == 2


@pytest.mark.parametrize("deleted", [True, False])
def test_a_source_that_is_gone_is_told_and_only_what_was_deleted_loses_its_words(
    ledger: Ledger,  # noqa: F811
    deleted: bool,
):
    ledger.region("P/Said", "statements", source="Talk:P")
    ledger.update()
    text = ledger.text("Talk:P")
    (ledger.folder / path_of("Talk:P")).unlink()
    if not deleted:
        ledger.write("Talk:P/Money", text)
    plan, outcome = ledger.update()
    assert (outcome.status, [title for title, _ in plan.troubles]) == (0, ["P/Said"])
    assert "moved without a redirect" in plan.troubles[0][1]
    assert [bool(row.cells["quote"]) for row in ledger.rows("P/Said")] == [not deleted] * 2
    ledger.update()
    assert ledger.update()[1].saved == []

"""Pages that are named with ``--page`` and its like: in people's spelling, and none in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.conftest import Consult
from tests.commands.test_update import FOLDER, run_id, saved

TIMELINE = "Strategy/2030/Timeline"


def test_a_title_may_be_written_as_in_an_address_and_an_unknown_one_is_told(
    sample: Path, consult: Consult
):
    words = ("--page", "strategy/2030/Working_groups", "--page", "Strategy/2030/Nowhere")
    result = consult("update", *FOLDER, "--always", *words)
    assert saved(result.output) == ["Strategy/2030/Working groups"]
    assert "✗ Strategy/2030/Nowhere: has no region and no record" in result.output
    assert result.exit_code == 1


def test_a_page_of_which_something_else_is_wrong_is_told_of_once(sample: Path, consult: Consult):
    page = Path("pages/Strategy/2030/Timeline.wikitext")
    page.write_text("{{Consultation region|id=a|kind=threads}}", encoding="utf-8")
    result = consult("update", *FOLDER, "--simulate", "--page", TIMELINE)
    assert result.output.count(f"✗ {TIMELINE}") == 1
    assert "has no region and no record" not in result.output
    assert "Nothing was saved, 0 pages looked at" in result.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("update", "--page", "Bad[title"), "Bad[title: a title cannot contain '['"),
        (("new", "--page", "Nowhere"), "Nowhere: is none of the pages of a new consultation"),
        (("new", "--group", " / "), "no title can be made from the group's name"),
        (("adopt", TIMELINE, "--data-page", "Strategy/2030/Data["), "Data[: a title cannot"),
        (("install", "--page", "Consultation common"), "name it with Template: before it"),
    ],
)
def test_what_can_be_no_page_is_wrong_use(
    sample: Path, consult: Consult, words: tuple[str, ...], said: str
):
    result = consult(*words, *FOLDER, "--always")
    assert said in result.output
    assert result.exit_code == 2
    assert not Path("pages/.history").exists()


def test_an_undo_finds_pages_as_people_write_them_and_says_what_is_back_already(
    sample: Path, consult: Consult
):
    page = ("--page", "Strategy/2030/Working_groups")
    run = run_id(consult("update", *FOLDER, "--always", *page).output)
    wrong = consult("undo", run, *FOLDER, "--always", "--page", TIMELINE)
    assert wrong.exit_code == 2
    assert f"{TIMELINE}: run {run} saved nothing there" in wrong.output
    again = [consult("undo", run, *FOLDER, how, *page) for how in ("--always",) * 2]
    again.append(consult("undo", run, *FOLDER, "--simulate"))
    assert [result.exit_code for result in again] == [0, 0, 0]
    assert "1 of 1 edits taken back; run" in again[0].output
    assert "0 of 1 edits taken back, 1 back already; run" in again[1].output
    assert "0 of 1 edits would be taken back, 1 back already" in again[2].output

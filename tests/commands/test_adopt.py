"""``consult adopt`` on a copy of the sample, as a facilitator uses it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from bots.run.adopt import adopt_pages
from bots.run.job import run_alone
from bots.run.journal import entries, state_folder
from bots.run.update import Answer, Outcome
from bots.settings import find, load
from bots.stores.filenames import path_of
from bots.stores.folder import FolderStore
from tests.commands.conftest import ROOT, Consult

FOLDER = ("--store", "folder:pages")
CASES = ROOT / "tests" / "consultation" / "cases" / "adoption"
PHASE_2 = (CASES / "milestones_of_phase_2.wikitext").read_text(encoding="utf-8").rstrip()
EXPECTED = (CASES / "milestones_of_phase_2.expected").read_text(encoding="utf-8").rstrip()
PLAN = "Strategy/2030/Plan"
SHORT = "== Summit 2018, July 18-22 ==\n* Talks\n* After the Summit: drafts\n* ..."


def write(title: str, text: str) -> None:
    """A person edits the page."""
    path = Path("pages") / path_of(title)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def read(title: str) -> str:
    return (Path("pages") / path_of(title)).read_text(encoding="utf-8")


def run_id(output: str) -> str:
    found = re.search(r"run (\d{8}-\d{6}-[0-9a-f]{4})", output)
    assert found
    return found[1]


@pytest.fixture
def plan(sample: Path) -> Path:
    write(PLAN, PHASE_2)
    return sample


def test_it_shows_the_records_and_writes_nothing_by_itself(plan: Path, consult: Consult):
    result = consult("adopt", PLAN, *FOLDER)
    assert result.exit_code == 0
    assert "+|title=After the Lakeside Assembly: go through the drafts" in result.output
    assert "10 records proposed; nothing was written" in result.output
    assert read(PLAN) == PHASE_2


def test_it_saves_them_as_a_run_and_leaves_every_other_byte(plan: Path, consult: Consult):
    result = consult("adopt", PLAN, *FOLDER, "--always")
    assert result.exit_code == 0
    assert read(PLAN) == EXPECTED
    told = consult("log", run_id(result.output), *FOLDER).output
    assert f"saved {PLAN}" in told
    ((_, revision),) = FolderStore(Path("pages")).read([PLAN])
    assert revision is not None
    assert revision.summary.startswith("Records: 10 new rows ([[Strategy/2030/Bot]], run ")


def test_headings_without_a_date_are_named(plan: Path, consult: Consult):
    output = consult("adopt", PLAN, *FOLDER).output
    assert (
        "“Milestones in the second phase” (line 6), “Drafting” (line 26), “Contact” (line 29)"
        in output
    )


def test_the_second_time_nothing_is_left_to_adopt(plan: Path, consult: Consult):
    consult("adopt", PLAN, *FOLDER, "--always")
    result = consult("adopt", PLAN, *FOLDER, "--always")
    assert "Nothing is left to adopt" in result.output
    assert read(PLAN) == EXPECTED


def test_undo_gives_the_page_back_exactly(plan: Path, consult: Consult):
    run = run_id(consult("adopt", PLAN, *FOLDER, "--always").output)
    assert consult("undo", run, *FOLDER, "--always").exit_code == 0
    assert read(PLAN) == PHASE_2


def test_after_an_undo_it_stays_away_until_told(plan: Path, consult: Consult):
    consult("undo", run_id(consult("adopt", PLAN, *FOLDER, "--always").output), *FOLDER, "--always")
    assert consult("adopt", PLAN, *FOLDER, "--always").exit_code == 1
    assert read(PLAN) == PHASE_2
    assert consult("adopt", PLAN, *FOLDER, "--always", "--again").exit_code == 0
    assert read(PLAN) == EXPECTED


def test_the_next_update_keeps_what_was_adopted(plan: Path, consult: Consult):
    consult("adopt", PLAN, *FOLDER, "--always", "--events")
    result = consult("update", *FOLDER, "--always", "--now", "2018-07-20", "--page", PLAN)
    assert result.exit_code == 0
    assert f"! {PLAN}" not in result.output
    assert read(PLAN).count("|status=in progress\n") >= 1
    assert read(PLAN).count("|status=done\n") == 1
    again = consult("update", *FOLDER, "--always", "--now", "2018-07-20", "--page", PLAN)
    assert "Nothing is left to do" in again.output
    adopted = consult("adopt", PLAN, *FOLDER, "--always")
    assert "Nothing is left to adopt" in adopted.output


def test_ids_of_other_pages_are_not_given_again(sample: Path, consult: Consult):
    write(PLAN, "== First review!, May 2021 ==\n* Call for members\n")
    consult("adopt", PLAN, *FOLDER, "--always")
    assert "|id=first-review" not in read(PLAN)
    write(PLAN, "== Review, May 2021 ==\n* Call for members\n")
    consult("adopt", PLAN, *FOLDER, "--always")
    assert "|id=call-for-members-2\n" in read(PLAN)


def test_several_pages_at_once_share_no_id(sample: Path, consult: Consult):
    write(PLAN, "== Review, May 2021 ==\n* Talks")
    write(f"{PLAN}/2", "== Second review, May 2022 ==\n* Talks")
    consult("adopt", PLAN, f"{PLAN}/2", *FOLDER, "--always")
    assert "|id=talks\n" in read(PLAN)
    assert "|id=talks-2\n" in read(f"{PLAN}/2")


def test_a_page_that_lists_its_members_gets_a_group_s_record(sample: Path, consult: Consult):
    page = "Strategy/2030/Night_shift"
    write(page, "We watch at night.\n\n== Members ==\n# [[User:Ana|Ana]]\n# [[User:Bo|Bo]]")
    result = consult("adopt", page, *FOLDER, "--always")
    assert "a person has to say its stage" in result.output
    assert read(page).startswith(
        "We watch at night.\n{{Consultation working group\n|id=night-shift\n|name=Night shift\n"
    )
    consult("update", *FOLDER, "--always", "--page", page)
    assert "|members=2\n" in read(page)


TRANSLATABLE = f"<languages/>\n<translate>\n{SHORT}\n</translate>"
DATA = "Strategy/2030/Data"


def test_on_a_page_with_translate_markup_it_writes_nothing_and_shows_the_records(
    sample: Path, consult: Consult
):
    write(PLAN, TRANSLATABLE)
    result = consult("adopt", PLAN, *FOLDER, "--always")
    assert result.exit_code == 0
    assert "{{Consultation milestone\n|id=summit-2018\n|title=Summit 2018\n" in result.output
    assert "--data-page TITLE" in result.output
    assert read(PLAN) == TRANSLATABLE


def test_a_data_page_takes_the_records_behind_those_it_has(sample: Path, consult: Consult):
    write(PLAN, TRANSLATABLE)
    before = read(DATA).rstrip()
    result = consult("adopt", PLAN, *FOLDER, "--always", "--data-page", DATA)
    assert read(PLAN) == TRANSLATABLE
    assert read(DATA).startswith(f"{before}\n{{{{Consultation milestone\n|id=summit-2018\n")
    assert "3 records saved" in result.output
    again = consult("adopt", PLAN, *FOLDER, "--always", "--data-page", DATA)
    assert "Nothing is left to adopt" in again.output
    consult("undo", run_id(result.output), *FOLDER, "--always")
    assert read(DATA) == before


def test_a_data_page_is_created_where_there_is_none(sample: Path, consult: Consult):
    write(PLAN, TRANSLATABLE)
    consult("adopt", PLAN, *FOLDER, "--always", "--data-page", f"{DATA}/2")
    assert read(f"{DATA}/2").startswith("<noinclude>\nThis page holds")
    checked = consult("check", *FOLDER)
    assert checked.exit_code == 0


def test_json_gives_the_proposal_as_data(plan: Path, consult: Consult):
    data = json.loads(consult("adopt", PLAN, *FOLDER, "--json").stdout)
    assert data["simulated"] is True
    assert [change["new"] for change in data["not saved"]] == [10]
    assert data["elsewhere"] == {}


@pytest.mark.parametrize(
    ("title", "text", "reason"),
    [
        ("Strategy/2030/Nowhere", "", "does not exist"),
        ("Elsewhere", SHORT, "outside the consultation's pages"),
        (PLAN, "#REDIRECT [[Strategy/2030/Timeline]]", "is a redirect"),
        (PLAN, f"{SHORT}\n{{{{Consultation region|id=x|kind=milestones}}}}", "does not end"),
        (PLAN, f"{SHORT}\n{{{{nobots}}}}", "keeps"),
    ],
)
def test_what_may_not_be_adopted_is_named_with_the_reason(
    sample: Path, consult: Consult, title: str, text: str, reason: str
):
    if text:
        write(title, text)
    result = consult("adopt", title, *FOLDER, "--always")
    assert result.exit_code == 1
    assert title in result.stderr
    assert reason in result.stderr
    assert not text or read(title) == text


def meddled(meddle) -> Outcome:
    """What comes of adopting PLAN when someone edits it between the question and the answer."""
    store, settings = FolderStore(Path("pages")), load(find())

    def ask(_change):
        meddle()
        return Answer.YES

    _, outcome = run_alone(
        store,
        settings,
        Path("state"),
        lambda: adopt_pages(store, settings, [PLAN], events=False).plan,
        {},
        ask=ask,
        saved=lambda _: None,
    )
    return outcome


def test_after_a_conflict_it_proposes_again_from_the_fresh_text(sample: Path):
    write(PLAN, SHORT)
    outcome = meddled(lambda: write(PLAN, SHORT.replace("* Talks", "* Talks and walks")))
    assert [change.title for change in outcome.saved] == [PLAN]
    assert "|title=Talks and walks\n" in read(PLAN)
    assert "|title=Talks\n" not in read(PLAN)


def test_what_someone_else_adopted_meanwhile_is_not_this_run_s(sample: Path):
    write(PLAN, SHORT)
    (change,) = adopt_pages(
        FolderStore(Path("pages")), load(find()), [PLAN], events=False
    ).plan.changes
    outcome = meddled(lambda: write(PLAN, change.kept.text))
    assert (outcome.saved, outcome.refusals) == ([], [])
    assert read(PLAN) == change.kept.text
    journal = entries(state_folder(Path("state"), "folder:pages"), outcome.run)
    assert [entry.event for entry in journal] == ["start", "end"]

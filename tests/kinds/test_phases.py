"""The roadmap: phases with their state and their slips, to scale, and what they wait for."""

from __future__ import annotations

from datetime import date

import pytest

from bots.consultation.process.dependencies import DEPENDS_ON
from bots.kinds.phases import SCALE
from tests.kinds.conftest import Ledger

PAGE = "P/Roadmap"
MAP = "P/Map"


def record(template: str, key: str, when: str = "", **cells: str) -> str:
    told = {"id": key, "title": key.capitalize(), "date": when}
    told |= {name.replace("_", " "): value for name, value in cells.items()}
    lines = "".join(f"|{name}={value}\n" for name, value in told.items())
    return f"{{{{Consultation {template}\n{lines}}}}}\n"


@pytest.fixture
def roadmap(ledger: Ledger) -> Ledger:
    ledger.region(MAP, "phases")
    ledger.write(
        PAGE,
        record("phase", "asking", "2018-04-20/2018-05-31", done_when="page:P/Summary")
        + record("phase", "drafting", "2018-06/2018-12", track="Tools", depends_on="asking; call")
        + record("phase", "handover", "2019", depends_on="phase:drafting")
        + record("milestone", "call", "2018-05", part_of="asking", done_when="date:2018-05-31")
        + record("milestone", "first", "2018-07", part_of="drafting"),
    )
    return ledger


def told(place: Ledger) -> dict[str, dict[str, str]]:
    return {row.key: dict(row.cells) for row in place.rows(MAP)}


def test_every_phase_has_a_row_and_the_first_row_is_the_scale(roadmap: Ledger):
    roadmap.update()
    rows = told(roadmap)
    assert list(rows) == [SCALE, "asking", "handover", "drafting"]
    assert rows[SCALE]["marks"] == "2018-01/2018-07/2019-01/2019-07"
    assert (rows[SCALE]["from"], rows[SCALE]["until"]) == ("2018-01-01", "2020-01-01")
    assert (rows["asking"]["begins at"], rows["asking"]["lasts"]) == ("14", "8")
    assert (rows["handover"]["begins at"], rows["handover"]["lasts"]) == ("50", "50")
    assert rows["drafting"]["track"] == "Tools"


def test_a_phase_is_told_by_its_dates_its_evidence_and_its_milestones(roadmap: Ledger):
    roadmap.update()
    rows = told(roadmap)
    states = {key: row.get("status", "") for key, row in rows.items()}
    assert states == {
        SCALE: "", "asking": "overdue", "drafting": "in progress", "handover": "upcoming",
    }  # fmt: skip
    assert rows["asking"]["progress"] == "1/1"
    assert rows["drafting"]["progress"] == "0/1"
    roadmap.write("P/Summary", "Here it is.")
    roadmap.update(date(2018, 6, 2))
    assert told(roadmap)["asking"]["status"] == "done"
    assert told(roadmap)["asking"]["evidence"] == "[[:P/Summary]]"
    assert "|evidence=[[:P/Summary]]\n" in roadmap.text(PAGE)


def test_what_it_waits_for_is_linked_until_that_is_done(roadmap: Ledger):
    roadmap.update()
    drafting = told(roadmap)["drafting"]
    asking = "[[:P/Roadmap#consultation-phase-asking|Asking]]"
    call = "[[:P/Roadmap#consultation-milestone-call|Call]]"
    assert (drafting[DEPENDS_ON], drafting["waits for"]) == (call, asking)
    own = "[[:P/Roadmap#consultation-phase-drafting|Drafting (Tools)]]"
    assert told(roadmap)["handover"]["waits for"] == own
    roadmap.write("P/Summary", "Here it is.")
    roadmap.update(date(2018, 6, 2))
    drafting = told(roadmap)["drafting"]
    assert (drafting[DEPENDS_ON], drafting["waits for"]) == (f"{asking}; {call}", "")


def test_what_begins_too_early_is_shown_and_reported(roadmap: Ledger):
    text = roadmap.text(PAGE).replace("2018-06/2018-12", "2018-05-01/2018-12-31")
    roadmap.write(PAGE, text)
    plan, _ = roadmap.update()
    early = told(roadmap)["drafting"]["too early"]
    assert early == "[[:P/Roadmap#consultation-phase-asking|Asking]]"
    assert (
        PAGE,
        (
            "phase drafting: begins before the phase asking is over, on which it depends:"
            " 2018-05-01/2018-12-31; 2018-04-20/2018-05-31"
        ),
    ) in plan.troubles


def test_a_circle_and_an_unknown_id_are_reported_and_the_rest_goes_on(roadmap: Ledger):
    text = roadmap.text(PAGE)
    text += record("phase", "looking-back", depends_on="looking-forward; nobody")
    text += record("phase", "looking-forward", depends_on="looking-back", part_of="nowhere")
    roadmap.write(PAGE, text)
    plan, _ = roadmap.update()
    sentences = [sentence for _, sentence in plan.troubles]
    assert sentences == [
        "phase looking-back: depends on “nobody”, which is no record's id",
        (
            "phase looking-back: depends on itself (looking-back → looking-forward → looking-back);"
            " take one of them out of depends on"
        ),
        "phase looking-forward: part of “nowhere”, which is no record's id",
        (
            "phase looking-forward: depends on itself (looking-forward → looking-back →"
            " looking-forward); take one of them out of depends on"
        ),
    ]
    assert {"looking-back", "looking-forward"} <= told(roadmap).keys()


def test_slips_are_kept(roadmap: Ledger):
    roadmap.update()
    roadmap.write(PAGE, roadmap.text(PAGE).replace("|date=2019\n", "|date=May 2020\n"))
    roadmap.update(date(2018, 6, 9))
    handover = told(roadmap)["handover"]
    assert handover["was"] == "2019 → May 2020 (2018-06-09)"
    assert handover["status"] == "postponed"


def test_a_status_that_a_person_sets_is_kept_and_marked(roadmap: Ledger):
    roadmap.update()
    text = roadmap.text(PAGE).replace("|status=upcoming", "|status=dropped")
    roadmap.write(PAGE, text)
    roadmap.update()
    handover = told(roadmap)["handover"]
    assert (handover["status"], handover["by hand"]) == ("dropped", "status")
    assert told(roadmap)["asking"]["by hand"] == ""


def test_a_day_later_nothing_is_written(roadmap: Ledger):
    roadmap.update()
    assert roadmap.update(date(2018, 6, 2))[1].saved == []


def test_phases_may_be_parts_of_phases_wherever_they_stand(roadmap: Ledger):
    text = record("phase", "a-part", "2019-03", part_of="phase:handover", done_when="page:P/Map")
    roadmap.write(PAGE, text + roadmap.text(PAGE))
    roadmap.update()
    rows = told(roadmap)
    assert rows["handover"]["progress"] == "1/1"
    assert rows["handover"]["status"] == "done"
    assert list(rows).index("a-part") == list(rows).index("handover") + 1


def test_phases_without_dates_have_no_bar_and_no_scale(ledger: Ledger):
    ledger.region(MAP, "phases")
    ledger.write(PAGE, record("phase", "some-day", "some day"))
    plan, _ = ledger.update()
    row = told(ledger)["some-day"]
    assert (row["lasts"], row["status"]) == ("", "preliminary")
    assert [sentence for _, sentence in plan.troubles] == [
        "phase some-day: the date “some day” cannot be read; write it as 2030-07-18/2030-07-22"
    ]


def test_only_phases_of_the_pages_asked_for_are_shown(roadmap: Ledger):
    roadmap.write("P/Tools", record("phase", "tools", "2025"))
    roadmap.region(MAP, "phases", source="P/Tools")
    roadmap.update()
    assert list(told(roadmap)) == [SCALE, "tools"]
    assert told(roadmap)[SCALE]["marks"].startswith("2025")


def test_a_milestone_in_a_phase_is_no_part_in_the_list_of_milestones(roadmap: Ledger):
    roadmap.region("P/Milestones", "milestones")
    roadmap.update()
    rows = {row.key: row.cells for row in roadmap.rows("P/Milestones")}
    assert rows["call"]["part of"] == ""
    assert rows["call"]["status"] == "done"


def test_the_list_of_milestones_shows_evidence_and_what_a_person_has_set(roadmap: Ledger):
    roadmap.region("P/Milestones", "milestones")
    call = record("milestone", "summed-up", "2018-05", done_when="page:P/Map; date:2018-05-31")
    roadmap.write("P/Timeline", call + record("milestone", "late", "2018-01", part_of="nowhere"))
    plan, _ = roadmap.update()
    assert ("P/Timeline", "milestone late: part of “nowhere”, which is no record's id") in (
        plan.troubles
    )
    text = roadmap.text("P/Timeline").replace("|status=overdue", "|status=done")
    roadmap.write("P/Timeline", text)
    roadmap.update()
    rows = {row.key: row.cells for row in roadmap.rows("P/Milestones")}
    assert (rows["summed-up"]["evidence"], rows["summed-up"]["by hand"]) == ("[[:P/Map]]", "")
    assert (rows["late"]["status"], rows["late"]["by hand"]) == ("done", "status")
    assert "held" in roadmap.text("P/Timeline")

"""The sample has what each kind of region and record is about, on pages of every shape."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from bots.consultation.process.milestones import MILESTONE
from bots.kinds import KINDS
from bots.page.regions import is_translatable, read_host
from tests.examples.sample import (
    BOTS_CELLS,
    MEMBERS,
    MISSING,
    PAGES,
    RECORD,
    STAGES,
    TALK,
    TYPED,
    WIKIS,
    WRITTEN,
    live,
    records,
    regions,
)


def test_every_kind_has_its_region():
    assert {kind for _, _, kind, _ in regions()} == set(KINDS)


def test_regions_are_empty_unique_and_in_scope():
    names = [(title, name) for title, name, _, _ in regions()]
    assert len(set(names)) == len(names)
    for title, _, kind, source in regions():
        assert title.startswith("Strategy/2030/")
        assert (source in WRITTEN) == (kind in ("threads", "statements"))
        assert not source or source in WRITTEN or kind == "reported"
    markers = sum(live(text).count("{{Consultation region") for text in PAGES.values())
    assert markers == 2 * len(regions())


def test_a_wiki_of_each_language_has_its_threads():
    sources = {source for _, _, kind, source in regions() if kind == "threads"}
    assert sources >= {*WIKIS, f"{TALK}/Advocacy"}


def test_an_example_marker_stands_in_pre():
    assert "{{Consultation region" in PAGES["Strategy/2030/Bot"]
    assert "{{Consultation region" not in live(PAGES["Strategy/2030/Bot"])


def test_no_record_has_another_shape():
    for title, text in PAGES.items():
        whole = len(RECORD.findall(live(text))) + len(TYPED.findall(live(text)))
        assert len(re.findall(r"\{\{Consultation (?!region)", live(text))) == whole, title


@pytest.mark.parametrize("kind", sorted(BOTS_CELLS))
def test_records_have_ids_of_their_own_and_no_words_of_the_bot(kind: str):
    ids = [cells["id"] for _, cells in records(kind)]
    assert len(set(ids)) == len(ids) > {"conversation": 1, "question": 2}.get(kind, 4)
    for _, cells in records(kind):
        assert re.fullmatch(r"[a-z0-9-]+", cells["id"])
        filled = {name for name in BOTS_CELLS[kind] if cells.get(name)}
        slipped = cells["id"] == "recommendations-handed-over"
        assert filled == ({"seen", "status", "as of", "sum"} if slipped else set())


def test_parts_belong_to_a_milestone():
    milestones = {cells["id"]: cells for _, cells in records("milestone")}
    phases = {cells["id"] for _, cells in records("phase")}
    assert not phases & milestones.keys()
    parts = [cells for cells in milestones.values() if cells["part of"]]
    assert any(cells["title"].startswith("After the ") for cells in parts)
    for cells in parts:
        assert cells["part of"] in milestones.keys() | phases
    assert {cells["part of"] for cells in parts} & phases


def test_phases_run_side_by_side_and_depend_on_what_there_is():
    phases = [cells for _, cells in records("phase")]
    known = {cells["id"] for kind in ("milestone", "phase") for _, cells in records(kind)}
    assert len({cells["track"] for cells in phases}) == 3
    needed = [name for cells in phases for name in cells["depends on"].split("; ") if name]
    assert len(needed) > 4
    assert set(needed) <= known


def test_dates_are_written_in_many_ways():
    dates = [cells["date"] for _, cells in records("milestone")]
    day = r"\d{4}-\d\d-\d\d"
    for shape in (day, f"{day}/{day}", r"\d{4}-\d\d", r"\d{4}", r"July \d+-\d+, \d{4}", "late .*"):
        assert any(re.fullmatch(shape, written) for written in dates), shape


def test_every_word_of_done_when_is_used_and_points_to_a_page():
    used = Counter()
    for _, cells in records("milestone"):
        if not cells["done when"]:
            continue
        word, _, rest = cells["done when"].partition(":")
        used[word] += 1
        if word == "date":
            date.fromisoformat(rest)
        elif word == "groups":
            assert rest.removeprefix("stage>=") in STAGES
        elif word == "closed":
            page, _, thread = rest.partition("#")
            assert f"== {thread} ==\n{{{{Discussion top}}}}" in PAGES[page]
        elif word == "members":
            page, _, number = rest.partition(">=")
            assert MEMBERS[page] >= int(number)
        else:
            assert rest in PAGES.keys() | MISSING
    assert used.keys() == {"page", "members", "date", "closed", "groups"}


def test_a_milestone_has_slipped_and_people_talk_of_it():
    (slipped,) = (cells for _, cells in records("milestone") if cells.get("seen"))
    assert slipped["seen"] == "2018-12-31"
    assert slipped["date"] == "2020-05-10"
    assert MILESTONE.in_sum(slipped)
    assert "10 May 2020" in PAGES[f"{TALK}/Timeline"]


def test_the_timeline_has_records_beside_headings_and_bullets():
    text = PAGES["Strategy/2030/Timeline"]
    assert re.search(r"^== .*, July 18-22 ==\n\{\{Consultation milestone$", text, re.MULTILINE)
    assert "\n* After the Summer Assembly: " in text
    assert "\n* ...\n" in text


@pytest.mark.parametrize("title", sorted(PAGES))
def test_the_projects_reader_finds_the_same_and_nothing_unsound(title: str):
    rows = {kind.name: kind.row for kind in KINDS.values()}
    alone = [kind.record.schema for kind in KINDS.values() if kind.record]
    host = read_host(title, PAGES[title], rows, {schema.template: schema for schema in alone})
    assert [region.id for region in host.regions] == [
        name for page, name, _, _ in regions() if page == title
    ]
    assert [record.cells["id"] for record in host.records] == [
        match[2].partition("id=")[2].partition("\n")[0]
        for match in RECORD.finditer(live(PAGES[title]))
    ]
    for record in host.records:
        assert record.cells.keys() <= {
            *record.schema.people,
            "seen",
            "status",
            "as of",
            "sum",
        }


def test_translatable_pages_have_a_static_call_only():
    portal = ["Strategy/2030", "Strategy/2030/fr", "Strategy/2030/ar"]
    for title in portal:
        assert "{{:Strategy/2030/Data}}" in PAGES[title]
        assert "<languages/>" in PAGES[title]
        assert "{{Consultation" not in PAGES[title]
    assert is_translatable(PAGES["Strategy/2030"])
    assert PAGES["Strategy/2030"].count("<translate>") == 4
    units = re.findall(r"<!--T:(\d+)-->", PAGES["Strategy/2030"])
    assert units == [str(number) for number in range(1, 11)]
    assert not is_translatable(PAGES["Strategy/2030/Data"])
    assert "{{Consultation milestone\n" in PAGES["Strategy/2030/Data"]


def test_the_arabic_portal_names_a_stale_date():
    assert "ديسمبر 2018" in PAGES["Strategy/2030/ar"]


def test_groups_are_at_different_stages_and_one_call_is_open():
    stages = {title: cells["stage"] for title, cells in records("working group")}
    assert stages.keys() == MEMBERS.keys()
    assert set(stages.values()) <= STAGES
    assert len(set(stages.values())) >= 4
    assert "call open" in stages.values()


def test_members_are_written_in_different_ways():
    advocacy, learning, technology, welcome = (
        PAGES[f"Strategy/2030/{group}"]
        for group in (
            "Advocacy",
            "Learning and skills",
            "Tools and technology",
            "Safe and welcoming",
        )
    )
    assert "! Name !! Organization / project !! Previous role !! Geography\n" in advocacy
    assert '! scope="col" style="width:22%" | Name\n' in learning
    assert re.search(r'^! scope="row" \| <s>.*</s> \(until May 2019\)$', technology, re.MULTILINE)
    assert "\n== Members ==\n* " in welcome
    assert "{|" not in welcome


@pytest.mark.parametrize(("title", "number"), MEMBERS.items())
def test_members_can_be_counted(title: str, number: int):
    section = re.split(r"^== .* ==$", PAGES[title].partition("== Members")[2], flags=re.MULTILINE)[
        0
    ]
    if "{|" in section:
        people = [row for row in section.split("\n|-")[1:] if "[[User:" in row]
    else:
        people = re.findall(r"^\* .*", section, re.MULTILINE)
    assert sum("<s>" not in person for person in people) == number


def test_a_renamed_group_left_redirects():
    assert PAGES["Strategy/2030/Capacity building"] == (
        "#REDIRECT [[Strategy/2030/Learning and skills]]\n"
    )
    assert f"{TALK}/Capacity building" in PAGES

"""What a page of plain headings and lists becomes when it is adopted, and what of it stays.

Each case is a page in ``cases/adoption``: ``name.wikitext``, or ``name.fr.wikitext`` for one in
French, and ``.expected``. After a change that is meant, run this module: it writes what is expected
anew, for you to read the difference.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bots.consultation.adopting.adoption import Adoption, propose_elsewhere, propose_milestones
from bots.consultation.adopting.from_members import propose_group
from bots.consultation.adopting.slugs import fresh_slug, slug
from bots.consultation.dates.written import read_period
from bots.consultation.process.milestones import MILESTONE, Milestone
from bots.consultation.working_groups.groups import GROUP
from bots.errors import RegionError
from bots.kinds import KINDS
from bots.page.placing import place_records
from bots.page.regions import Host, read_host

CASES = sorted((Path(__file__).parent / "cases" / "adoption").glob("*.wikitext"))
ROWS = {kind.name: kind.row for kind in KINDS.values()}
RECORDS = {schema.template: schema for schema in (MILESTONE, GROUP)}
PHASE_2 = next(path for path in CASES if path.name.startswith("milestones")).read_text("utf-8")
RECORD = re.compile(
    r"(?:(?<!.)\{\{Consultation (?:milestone|working group)\n(?:\|.*\n)+\}\}\n"
    r"|\n\{\{Consultation (?:milestone|working group)\n(?:\|.*\n)+\}\})"
)


def host(text: str) -> Host:
    return read_host("P/Timeline", text, ROWS, RECORDS)


def proposed(text: str, *known: Milestone, language: str = "en", events: bool = False) -> Adoption:
    found = host(text)
    return propose_group(found, ()) + propose_milestones(found, known, language, events_end=events)


def adopted(text: str, *known: Milestone, language: str = "en", events: bool = False) -> str:
    return place_records(
        host(text), proposed(text, *known, language=language, events=events).records
    )


def cells(text: str, *known: Milestone, **how: bool) -> list[tuple[str, str, str, str]]:
    """Id, title, date and whole of what is proposed."""
    return [
        tuple(r.cells.get(name, "") for name in ("id", "title", "date", "part of"))
        for r in proposed(text, *known, **how).records
    ]


def language(path: Path) -> str:
    return path.suffixes[0][1:] if len(path.suffixes) > 1 else "en"


def known(key: str, title: str, page: str = "P/Other", **more: str) -> Milestone:
    return Milestone(key, page, {"id": key, "title": title, **more})


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_page_becomes_what_is_expected(path: Path):
    expected = path.with_suffix(".expected").read_text(encoding="utf-8")
    assert adopted(path.read_text(encoding="utf-8"), language=language(path)) == expected


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_second_time_nothing_is_proposed(path: Path):
    once = adopted(path.read_text(encoding="utf-8"), language=language(path))
    assert proposed(once, language=language(path)).records == ()


def test_a_heading_is_a_milestone_with_its_date_and_the_list_below_its_parts():
    assert cells(PHASE_2)[:4] == [
        ("harbour-meeting-2018", "Harbour Meeting 2018", "2018-04-20/2018-04-22", ""),
        (
            "name-the-themes-and-the-key-questions-about",
            "Name the themes and the key questions about roles, money and duties",
            "",
            "harbour-meeting-2018",
        ),
        (
            "set-up-the-first-working-groups",
            "Set up the first working groups",
            "",
            "harbour-meeting-2018",
        ),
        (
            "shortly-after-the-harbour-meeting-open-call-for",
            "Shortly after the Harbour Meeting: open call for members of the working groups",
            "Shortly after the Harbour Meeting",
            "harbour-meeting-2018",
        ),
    ]


def test_dates_proposed_are_read_by_the_bot_as_they_were_meant():
    text = "== Report, end of 2021 ==\n* Draft, 5 May 2021\n"
    assert [read_period(date) is not None for _, _, date, _ in cells(text)] == [True, True]


@pytest.mark.parametrize("prefix", ["At Wikimania", "After Wikimania", "Before Wikimania 2018"])
def test_a_prefix_stays_in_the_title_and_tells_the_date(prefix: str):
    _, part = cells(f"== Wikimania 2018, July 18-22 ==\n* {prefix}: first drafts")
    assert part[1:3] == (f"{prefix}: first drafts", prefix)


@pytest.mark.parametrize("prefix", ["After the Gala", "On the wiki", "Note"])
def test_a_prefix_that_names_another_event_or_none_tells_no_date(prefix: str):
    _, part = cells(f"== Wikimania 2018, July 18-22 ==\n* {prefix}: first drafts")
    assert part[1:3] == (f"{prefix}: first drafts", "")


@pytest.mark.parametrize("dots", ["...", "…", ". . .", "", "'''...'''"])
def test_dots_are_no_part(dots: str):
    assert len(cells(f"== Wikimania 2018, July 18-22 ==\n* {dots}\n")) == 1


def test_a_heading_without_a_date_is_not_proposed_but_named():
    found = proposed("== Wikimania, July 18-22 ==\n* a year is missing\n\n== Contact ==\n")
    assert found.records == ()
    (note,) = found.notes
    assert "“Wikimania, July 18-22” (line 1), “Contact” (line 4)" in note


def test_done_when_is_proposed_for_events_if_asked():
    text = "== A, July 18-22, 2018 ==\n== B, June 2018 ==\n== C, from June 2018 ==\n* part"
    found = proposed(text, events=True).records
    assert [record.cells["done when"] for record in found] == [
        "date:2018-07-22",
        "date:2018-06",
        "",
        "",
    ]
    assert {record.cells["done when"] for record in proposed(text).records} == {""}


def test_ids_are_unique_on_the_page_and_in_the_consultation():
    text = "== Call, May 2018 ==\n* Summary\n== Call, June 2018 ==\n* Summary\n"
    ids = [key for key, *_ in cells(text, known("summary", "Another summary", **{"part of": "x"}))]
    assert ids == ["call", "summary-2", "call-2", "summary-3"]


def test_ids_are_in_the_page_s_own_script_and_no_longer_than_need_be():
    assert slug("Étape 2 : l’été") == "etape-2-lete"
    assert slug("الاجتماع الأول") == "الاجتماع-الاول"
    assert len(slug("word " * 40)) <= 48
    assert fresh_slug("!", {"milestone"}, "milestone") == "milestone-2"


def test_a_milestone_whose_record_stands_on_another_page_is_not_doubled():
    found = proposed("== Wikimania 2018, July 18-22 ==\n* x", known("w", "Wikimania 2018"))
    assert found.records == ()
    assert "P/Other has a record of that title, w" in found.notes[0]


def test_an_item_that_is_new_below_adopted_ones_is_proposed_behind_their_records():
    once = adopted("== Wikimania 2018, July 18-22 ==\n* first\n* ...\n")
    twice = adopted(once.replace("* ...", "* second"))
    assert [r.key for r in host(twice).records] == ["wikimania-2018", "first", "second"]
    assert twice.endswith("|part of=wikimania-2018\n|done when=\n}}\n* first\n* second\n")


def test_a_title_that_a_person_has_mended_is_not_proposed_again():
    once = adopted("== Wikimania 2018, July 18-22 ==\n* first\n* second\n")
    assert cells(once.replace("|title=first", "|title=The very first")) == []


def test_where_people_want_no_parts_none_are_proposed():
    text = "== A, May 2018 ==\n{{Consultation milestone|id=a|title=A}}\n* part\n"
    found = proposed(text)
    assert found.records == ()
    assert "no parts from the lists below “A, May 2018” (line 1)" in found.notes[0]


def test_what_stands_in_a_region_is_not_looked_at():
    text = (
        "{{Consultation region|id=m|kind=milestones}}\n== A, May 2018 ==\n"
        "{{Consultation region end|id=m}}"
    )
    assert cells(text) == []


def test_titles_are_inert():
    text = "== <nowiki>{{evil}} [[x]]</nowiki>, May 2018 ==\n* [[a|{{b}}]] <nowiki>|x=</nowiki>}}\n"
    made = host(adopted(text))
    assert [record.cells["title"] for record in made.records] == [
        "<nowiki>{&#123;evil}&#125; [[x]]</nowiki>",
        "<nowiki>|x=}&#125;</nowiki>",
    ]


def test_a_page_whose_line_breaks_are_those_of_windows_keeps_them():
    made = adopted("== A, May 2018 ==\r\n* b\r\n")
    assert made.count("\n") == made.count("\r\n")
    assert RECORD.sub("", made.replace("\r\n", "\n")) == "== A, May 2018 ==\n* b\n"


def test_a_page_with_translate_markup_tells_its_milestones_for_another_page():
    text = (
        "<languages/>\n<translate>\n== Wikimania 2018, July 18-22 == <!--T:1-->\n\n<!--T:2-->\n"
        '* At <tvar name="1">[[Wikimania]]</tvar>: workshops</translate>\n'
    )
    found = propose_elsewhere(text, (), "en").records
    assert [record.cells["title"] for record in found] == [
        "Wikimania 2018",
        "At Wikimania: workshops",
    ]
    stand = [Milestone(r.cells["id"], "P/Data", r.cells) for r in found]
    assert propose_elsewhere(text, stand, "en").records == ()


GROUP_PAGE = "Who we are.\n\n== Scope ==\n* all\n== Members ==\n* [[User:Ana|Ana]]\n"


def test_a_page_that_lists_its_members_is_a_working_group_s():
    made = place_records(host(GROUP_PAGE), proposed(GROUP_PAGE).records)
    assert made.startswith(
        "Who we are.\n{{Consultation working group\n|id=timeline\n|name=Timeline\n|stage=\n}}\n\n=="
    )
    assert RECORD.sub("", made) == GROUP_PAGE
    assert proposed(made).records == ()


@pytest.mark.parametrize(
    "first", ["{|\n|}\n", "== Members ==\n* [[User:Ana]]\n", "{{Box\n|x=y}}\n"]
)
def test_where_a_group_s_page_has_no_first_line_of_prose_its_record_stands_above_all(first: str):
    text = first + GROUP_PAGE.partition("\n")[2].replace("== Members", "== Scope too")
    text = text if "Members" in text else f"{text}== Members ==\n* [[User:Bo]]\n"
    made = adopted(text)
    assert made.startswith("{{Consultation working group\n")
    assert RECORD.sub("", made) == text


def test_a_table_of_names_alone_makes_no_working_group():
    assert propose_group(host("{|\n! Name !! Date\n|-\n| Ana || 2018\n|}\n"), ()).records == ()


def test_members_that_cannot_be_counted_make_no_working_group_but_a_note():
    text = "== Members ==\n* Ana\n== Members ==\n* Bo\n"
    found = propose_group(host(text), ())
    assert found.records == ()
    assert "members" in found.notes[0]


PIECES = st.sampled_from(
    [
        "== A, May 2018 ==",
        "=== B 2018, July 18-22 ===  ",
        "'''C, 5 June 2018'''",
        "; D (June 2018)",
        ": said of it",
        "E, 7 July 2018",
        "== Members ==",
        "* one",
        "* [[User:Ana|Ana]]",
        "** two",
        "# At B: three, four",
        "* ...",
        "* '''bold''' & <ref>note</ref> {{t|x}}",
        "* {{open\n|x",
        "}}",
        "{{Box|",
        "[[",
        "<!--",
        "-->",
        "<nowiki>",
        "</nowiki>",
        "<ref>",
        "{|",
        "|}",
        "text",
        "",
        "",
        "{{Consultation milestone|id=a|title=A}}",
        "{{Consultation milestone\n|id=q\n|part of=a\n|title=one\n}} and more",
        "{{Consultation region|id=r|kind=milestones}}",
        "{{Consultation region end|id=r}}",
    ]
)
PAGES = st.tuples(
    st.lists(st.one_of(PIECES, PIECES, PIECES, st.text(max_size=12)), max_size=14),
    st.sampled_from(["\n", "\n", "\n", "\r\n"]),
).map(lambda page: page[1].join(page[0]))


@given(PAGES)
@example("== A, May 2018 ==")
@example("")
def test_taking_the_records_out_gives_the_page_back_whatever_the_page(text: str):
    try:
        found = proposed(text)
        made = place_records(host(text), found.records)
    except RegionError:
        return
    windows = text.count("\r\n") == text.count("\n") > 0
    rest = made
    for record in found.records:
        lines = "".join(f"|{name}={value}\n" for name, value in record.cells.items())
        written = f"{{{{{record.template}\n{lines}}}}}"
        whole = f"\n{written}" if record.place else f"{written}\n"
        whole = whole.replace("\n", "\r\n") if windows else whole
        assert whole in rest
        rest = rest.replace(whole, "", 1)
    assert rest == text


@given(PAGES)
def test_whatever_the_page_the_second_time_nothing_is_proposed(text: str):
    try:
        once = adopted(text)
        again = proposed(once)
    except RegionError:
        return
    assert again.records == ()


if __name__ == "__main__":
    for path in CASES:
        text = adopted(path.read_text(encoding="utf-8"), language=language(path))
        path.with_suffix(".expected").write_text(text, encoding="utf-8")

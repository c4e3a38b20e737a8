"""The sample consultation keeps its promises: it holds what demo and tests rely on.

The pages are read as files, with plain expressions, so that the sample judges the code and not the
other way round. The numbers were counted when the pages were written.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import pytest

from bots.consultation.milestones import MILESTONE
from bots.kinds import KINDS
from bots.page.regions import is_translatable, read_host
from bots.stores.filenames import path_of
from bots.stores.folder import FolderStore
from bots.talk.site import site
from bots.talk.threads import parse

SAMPLE = Path(__file__).resolve().parent.parent.parent / "examples" / "strategy-2030"
FILES = sorted((SAMPLE / "pages").rglob("*.wikitext"))
TALK = "Talk:Strategy/2030"

# Talk page: threads (headings of the second level), comments.
WRITTEN = {
    TALK: (6, 39),
    f"{TALK}/Advocacy": (5, 39),
    f"{TALK}/Archive 1": (7, 32),
    f"{TALK}/Bot": (2, 5),
    f"{TALK}/Concerns": (0, 7),
    f"{TALK}/Conversations/ar": (5, 20),
    f"{TALK}/Conversations/fr": (4, 22),
    f"{TALK}/Conversations/zh": (5, 21),
    f"{TALK}/Events": (2, 4),
    f"{TALK}/Learning and skills": (3, 15),
    f"{TALK}/Money and sharing": (3, 10),
    f"{TALK}/Recommendations/Iteration 1/1": (3, 19),
    f"{TALK}/Recommendations/Iteration 1/4": (2, 5),
    f"{TALK}/Recommendations/Iteration 2/4&5": (4, 29),
    f"{TALK}/Safe and welcoming": (3, 9),
    f"{TALK}/Timeline": (4, 18),
    f"{TALK}/Tools and technology": (3, 17),
    f"{TALK}/Who decides?": (3, 10),
    f"{TALK}/Working groups": (3, 9),
}
# Group page: how many are in the group; those struck out have left.
MEMBERS = {
    "Strategy/2030/Advocacy": 8,
    "Strategy/2030/Learning and skills": 6,
    "Strategy/2030/Money and sharing": 2,
    "Strategy/2030/Safe and welcoming": 6,
    "Strategy/2030/Tools and technology": 6,
}
# Pages that the texts speak of and that must not exist.
MISSING = {
    "Strategy/2030/Bot/Stop",
    "Strategy/2030/Reports/First review",
}
# A comment is signed with a date, but not every date signs a comment: one stands in nowiki, one in
# an HTML comment, both on the portal's talk page.
DECOYS = Counter({TALK: 2})

WIKIS = {
    f"{TALK}/Conversations/fr": "frwiki",
    f"{TALK}/Conversations/ar": "arwiki",
    f"{TALK}/Conversations/zh": "zhwiki",
}
STAMPS = {
    "metawiki": r"\d\d:\d\d, \d{1,2} [A-Z][a-z]+ 20\d\d \(UTC\)",
    "frwiki": r"\d{1,2} \w+ 20\d\d à \d\d:\d\d \(CES?T\)",
    "arwiki": r"\d\d:\d\d، \d{1,2} \w+ 20\d\d \(ت ع م\)",
    "zhwiki": r"20\d\d年\d{1,2}月\d{1,2}日 \([一二三四五六日]\) \d\d:\d\d \(UTC\)",
}
ALONE = "|".join(
    sorted(
        k.record.schema.template.removeprefix("Consultation ") for k in KINDS.values() if k.record
    )
)
RECORD = re.compile(rf"^\{{\{{Consultation ({ALONE})\n((?:\|.*\n)*)\}}\}}$", re.MULTILINE)
TYPED = re.compile(r"^\{\{Consultation reported statement\n((?:\|.*\n)*)\}\}$\n", re.MULTILINE)
REGION = re.compile(
    r"^\{\{Consultation region\|id=([^|}]+)\|kind=([^|}]+?)(?:\|source=([^|}]+))?"
    r"(?:\|(?:by|facet|since|prefix|for)=[^|}]+)?\}\}\n"
    r"(?:\{\{Consultation reported statement\n(?:\|.*\n)*\}\}\n)*"
    r"\{\{Consultation region end\|id=([^|}]+)\}\}$",
    re.MULTILINE,
)
BOTS_CELLS = {
    "milestone": {"status", "progress", "evidence", "was", "seen", "as of", "sum", "held"},
    "phase": {"status", "progress", "evidence", "was", "seen", "as of", "sum", "held"},
    "event": {"status", "statements", "was", "seen", "as of", "sum", "held"},
    "conversation": {"statements", "handled", "as of", "sum", "held"},
    "question": {
        "comments", "people", "statements", "latest", "latest link", "as of", "sum", "held",
    },
    "working group": {
        "members", "threads", "comments", "people", "latest", "as of", "sum", "held",
    },
}  # fmt: skip
STAGES = {
    "call open", "forming", "scoping", "drafting", "consulting", "refining", "final", "closed",
}  # fmt: skip


def title_of(file: Path) -> str:
    path = file.relative_to(SAMPLE / "pages").as_posix().removesuffix(".wikitext")
    return unquote(path).replace("_", " ")


PAGES = {title_of(file): file.read_bytes().decode() for file in FILES}


def live(text: str) -> str:
    return re.sub(r"<pre>.*?</pre>|<nowiki>.*?</nowiki>|<!--.*?-->", "", text, flags=re.DOTALL)


def wiki_of(title: str) -> str:
    return WIKIS.get(title, "metawiki")


def records(kind: str) -> list[tuple[str, dict[str, str]]]:
    found = []
    for title, text in PAGES.items():
        for match in RECORD.finditer(live(text)):
            if match[1] == kind:
                lines = match[2].splitlines()
                found.append((title, dict(line[1:].split("=", 1) for line in lines)))
    return found


def regions() -> list[tuple[str, str, str, str]]:
    found = []
    for title, text in PAGES.items():
        for match in REGION.finditer(live(text)):
            assert match[1] == match[4], title
            found.append((title, match[1], match[2], match[3] or ""))
    return found


def settings() -> dict:
    return tomllib.loads((SAMPLE / "config" / "strategy-2030.toml").read_text(encoding="utf-8"))


# Files


@pytest.mark.parametrize("file", FILES, ids=title_of)
def test_a_file_is_what_a_wiki_would_keep(file: Path):
    text = file.read_bytes().decode()
    assert text == unicodedata.normalize("NFC", text)
    assert "\r" not in text
    assert "\t" not in text
    assert text == text.rstrip() + "\n"
    assert "~~~" not in text


@pytest.mark.parametrize("file", FILES, ids=title_of)
def test_a_file_is_named_by_its_title(file: Path):
    assert str(path_of(title_of(file))) == str(file.relative_to(SAMPLE / "pages"))


def test_the_folder_store_reads_every_page_back():
    store = FolderStore(SAMPLE / "pages")
    assert list(store.titles()) == sorted(PAGES)
    for title, revision in store.read(sorted(PAGES)):
        assert revision is not None, title
        assert revision.text.rstrip() == PAGES[title].rstrip()


def test_titles_try_the_file_names():
    for character in ':?"&':
        assert any(character in title.removeprefix("Talk:") for title in PAGES) or character == ":"
    assert any(not title.isascii() for title in PAGES)
    assert any(f"{title}/" in other for title in PAGES for other in PAGES)


@pytest.mark.parametrize("title", sorted(PAGES))
def test_links_lead_somewhere(title: str):
    for target in re.findall(r"\[\[(/?[^\[\]|#<>{}]+)[^\[\]]*\]\]", live(PAGES[title])):
        target = f"{title}{target}" if target.startswith("/") else target
        target = target.removeprefix("Special:MyLanguage/")
        if target.startswith(("Strategy", "Talk:Strategy", "Template:")):
            assert (target in PAGES) != (target in MISSING), target


def test_missing_pages_are_missing():
    assert not MISSING & PAGES.keys()


# Settings


def test_settings_name_pages_that_exist():
    consultation = settings()["consultation"]
    assert consultation["wiki"] == "metawiki"
    assert consultation["task"] in PAGES
    assert consultation["stop"] in MISSING
    assert settings()["scope"]["prefixes"] == ["Strategy/2030"]


def test_every_talk_page_is_a_source_and_signs_as_declared():
    sources = settings()["sources"]
    titles = {source["title"]: source["wiki"] for source in sources if "title" in source}
    assert titles == WIKIS
    assert titles.keys() <= PAGES.keys()
    prefixes = [source["prefix"] for source in sources if "prefix" in source]
    for title in WRITTEN:
        assert any(title == prefix or title.startswith(f"{prefix}/") for prefix in prefixes)


def test_the_settings_are_valid_and_say_how_each_page_signs():
    loaded = pytest.importorskip("bots.settings").load(SAMPLE / "config" / "strategy-2030.toml")
    for title in WRITTEN:
        assert loaded.source(title).wiki == wiki_of(title)
    for title, *_ in regions():
        assert loaded.serves(title)


# Regions and records


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


# The portal


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


# Working groups


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


# Conversations


def test_every_talk_page_is_counted():
    talk = {title for title in PAGES if title.startswith("Talk:")}
    assert talk == WRITTEN.keys() | {f"{TALK}/Capacity building"}


@pytest.mark.parametrize("title", sorted(WRITTEN))
def test_a_page_has_the_threads_and_signatures_that_were_written(title: str):
    threads, comments = WRITTEN[title]
    assert len(re.findall(r"^==[^=].*[^=]==$", PAGES[title], re.MULTILINE)) == threads
    stamps = re.findall(STAMPS[wiki_of(title)], PAGES[title])
    assert len(stamps) == comments + DECOYS[title]


@pytest.mark.parametrize("title", sorted(WRITTEN))
def test_the_parser_finds_every_comment(title: str):
    page = parse(PAGES[title], site(wiki_of(title)))
    assert len(page.comments) == WRITTEN[title][1]


def test_fifty_people_speak_in_330_comments():
    comments = [
        comment
        for title in WRITTEN
        for comment in parse(PAGES[title], site(wiki_of(title))).comments
    ]
    assert len(comments) == 330
    assert len({comment.author for comment in comments}) == 50


def test_chinese_weekdays_are_right():
    text = PAGES[f"{TALK}/Conversations/zh"]
    for year, month, day, weekday in re.findall(r"(20\d\d)年(\d+)月(\d+)日 \((.)\)", text):
        assert weekday == "一二三四五六日"[date(int(year), int(month), int(day)).weekday()]


def test_french_zones_are_right():
    months = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
    text = PAGES[f"{TALK}/Conversations/fr"]
    zones = set()
    for day, month, year, hour, zone in re.findall(
        r"(\d+) (\w+) (20\d\d) à (\d\d):\d\d \((\w+)\)", text
    ):
        number = months.split().index(month) + 1
        paris = ZoneInfo("Europe/Paris")
        assert datetime(int(year), number, int(day), int(hour), tzinfo=paris).tzname() == zone
        zones.add(zone)
    assert zones == {"CET", "CEST"}


@pytest.mark.parametrize("title", [TALK, f"{TALK}/Advocacy", *WIKIS])
def test_comments_stand_on_both_sides_of_the_switch_of_ids(title: str):
    stamps = re.findall(STAMPS[wiki_of(title)], PAGES[title])
    years = {int(re.search(r"20\d\d", stamp)[0]) for stamp in stamps}
    assert min(years) == 2018
    assert max(years) >= 2022


def test_replies_are_nested_and_brought_back():
    assert re.search(r"^:{7} \S", PAGES[f"{TALK}/Advocacy"], re.MULTILINE)
    assert "\n{{od}}\n" in PAGES[f"{TALK}/Advocacy"]
    assert "\n{{outdent|" in PAGES[TALK]


def test_signatures_are_decorated_in_every_wiki():
    for title in (TALK, *WIKIS):
        assert re.search(r"\[\[[^\[\]|]+:[^\[\]|]+\|<(span|b|sup)\b", PAGES[title]), title
    names = re.findall(r"\[\[User:([^\[\]|]+)\|([^\[\]|<']+)\]\]", PAGES[TALK])
    assert any(name != shown for name, shown in names)


def test_an_unsigned_comment_stands_in_every_wiki():
    for title in (TALK, *WIKIS):
        calls = re.findall(r"\{\{(?:unsigned|non signé)\|[^|}]+\|([^|}]+)\}\}", PAGES[title])
        assert len(calls) == 1
        assert re.fullmatch(STAMPS[wiki_of(title)], calls[0])


def test_discussions_are_closed():
    assert PAGES[f"{TALK}/Advocacy"].count("{{Discussion bottom}}") == 1
    assert PAGES[f"{TALK}/Conversations/fr"].count("{{Fin de boîte}}") == 1


def test_votes_restart_and_one_voter_votes_twice():
    text = PAGES[f"{TALK}/Recommendations/Iteration 2/4&5"].partition("== Vote ==")[2]
    assert re.search(r"^# .*\n: .*\n# ", text, re.MULTILINE), "no numbering restarts"
    voters = Counter(re.findall(r"^# .*?\[\[User:([^|\]]+)", text, re.MULTILINE))
    assert [name for name, votes in voters.items() if votes > 1] == ["Xochi Ramos"]
    assert re.search(
        r"^# \{\{oppose\}\}.*Xochi(.|\n)*^# \{\{support\}\}.*Xochi", text, re.MULTILINE
    )
    for bare in (r"^# '''Oppose''' ", r"^# \+1 ", r"^# Agree "):
        assert re.search(bare, text, re.MULTILINE)


def test_a_vote_is_struck():
    text = PAGES[f"{TALK}/Recommendations/Iteration 1/1"]
    assert re.search(r"^# <s>\{\{oppose\}\}.*</s>$", text, re.MULTILINE)


def test_votes_have_a_name_in_every_language():
    for wiki, pro in {"fr": "Pour", "ar": "مع", "zh": "支持"}.items():
        assert f"# {{{{{pro}}}}}" in PAGES[f"{TALK}/Conversations/{wiki}"]
        assert PAGES[f"Template:{pro}"] == "#REDIRECT [[Template:Support]]\n"


def test_headings_mirror_key_questions():
    for draft in ("Iteration 1/1", "Iteration 2/4&5"):
        asked = re.findall(r"^== (Q\d+: .*) ==$", PAGES[f"Strategy/2030/Recommendations/{draft}"])
        talk = PAGES[f"{TALK}/Recommendations/{draft}"]
        assert all(f"== {question} ==" in talk for question in asked)
        assert re.search(r"^:? ?Q\d+: ", talk, re.MULTILINE)


def test_a_page_is_transcluded_into_a_talk_page():
    assert f"\n{{{{{TALK}/Concerns}}}}\n" in PAGES[TALK]


def test_two_comments_have_author_and_minute_in_common():
    signed = re.findall(r"\[\[User:([^|\]]+)\|.*\) (.* \(UTC\))", PAGES[f"{TALK}/Advocacy"])
    assert [twin for twin, number in Counter(signed).items() if number > 1] == [
        ("Rukmini K.", "17:02, 8 May 2018 (UTC)")
    ]


def test_what_was_said_off_the_wiki_is_typed_in():
    page = PAGES["Strategy/2030/Events"]
    assert "\n== An evening in Kraków ==\n" in page
    events = {cells["id"] for _, cells in records("event")}
    held = {cells["id"]: cells for _, cells in records("conversation")}
    assert {cells["event"] for cells in held.values()} - {""} <= events
    assert {cells["consent"] for cells in held.values()} == {"no names"}
    rows = [dict(line[1:].split("=", 1) for line in r.splitlines()) for r in TYPED.findall(page)]
    assert len(rows) == 6
    assert all(row["content"] and "id" not in row and "said by" not in row for row in rows)
    sources = {row.get("source", "krakow-evening") for row in rows}
    assert sources & held.keys() == held.keys()
    assert len(sources - held.keys()) == 1
    answered = [row for row in rows if row.get("response")]
    assert 0 < len(answered) < len(rows)


def test_responses_are_half_filled():
    for month in ("2018-06", "2018-09"):
        rows = re.split(r"^\|-\n", PAGES[f"Strategy/2030/Reports/{month}"], flags=re.MULTILINE)[1:]
        responses = [row.split("\n|")[3].strip() for row in rows]
        assert any(responses)
        assert not all(responses)


def test_drafts_have_versions():
    drafts = {title.removeprefix("Strategy/2030/Recommendations/") for title in PAGES}
    assert drafts >= {"Iteration 1/1", "Iteration 1/4", "Iteration 1/5"}
    assert drafts >= {"Iteration 2/1", "Iteration 2/4&5", "Final"}

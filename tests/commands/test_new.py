"""``consult new``: from settings and names to pages that every other command takes as they are."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.errors import UsageError
from bots.kinds import RECORD_SCHEMAS, ROWS
from bots.page.calls import calls
from bots.page.regions import read_host
from bots.run.skeletons import new_pages
from bots.settings import Settings
from bots.stores.folder import FolderStore
from bots.talk.site import site
from bots.talk.threads import parse
from tests.commands.conftest import Consult

FOLDER = ("--store", "folder:pages")
SETTINGS = """
[consultation]
name = "Our plan"
wiki = "metawiki"
task = "Plan/Bot"
stop = "Plan/Bot/Stop"
[scope]
prefixes = ["Plan"]
[[sources]]
prefix = "Talk:Plan"
"""
NAMED = ("--group", "Advocacy", "--question", "Who decides when two of us disagree?")
QUESTION = "Plan/Who decides when two of us disagree?"
ALL = [
    "Plan",
    "Plan/Advocacy",
    "Plan/Bot",
    "Plan/Call for members",
    "Plan/Conversations",
    "Plan/Events",
    "Plan/Timeline",
    QUESTION,
    "Plan/Working groups",
    "Talk:Plan",
    "Talk:Plan/Advocacy",
    "Talk:Plan/Timeline",
    f"Talk:{QUESTION}",
]


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with settings and no page at all."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "plan.toml").write_text(SETTINGS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CONSULT_STATE", str(tmp_path / "state"))
    return tmp_path


def titles() -> list[str]:
    return sorted(FolderStore(Path("pages")).titles())


def text(title: str) -> str:
    ((_, revision),) = FolderStore(Path("pages")).read([title])
    assert revision is not None
    return revision.text


def settings(name: str = "Our plan", prefix: str = "Plan") -> Settings:
    return Settings.model_validate(
        {
            "consultation": {"name": name, "wiki": "metawiki", "task": "Plan/Bot"},
            "scope": {"prefixes": [prefix]},
            "sources": [{"prefix": f"Talk:{prefix}"}],
        }
    )


def test_it_shows_each_page_and_creates_none_by_itself(empty: Path, consult: Consult):
    result = consult("new", *FOLDER, *NAMED)
    assert result.exit_code == 0
    assert "Plan/Timeline (new page)" in result.output
    assert "+{{Consultation region|id=milestones|kind=milestones}}" in result.output
    assert "13 pages proposed; nothing was written" in result.output
    assert titles() == []


def test_it_creates_the_pages_named_and_no_other(empty: Path, consult: Consult):
    result = consult("new", *FOLDER, *NAMED, "--always")
    assert result.exit_code == 0
    assert "13 pages created; run " in result.output
    assert titles() == sorted(ALL)


def test_update_and_check_take_them_as_they_are_and_a_second_update_makes_no_edit(
    empty: Path, consult: Consult
):
    consult("new", *FOLDER, *NAMED, "--always")
    first = consult("update", *FOLDER, "--always")
    assert (first.exit_code, first.stderr) == (0, "")
    assert "\n! " not in f"\n{first.output}"
    checked = consult("check", *FOLDER)
    assert checked.exit_code == 0
    assert "! " not in checked.output
    assert "0 to mend, 0 to update" in checked.output
    assert "Nothing is left to do" in consult("update", *FOLDER, "--always").output


def test_what_is_said_then_shows_on_them(empty: Path, consult: Consult):
    consult("new", *FOLDER, *NAMED, "--always")
    talk = Path("pages/Talk%3APlan/Advocacy.wikitext")
    said = "\n== Name ==\nWhich? [[User:Ana|Ana]] 10:15, 21 April 2018 (UTC)\n"
    talk.write_text(talk.read_text() + said, encoding="utf-8")
    consult("update", *FOLDER, "--always")
    for title in ("Plan/Advocacy", "Plan/Conversations"):
        assert "|heading=Name\n" in text(title)
    assert "|name=Advocacy\n" in text("Plan/Working groups")


def test_the_example_of_a_milestone_is_one_when_it_is_taken_out_of_its_comment(
    empty: Path, consult: Consult
):
    consult("new", *FOLDER, "--always")
    assert read_host("P", text("Plan/Timeline"), ROWS, RECORD_SCHEMAS).records == ()
    live = re.sub(r"<!-- .*\n|-->", "", text("Plan/Timeline"))
    (record,) = read_host("P", live, ROWS, RECORD_SCHEMAS).records
    assert record.key == "opening-call-2030"


def test_a_talk_page_begins_with_a_header_that_is_no_comment(empty: Path, consult: Consult):
    consult("new", *FOLDER, "--always")
    assert "[[Plan/Timeline|Timeline]]" in text("Talk:Plan/Timeline")
    assert parse(text("Talk:Plan"), site("metawiki")).comments == ()


def test_pages_that_exist_stay_as_they_are_and_are_named(empty: Path, consult: Consult):
    Path("pages/Plan.wikitext").write_text("Ours.", encoding="utf-8")
    result = consult("new", *FOLDER, "--always")
    assert result.exit_code == 0
    assert "Plan exists, and stays as it is" in result.output
    assert text("Plan") == "Ours."


def test_a_second_time_only_what_is_new_is_created(empty: Path, consult: Consult):
    consult("new", *FOLDER, *NAMED, "--always")
    result = consult("new", *FOLDER, *NAMED, "--group", "Advocacy!", "--always")
    assert "2 pages created" in result.output
    assert "|id=advocacy-3\n" in text("Plan/Advocacy!")
    assert "Nothing is left to create" in consult("new", *FOLDER, *NAMED, "--always").output


def test_one_page_alone(empty: Path, consult: Consult):
    consult("new", *FOLDER, "--page", "Plan/Events", "--always")
    assert titles() == ["Plan/Events"]


def test_it_is_a_run_that_the_log_shows_and_undo_deletes_nothing(empty: Path, consult: Consult):
    output = consult("new", *FOLDER, "--page", "Plan", "--always").output
    run = re.search(r"run (\S+)", output)
    assert run
    assert "saved Plan" in consult("log", run[1], *FOLDER).output
    undone = consult("undo", run[1], *FOLDER, "--always")
    assert undone.exit_code == 1
    assert "a bot deletes nothing" in undone.stderr
    assert titles() == ["Plan"]


def test_json_names_what_is_there(empty: Path, consult: Consult):
    consult("new", *FOLDER, "--page", "Plan", "--always")
    data = json.loads(consult("new", *FOLDER, "--json").stdout)
    assert data["existing"] == ["Plan"]
    assert "Plan/Timeline" in [change["page"] for change in data["not saved"]]


@pytest.mark.parametrize(
    "words",
    [
        ("--group", "Foo]] {{evil}}"),
        ("--group", "Timeline"),
        ("--group", "Two words", "--group", "Two_words"),
        ("--group", "../Bot"),
        ("--question", "{{}}"),
    ],
)
def test_names_that_make_no_title_of_their_own_are_wrong_use(
    empty: Path, consult: Consult, words: tuple[str, ...]
):
    assert consult("new", *FOLDER, *words, "--always").exit_code == 2
    assert titles() == []


def test_a_page_that_someone_else_creates_meanwhile_is_theirs(empty: Path, consult: Consult):
    from bots.run.job import run_alone
    from bots.run.new import plan_beginning
    from bots.run.update import Answer
    from bots.settings import find, load

    store, ours = FolderStore(Path("pages")), load(find())

    def ask(_change):
        Path("pages/Plan.wikitext").write_text("Theirs.", encoding="utf-8")
        return Answer.YES

    _, outcome = run_alone(
        store,
        ours,
        Path("state"),
        lambda: plan_beginning(store, ours, [], [], frozenset({"Plan"})).plan,
        {},
        ask=ask,
        saved=lambda _: None,
    )
    assert outcome.saved == []
    assert "was created meanwhile" in str(outcome.refusals[0])
    assert text("Plan") == "Theirs."


NAMES = st.text(min_size=1, max_size=40) | st.sampled_from(
    ["$name", "''x''", "a|b=c", "{{x}}", "[[y]]", "<nowiki>", "-->", "</onlyinclude>", "~~~~", "}}"]
)


@given(NAMES, NAMES, NAMES)
def test_no_name_breaks_the_wikitext(name: str, group: str, question: str):
    if not name.strip() or group.endswith("*") or ";" in group:
        return  # of such a group's talk page there is no region, see below
    try:
        pages = new_pages(settings(name), [group], [question])
    except UsageError:
        pages = new_pages(settings(name), [], [])
    plain = {page.kind: page for page in new_pages(settings(), ["Group"], ["Question"])}
    for page in pages:
        host = read_host(page.title, page.text, ROWS, RECORD_SCHEMAS)
        other = read_host("P", plain[page.kind].text, ROWS, RECORD_SCHEMAS)
        assert [region.kind for region in host.regions] == [r.kind for r in other.regions]
        assert len(host.records) == len(other.records)
        assert len(calls(page.text, "Consultation ")) == len(
            calls(plain[page.kind].text, "Consultation ")
        )


def test_a_group_whose_talk_page_cannot_be_named_as_a_source_gets_a_link_instead_of_a_region():
    page = next(p for p in new_pages(settings(), ["This; and that"], []) if p.kind == "group")
    assert "kind=threads" not in page.text
    assert "[[Talk:Plan/This; and that|talk page]]" in page.text


def test_a_question_makes_a_title_and_stands_on_its_page_in_full():
    asked = "Who decides [[what]], and #when?"
    page = next(p for p in new_pages(settings(), [], [asked]) if p.kind == "question")
    assert page.title == "Plan/Who decides what, and when?"
    assert f"<nowiki>{asked}</nowiki>" in page.text


def test_a_question_has_a_record_to_which_comments_are_counted(empty: Path, consult: Consult):
    consult("new", *FOLDER, *NAMED, "--always")
    (record,) = read_host("P", text(QUESTION), ROWS, RECORD_SCHEMAS).records
    assert record.cells["text"] == "Who decides when two of us disagree?"
    talk = Path("pages/Talk%3APlan/Who_decides_when_two_of_us_disagree%3F.wikitext")
    said = "\n== Who decides when two of us disagree? ==\nI. [[User:Ana|Ana]] 10:15, 21 April 2018"
    talk.write_text(f"{talk.read_text()}{said} (UTC)\n", encoding="utf-8")
    consult("update", *FOLDER, "--always")
    (record,) = read_host("P", text(QUESTION), ROWS, RECORD_SCHEMAS).records
    assert record.cells["comments"] == "1"


def with_facilitator(page: str) -> Settings:
    plain = settings().model_dump(exclude_none=True)
    return Settings.model_validate(
        {**plain, "facilitators": [{"account": "Ana B", "page": page}, {"account": "Cy"}]}
    )


def test_a_facilitator_gets_a_page_with_their_digest():
    page = next(p for p in new_pages(with_facilitator("Plan/Ana"), [], []) if p.kind == "digest")
    (region,) = read_host(page.title, page.text, ROWS, RECORD_SCHEMAS).regions
    assert (page.title, region.kind, region.settings["for"]) == ("Plan/Ana", "digest", "Ana B")
    assert "[[User" not in page.text


def test_a_digest_outside_the_pages_that_are_served_is_refused():
    with pytest.raises(UsageError, match=r"Elsewhere/Ana: the digest of a facilitator"):
        new_pages(with_facilitator("Elsewhere/Ana"), [], [])


def test_links_do_nothing_but_link_whatever_the_namespace():
    page = new_pages(settings(prefix="File:Plan"), [], [])[0]
    assert "[[:File:Plan/Timeline|timeline]]" in page.text

"""``consult import --to``: what was said off the wiki, from a table of one's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.conftest import Consult

FOLDER = ("--store", "folder:pages")
PAGE = "Strategy/2030/Events"
FILE = Path("pages/Strategy/2030/Events.wikitext")
TABLE = """Source,Context,Content,Working group response,Theme
Survey of readers,"412 answers","Most read on a telephone; half have never seen a talk page.",,voice
west-africa-calls,,Not everybody has a stable connection.,Noted.,
,,,,
"""


@pytest.fixture
def table(sample: Path) -> str:
    Path("said.csv").write_text(TABLE, encoding="utf-8-sig")
    return "said.csv"


def test_lines_become_rows_at_the_end_of_the_list(consult: Consult, table: str):
    before = FILE.read_text("utf-8").rstrip()
    shown = consult("import", table, *FOLDER, "--to", PAGE, "--simulate")
    assert shown.exit_code == 0
    assert "2 rows would change, 2 lines read; nothing was written" in shown.output
    assert FILE.read_text("utf-8").rstrip() == before
    saved = consult("import", table, *FOLDER, "--to", PAGE, "--always")
    assert saved.exit_code == 0, saved.output
    end = "{{Consultation region end|id=said}}"
    assert FILE.read_text("utf-8") == before.replace(
        end,
        "{{Consultation reported statement\n"
        "|source=Survey of readers\n"
        "|context=412 answers\n"
        "|content=Most read on a telephone; half have never seen a talk page.\n"
        "|theme=voice\n"
        "}}\n"
        "{{Consultation reported statement\n"
        "|source=west-africa-calls\n"
        "|content=Not everybody has a stable connection.\n"
        "|response=Noted.\n"
        "}}\n" + end,
    )
    again = consult("import", table, *FOLDER, "--to", "strategy/2030/Events", "--always")
    assert "Nothing is left to bring back" in again.output


def test_the_next_update_counts_them(consult: Consult, table: str):
    consult("import", table, *FOLDER, "--to", PAGE, "--always")
    consult("update", *FOLDER, "--always")
    text = FILE.read_text("utf-8")
    # The two markers of each region have none, and neither have the headings of a table.
    assert text.count("\n|sum=") == text.count("\n{{Consultation ") - 5
    assert "|id=west-africa-calls\n" in text
    assert "|statements=2\n|handled=2\n" in text


def test_it_is_taken_back_as_any_run(consult: Consult, table: str):
    before = FILE.read_text("utf-8").rstrip()
    saved = json.loads(consult("import", table, *FOLDER, "--to", PAGE, "--always", "--json").stdout)
    assert saved["findings"] == []
    undone = consult("undo", saved["run"], *FOLDER, "--always")
    assert undone.exit_code == 0, undone.output
    assert FILE.read_text("utf-8").rstrip() == before


@pytest.mark.parametrize(
    ("to", "told"),
    [
        (("--to", "Strategy/2030/Milestones"), "these pages have one: Strategy/2030/Events"),
        (("--to", "Strategy/2030/Nowhere"), "these pages have one: Strategy/2030/Events"),
        (("--to", PAGE, "--region", "other"), "these pages have one: Strategy/2030/Events"),
        (("--to", "A[b]"), "a title cannot contain"),
    ],
)
def test_a_page_without_such_a_list_is_wrong_use(
    consult: Consult, table: str, to: tuple[str, ...], told: str
):
    result = consult("import", table, *FOLDER, *to, "--always")
    assert result.exit_code == 2
    assert told in " ".join(result.output.split())


def test_of_several_lists_one_has_to_be_named(consult: Consult, table: str):
    more = "\n{{Consultation region|id=b|kind=reported}}\n{{Consultation region end|id=b}}\n"
    FILE.write_text(FILE.read_text("utf-8") + more, encoding="utf-8")
    result = consult("import", table, *FOLDER, "--to", PAGE, "--always")
    assert result.exit_code == 2
    assert "several lists in which people type: said, b" in " ".join(result.output.split())
    assert consult("import", table, *FOLDER, "--to", PAGE, "--region", "b").exit_code == 0


def test_a_line_without_content_is_told_and_the_status_says_so(consult: Consult, sample: Path):
    Path("said.csv").write_text("Source,Content\nA survey,\nA call,One thing.\n", encoding="utf-8")
    result = consult("import", "said.csv", *FOLDER, "--to", PAGE, "--always")
    assert result.exit_code == 1
    assert "line 2: nothing stands under “content”" in result.output
    assert "|content=One thing.\n" in FILE.read_text("utf-8")


def test_a_list_takes_no_more_than_a_page_can_bear(consult: Consult, sample: Path):
    lines = "".join(f"Survey,Answer {number}\n" for number in range(200))
    Path("said.csv").write_text(f"Source,Content\n{lines}", encoding="utf-8")
    result = consult("import", "said.csv", *FOLDER, "--to", PAGE, "--always")
    assert result.exit_code == 1
    assert "put another list on another page" in " ".join(result.output.split())


def test_no_name_leaves_the_wiki_without_consent(consult: Consult, sample: Path):
    named = FILE.read_text("utf-8").replace("|content=Laws", "|said by=Baba\n|content=Laws")
    FILE.write_text(named, encoding="utf-8")
    consult("update", *FOLDER, "--always")
    exported = consult("export", *FOLDER).stdout
    assert "Laws change faster" in exported
    assert "Baba" not in exported
    agreed = FILE.read_text("utf-8").replace("|consent=no names", "|consent=names")
    FILE.write_text(agreed, encoding="utf-8")
    consult("update", *FOLDER, "--always")
    assert "Baba" in consult("export", *FOLDER).stdout


def test_an_export_without_the_name_takes_no_name_out(consult: Consult, sample: Path):
    named = FILE.read_text("utf-8").replace("|content=Laws", "|said by=Baba\n|content=Laws")
    FILE.write_text(named, encoding="utf-8")
    consult("update", *FOLDER, "--always")
    consult("export", *FOLDER, "--output", "a.csv")
    result = consult("import", "a.csv", *FOLDER, "--always")
    assert "Nothing is left to bring back" in result.output
    assert "|said by=Baba\n" in FILE.read_text("utf-8")

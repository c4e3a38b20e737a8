"""``consult export`` and ``consult import`` on the sample, as a facilitator uses them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.commands.conftest import Consult

FOLDER = ("--store", "folder:pages")
HERE = (*FOLDER, "--region", "advocacy")
LIST = Path("pages/Strategy/2030/Advocacy/Statements.wikitext")


@pytest.fixture
def updated(sample: Path, consult: Consult) -> Path:
    consult("update", *FOLDER, "--always", "--now", "2018-10-01")
    return sample


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def typed(consult: Consult, **cells: str) -> Path:
    """A file in which somebody typed these cells of the first row."""
    table = rows(consult("export", *HERE).stdout)
    table[0].update(cells)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, [*table[0]], delimiter=";")
    writer.writeheader()
    writer.writerows(table)
    Path("coded.csv").write_text(out.getvalue(), encoding="utf-8-sig", newline="")
    return Path("coded.csv")


def test_a_table_goes_to_standard_output_or_to_a_file_for_excel(updated: Path, consult: Consult):
    shown = consult("export", *HERE)
    assert shown.exit_code == 0
    assert len(rows(shown.stdout)) == 5
    assert "✓ 5 rows" in shown.stderr
    saved = consult("export", *HERE, "--output", "a.csv")
    assert saved.stdout == ""
    assert "✓ 5 rows in a.csv" in saved.stderr
    assert Path("a.csv").read_bytes() == b"\xef\xbb\xbf" + shown.stdout_bytes


@pytest.mark.parametrize(("name", "sign"), [("semicolon", ";"), ("tab", "\t"), ("comma", ",")])
def test_cells_are_parted_as_asked(updated: Path, consult: Consult, name: str, sign: str):
    first = consult("export", *FOLDER, "--delimiter", name).stdout.splitlines()[0]
    assert first.startswith(f"row (id){sign}")


def test_links_lead_to_the_wiki(updated: Path, consult: Consult):
    url = "https://meta.wikimedia.org/wiki/$1"
    table = rows(consult("export", *FOLDER, "--wiki-url", url).stdout)
    assert table[0]["link"].startswith("https://meta.wikimedia.org/wiki/Special:GoToComment/c-")
    assert consult("export", *FOLDER, "--wiki-url", "meta").exit_code == 2


def test_rows_are_chosen(updated: Path, consult: Consult):
    def count(*words: str) -> int:
        return len(rows(consult("export", *FOLDER, *words).stdout))

    assert count("--language", "fr") == 0
    assert count("--language", "en", "--uncoded", "--region", "advocacy") == 5
    assert count("--source", "Talk:Strategy/2030/Advocacy") == 5
    assert count("--page", "Strategy/2030/Advocacy/Statements") == 5
    assert count("--assigned-to", "User:TKalu_(Core_Team)") == 0
    wrong = consult("export", *FOLDER, "--page", "Strategy/2030")
    assert wrong.exit_code == 2
    assert "these have: Strategy/2030/Advocacy/Statements" in wrong.output


def test_an_export_writes_nothing_to_the_wiki(updated: Path, consult: Consult):
    before = {path: path.read_bytes() for path in Path("pages").rglob("*") if path.is_file()}
    consult("export", *HERE, "--output", "a.csv")
    assert before == {
        path: path.read_bytes() for path in Path("pages").rglob("*") if path.is_file()
    }


def test_an_import_without_a_terminal_only_shows(updated: Path, consult: Consult):
    file = typed(consult, theme="law")
    before = LIST.read_text(encoding="utf-8")
    result = consult("import", str(file), *FOLDER)
    assert result.exit_code == 0
    assert "+|theme=law" in result.output
    assert "1 row would change, 5 lines read; nothing was written" in result.output
    assert LIST.read_text(encoding="utf-8") == before


def test_an_import_saves_and_says_how_to_take_it_back(updated: Path, consult: Consult):
    file = typed(consult, theme="law", due="21/10/2018")
    before = LIST.read_text(encoding="utf-8")
    result = consult("import", str(file), *FOLDER, "--always")
    assert result.exit_code == 0
    assert "1 row saved, 5 lines read" in result.output
    text = LIST.read_text(encoding="utf-8")
    assert "|theme=law\n" in text
    assert "|due=2018-10-21\n" in text
    assert "Nothing is left to bring back" in consult("import", str(file), *FOLDER).output
    run = result.output.split("consult undo ")[1].split("”")[0]
    assert consult("undo", run, *FOLDER, "--always").exit_code == 0
    assert LIST.read_text(encoding="utf-8") == before


def test_what_does_not_go_is_said_and_ends_with_1(updated: Path, consult: Consult):
    file = typed(consult, summary="}}", note="fine", quote="other")
    result = consult("import", str(file), *FOLDER, "--always")
    assert result.exit_code == 1
    assert "summary: its brackets or tags are not closed" in result.output
    assert "quote: kept by the bot" in result.output
    assert "|note=fine\n" in LIST.read_text(encoding="utf-8")


def test_an_import_is_data_too(updated: Path, consult: Consult):
    file = typed(consult, summary="}}", note="fine")
    result = consult("import", str(file), *FOLDER, "--always", "--json")
    told = json.loads(result.stdout)
    assert (result.exit_code, told["status"], told["simulated"]) == (1, 1, False)
    assert [change["page"] for change in told["saved"]] == ["Strategy/2030/Advocacy/Statements"]
    (found,) = told["findings"]
    assert (found["what"], found["cell"], found["mine"]) == ("refused", "summary", "}}")


def test_a_file_comes_from_standard_input(updated: Path, consult: Consult):
    data = typed(consult, theme="law").read_bytes()
    assert "1 row would change" in consult("import", "-", *FOLDER, input=data).output


def test_the_stop_page_stops_an_import_and_not_an_export(updated: Path, consult: Consult):
    file = typed(consult, theme="law")
    stop = Path("pages/Strategy/2030/Bot/Stop.wikitext")
    stop.parent.mkdir(parents=True, exist_ok=True)
    stop.write_text("Stop!", encoding="utf-8")
    assert consult("import", str(file), *FOLDER, "--always").exit_code == 4
    assert "|theme=law" not in LIST.read_text(encoding="utf-8")
    assert consult("export", *HERE).exit_code == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "No such file"),
        (b"\xff\xfe\xfd", "coded.csv"),
        ("row (id);theme\n#1;é".encode("latin-1"), "save it from the spreadsheet as “CSV UTF-8”"),
        (b"a,b\n1,2\n", "none of the headings"),
    ],
)
def test_a_file_that_is_none_is_wrong_use(updated: Path, consult: Consult, content, said: str):
    if content is not None:
        Path("coded.csv").write_bytes(content)
    result = consult("import", "coded.csv", *FOLDER, "--always")
    assert result.exit_code == 2
    assert said in result.output

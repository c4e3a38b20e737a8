"""``consult adopt`` for a page that lists working groups or recommendations, on the sample."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bots.stores.filenames import path_of
from tests.commands.conftest import Consult

FOLDER = ("--store", "folder:pages")
LIST = "Strategy/2030/Recommendations"
RECORD = re.compile(r"\{\{Consultation (?:recommendation|working group)\n(?:\|.*\n)*\}\}\n")


def read(title: str) -> str:
    return (Path("pages") / path_of(title)).read_text(encoding="utf-8")


@pytest.fixture
def bare(sample: Path) -> Path:
    """The sample before anybody put records of recommendations and groups on its pages."""
    for path in Path("pages").rglob("*.wikitext"):
        text = path.read_text(encoding="utf-8")
        path.write_text(RECORD.sub("", text), encoding="utf-8")
    return sample


def test_each_page_that_a_table_links_gets_its_record(bare: Path, consult: Consult):
    before = {title: read(title) for title in (f"{LIST}/Final", f"{LIST}/Iteration 2/4&5", LIST)}
    result = consult("adopt", LIST, *FOLDER, "--always")
    assert "7 records saved" in result.output
    assert "|merged from=1-4; 1-5\n" in read(f"{LIST}/Iteration 2/4&5")
    for title, text in before.items():
        assert RECORD.sub("", read(title)).rstrip() == text.rstrip()
    assert "Nothing is left to adopt" in consult("adopt", LIST, *FOLDER, "--always").output


def test_what_was_adopted_is_kept_by_the_next_run(bare: Path, consult: Consult):
    consult("adopt", LIST, *FOLDER, "--always")
    result = consult("update", *FOLDER, "--always", "--page", LIST)
    assert result.exit_code == 0
    assert "recommendations: 7 rows new" in result.output


def test_each_group_that_a_list_links_gets_its_record(bare: Path, consult: Consult):
    page = "Strategy/2030/Groups"
    Path("pages", path_of(page)).write_text(
        "== Working groups ==\n* [[Strategy/2030/Advocacy|Advocacy]]\n"
        "* [[Strategy/2030/Capacity building|Capacity building]]\n* [[Strategy/2030/None|None]]\n"
        "* [[Elsewhere]]\n* Partnerships\n",
        encoding="utf-8",
    )
    result = consult("adopt", page, *FOLDER, "--always")
    assert "{{Consultation working group\n|id=advocacy\n|name=Advocacy\n" in read(
        "Strategy/2030/Advocacy"
    )
    output = " ".join(result.output.split())
    for sentence in (
        "it is a redirect to “Strategy/2030/Learning and skills”; link that",
        "no record on “Strategy/2030/None”, which it links: there is no such page",
        "no record on “Elsewhere”, which it links: there is no such page",
        "no record for “Partnerships”: the list links no page of its own",
    ):
        assert sentence in output

"""Pages as people leave them, one a file: exactly the owned bytes change, or the page is refused.

``NAME.before.wikitext`` is a page; ``NAME.after.wikitext`` is what a run makes of it, or
``NAME.error.txt`` why it may not be touched. The run wants what ``world`` says. The page's history
is ``sound.before.wikitext``, except where the name says that there is none.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bots.errors import RegionError
from bots.page.ownership import HELD, SUM
from bots.page.records import Edit, apply
from tests.page.world import TODAY, TOMORROW, host, run, wanted

CASES = Path(__file__).parent / "cases" / "regions"
NAMES = sorted(path.name.split(".")[0] for path in CASES.glob("*.before.wikitext"))


def read(path: Path) -> str:
    return path.read_bytes().decode()


def before(name: str) -> str:
    return read(CASES / f"{name}.before.wikitext")


def history(name: str) -> list[str]:
    if "corrected-again" in name:
        return [before(name).replace("|comments=56", "|comments=55"), before("sound")]
    return [] if "without-base" in name else [before("sound")]


def outcome(name: str) -> tuple[str, str]:
    """The suffix of the file that holds what comes of a case, and what has to stand in it."""
    try:
        return "after.wikitext", run(before(name), history=history(name)).text
    except RegionError as error:
        return "error.txt", f"{error}\n"


def test_there_are_many_cases():
    assert len(NAMES) >= 60


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, regenerate: bool):
    suffix, text = outcome(name)
    if regenerate:
        for other in ("after.wikitext", "error.txt"):
            (CASES / f"{name}.{other}").unlink(missing_ok=True)
        (CASES / f"{name}.{suffix}").write_bytes(text.encode())
    assert read(CASES / f"{name}.{suffix}") == text


@pytest.mark.parametrize("name", [name for name in NAMES if outcome(name)[0] == "error.txt"])
def test_a_refusal_names_page_line_and_mend(name: str):
    with pytest.raises(RegionError) as caught:
        run(before(name), history=history(name))
    error = caught.value
    assert error.title == "Strategy/Page"
    assert 1 <= error.line <= before(name).count("\n") + 1
    assert error.problem
    assert error.mend


@pytest.mark.parametrize("name", NAMES)
def test_the_next_run_makes_no_edit_and_neither_does_one_a_day_later(name: str):
    suffix, text = outcome(name)
    if suffix == "after.wikitext":
        assert run(text).text == text
        assert run(text, wanted(today=TOMORROW), today=TOMORROW).text == text


@pytest.mark.parametrize("name", NAMES)
def test_each_character_of_people_is_still_there(name: str):
    """A page without the bot's values stands, in its order, in what has become of the page."""
    suffix, text = outcome(name)
    if suffix == "after.wikitext":
        rest = iter(people(text))
        assert all(character in rest for character in people(before(name)))


def people(text: str) -> str:
    """The text without the values of the cells that the bot may write."""
    there = host(text)
    records = [*there.records, *(row for region in there.regions for row in region.rows)]
    edits = [
        Edit(parameter.value_start, parameter.value_end, "")
        for record in records
        for parameter in record.call.parameters
        if parameter.name in (*record.schema.bot, SUM, HELD)
    ]
    for region in there.regions:
        rows = region.end.parameter("rows")
        edits += [Edit(rows.value_start, rows.value_end, "")] if rows else []
    return apply(text, edits)


def test_today_is_another_day_than_the_pages():
    assert TODAY not in before("sound")

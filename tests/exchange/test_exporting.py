"""Which rows go out, in which order, and what is suggested beside them."""

from __future__ import annotations

import pytest

from bots.errors import UsageError
from tests.exchange.conftest import FACETS, Office
from tests.kinds.conftest import SIGNED, TALK

SUGGESTED = "theme (suggested)"


def authors(table) -> list[str]:
    return [row["author"] for row in table]


@pytest.fixture
def wide(office: Office) -> Office:
    """Three talk pages, one in Portuguese, with lists on two pages."""
    office.more = {
        **office.more,
        "sources": [
            {"prefix": "Talk:P"},
            {"title": "Talk:P/pt", "language": "pt-br"},
            {"title": "Talk:P/de", "language": "de"},
        ],
    }
    office.write("Talk:P/pt", f"== Dinheiro ==\nSim. {SIGNED.format('Ed', 1, 23)}\n")
    office.write("Talk:P/de", f"== Geld ==\nJa. {SIGNED.format('Flo', 1, 24)}\n")
    office.region("P/More", "statements", source="Talk:P/pt; Talk:P/de")
    office.region("P/Said", "statements", source="Talk:P")
    office.update()
    return office


def test_all_rows_go_out_by_page_and_then_as_they_stand(wide: Office):
    assert authors(wide.export()) == ["Flo", "Ed", "Ana", "Cy"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"pages": frozenset({"P/More"})}, ["Flo", "Ed"]),
        ({"regions": frozenset({"r"})}, ["Flo", "Ed", "Ana", "Cy"]),
        ({"sources": "Talk:P"}, ["Ana", "Cy"]),
        ({"sources": "Talk:P/*"}, ["Flo", "Ed"]),
        ({"sources": "Talk:P/pt; Talk:P"}, ["Ed", "Ana", "Cy"]),
        ({"languages": frozenset({"pt"})}, ["Ed"]),
        ({"languages": frozenset({"pt-BR", "de"})}, ["Flo", "Ed"]),
        ({"languages": frozenset({"fr"})}, []),
        ({"languages": frozenset({"de"}), "pages": frozenset({"P/Said"})}, []),
    ],
)
def test_rows_are_chosen_by_list_talk_page_and_language(wide: Office, asked, expected):
    assert authors(wide.export(**asked)) == expected


def test_rows_that_still_have_to_be_coded(office: Office):
    first, second = (row.key for row in office.rows("P/Said"))
    office.fill("P/Said", first, theme="money")
    assert authors(office.export(uncoded=True)) == ["Ana", "Cy"]
    office.fill("P/Said", first, question="who")
    assert authors(office.export(uncoded=True)) == ["Cy"]
    office.fill("P/Said", second, merged_into=first)
    assert authors(office.export(uncoded=True)) == []


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("Ana", True),
        ("[[User:Ana|Ana B.]]", True),
        ("[[:de:Benutzer:ana]] – please", True),
        ("Bo, ana", True),
        ("Bo and [[User talk:Ana/Notes|her]]", True),
        ("{{u|Ana}}", True),
        ("{{ping|1=Bo}} و Ana", True),
        ("Anabel", False),
        ("[[User:Bo|Ana]]", False),
        ("", False),
    ],
)
def test_rows_that_somebody_looks_after(office: Office, cell: str, found: bool):
    office.fill("P/Said", office.rows("P/Said")[0].key, assigned_to=cell)
    table = office.export(assigned=frozenset({"Ana"}))
    assert authors(table) == (["Ana"] if found else [])


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        ({"pages": frozenset({"P/Nowhere"})}, "“P/Nowhere” has no list of statements"),
        ({"regions": frozenset({"x"})}, "no list of statements has the id “x”"),
        ({"sources": "Talk:P; Talk:Q"}, "“Talk:Q” is none of this consultation's talk pages"),
    ],
)
def test_what_is_not_there_cannot_be_asked_for(office: Office, asked, problem: str):
    with pytest.raises(UsageError) as caught:
        office.export(**asked)
    assert problem in str(caught.value)


def test_beside_an_empty_code_stands_what_all_comments_of_the_thread_suggest(office: Office):
    table = office.export()
    assert [row[SUGGESTED] for row in table] == ["money (funding, money)", "names (names, name)"]
    office.write(
        "Talk:P", TALK.replace("Thank you both.", "Who?") + f": Who? {SIGNED.format('Bo', 5, 23)}"
    )
    office.update()
    first, _ = (row.key for row in office.rows("P/Said"))
    office.fill("P/Said", first, theme="law")
    table = office.export()
    assert [row[SUGGESTED] for row in table] == ["", "names (names, name)"]
    assert [row["question (suggested)"] for row in table] == ["", "who (who)"]


def test_a_row_of_peoples_own_is_suggested_what_its_own_words_say(office: Office):
    text = office.text("P/Said")
    row = "{{Consultation statement\n|id=mine\n|lang=en\n|quote=All the money\n|theme=\n}}\n"
    place = text.index("{{Consultation region end")
    office.write("P/Said", text[:place] + row + text[place:])
    assert office.export()[2][SUGGESTED] == "money (money)"


def test_suggestions_never_come_back(office: Office):
    table = office.export()
    for row in table:
        row[SUGGESTED] = "law"
    importing, outcome = office.imported(table)
    assert (importing.findings, outcome.saved) == ([], [])


def test_what_only_the_next_update_adds_does_not_go_out(office: Office):
    office.write("Talk:P", TALK + f"\n== More ==\nYes? {SIGNED.format('Ed', 3, 23)}\n")
    assert authors(office.export()) == ["Ana", "Cy"]


def test_what_people_added_to_rows_themselves_goes_out_and_comes_back(office: Office):
    office.write("P/Said", office.text("P/Said").replace("|note=\n", "|note=\n|Mine=x\n", 1))
    table = office.export()
    assert [row["Mine"] for row in table] == ["x", ""]
    table[0]["Mine"] = "y"
    table[1]["Mine"] = "z"
    office.imported(table)
    assert [row.cells.get("Mine") for row in office.rows("P/Said")] == ["y", None]


def test_without_facets_in_the_settings_theme_is_what_is_coded(office: Office):
    office.more = {}
    table = office.export(uncoded=True)
    assert len(table) == 2
    assert not [name for name in table[0] if "suggested" in name]
    assert FACETS["theme"]


def test_a_page_that_is_not_sound_is_named_and_the_others_go_out(office: Office):
    office.region("P/More", "statements")
    office.update()
    office.write("P/Said", office.text("P/Said").replace("{{Consultation region end", "{{Gone"))
    going = office.exporting()
    assert {row.place.page for row in going.rows} == {"P/More"}
    assert [refusal.title for refusal in going.refusals] == ["P/Said"]


def test_what_was_said_off_the_wiki_goes_out_and_comes_back(office: Office):
    row = "{{Consultation reported statement\n|context=Over tea\n|content=More money, please\n}}"
    office.write(
        "P/Heard",
        "{{Consultation region|id=h|kind=reported}}\n"
        f"{row}\n{{{{Consultation region end|id=h}}}}\n",
    )
    office.update()
    (line,) = office.export(pages=frozenset({"P/Heard"}))
    assert (line["content"], line["list (region)"]) == ("More money, please", "h")
    assert "quote" not in line
    line.update({"theme": "money", "content": "More money, please!"})
    importing, _ = office.imported([line])
    assert importing.findings == []
    (cells,) = (row.cells for row in office.rows("P/Heard"))
    assert (cells["theme"], cells["content"]) == ("money", "More money, please!")
    assert [row["list (page)"] for row in office.export()] == ["P/Heard", "P/Said", "P/Said"]

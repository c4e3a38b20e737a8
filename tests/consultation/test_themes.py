from __future__ import annotations

from datetime import date

import pytest

from bots.consultation.ledger.coded import Coded, coded
from bots.consultation.ledger.ledger import Ledger
from bots.consultation.ledger.merging import read_rows
from bots.consultation.ledger.selection import read_selection
from bots.consultation.ledger.statements import statements
from bots.consultation.ledger.themes import themes
from bots.consultation.rules import Rules
from tests.consultation.test_statements import heard

SIGNED = "[[User:{0}|{0}]] 10:{1:02}, {2} April 2018 (UTC)"
TALK = f"""== Funding ==
'''Support''' money for all. {SIGNED.format("Ana", 15, 21)}
: '''Oppose'''! {SIGNED.format("Bo", 16, 21)}
:: Thank you both. {SIGNED.format("Org", 17, 21)}

== Names ==
Which name? {SIGNED.format("Cy", 1, 22)}
: '''Support''' this one. {SIGNED.format("Ana", 2, 22)}

== Places ==
Where? {SIGNED.format("Di", 1, 23)}
"""
RULES = Rules(organizers=frozenset({"Org"}))


def ledger(*cells: dict[str, str], grain: str = "threads") -> tuple[list[Coded], list[str]]:
    """The statements of the page above, the first rows with these cells, and their keys."""
    conversation = heard(TALK, "Talk:P")
    selection = read_selection({"rows": grain}, RULES)
    keys = [statement.key for statement in statements([conversation], selection)]
    own = [cell for cell in cells if "id" in cell]
    filled = [cell for cell in cells if "id" not in cell]
    rows = [
        {"id": key, "comment": key, **(filled[n] if n < len(filled) else {})}
        for n, key in enumerate(keys)
    ]
    for cell in rows + own:
        if cell.get("merged into", "").isdecimal():
            cell["merged into"] = keys[int(cell["merged into"])]
    found = Ledger(frozenset({"Talk:P"}), selection, read_rows(rows + own), frozenset(keys))
    return coded([conversation], [found]), keys


def test_each_thread_is_a_statement_with_its_people_and_stances():
    found, keys = ledger({"theme": "Money"}, {"theme": "names; money "})
    assert [statement.key for statement in found] == keys
    assert [statement.day for statement in found] == [date(2018, 4, d) for d in (21, 22, 23)]
    money, names, rest = themes(found, "theme")
    assert (money.value, names.value, rest.value) == ("money", "names", "")
    assert [len(t.statements) for t in (money, names, rest)] == [2, 1, 1]
    assert money.people == {"Ana", "Bo", "Cy"}
    # Ana takes a stand in both statements; what the organizer says is no statement.
    assert money.stances == {"support": 2, "oppose": 1}
    assert money.comments == 4
    assert money.pages == ("Talk:P",)


@pytest.mark.parametrize("written", ["law، money", "law; money", "Law,money,law", "law、money"])
def test_keys_are_parted_as_people_type_them(written):
    found, _ = ledger({"theme": written})
    assert found[0].values("theme") == ("law", "money")


def test_a_comment_in_a_cell_is_no_code():
    found, _ = ledger({"theme": "<!-- later -->"})
    assert found[0].values("theme") == ()


def test_keys_of_the_settings_are_there_with_nothing_in_them():
    found, _ = ledger()
    assert [(t.value, len(t.statements)) for t in themes(found, "theme", ["law"])] == [
        ("law", 0),
        ("", 3),
    ]


def test_what_is_merged_speaks_through_the_row_it_was_merged_into():
    found, keys = ledger({"theme": "money"}, {"theme": "names", "merged into": "0"})
    assert [statement.key for statement in found] == [keys[0], keys[2]]
    assert found[0].people == {"Ana", "Bo", "Cy"}
    assert [theme.value for theme in themes(found, "theme")] == ["money", ""]


def test_what_is_set_aside_does_not_count():
    found, keys = ledger({"excluded": "a test"})
    assert [statement.key for statement in found] == keys[1:]


def test_a_row_split_off_stands_for_the_same_comments_and_ones_own_row_for_one():
    conversation = heard(TALK, "Talk:P")
    thread = conversation.threads[0]
    opening, reply = thread.heard[:2]
    split = {"id": "split", "comment": opening.id, "part": "2", "theme": "law"}
    own = {"id": "own", "comment": reply.id, "theme": "voice"}
    found, _ = ledger({"theme": "money"}, split, own)
    people = {theme.value: theme.people for theme in themes(found, "theme") if theme.value}
    assert people == {"money": {"Ana", "Bo"}, "law": {"Ana", "Bo"}, "voice": {"Bo"}}


def test_a_row_whose_comment_is_found_nowhere_is_left_out():
    found, keys = ledger({}, {"id": "gone", "comment": "c-No-2018-04-21T10:15:00.000Z-One"})
    assert [statement.key for statement in found] == keys


def test_a_statement_in_two_lists_counts_once_with_the_cells_of_both():
    conversation = heard(TALK, "Talk:P")
    selection = read_selection({}, RULES)
    keys = [statement.key for statement in statements([conversation], selection)]

    def one(theme: str, note: str) -> Ledger:
        rows = [{"id": key, "theme": theme, "note": note} for key in keys]
        return Ledger(frozenset({"Talk:P"}), selection, read_rows(rows))

    found = coded([conversation], [one("", "a"), one("money", "b")])
    assert [(s.cell("theme"), s.cell("note")) for s in found] == [("money", "a")] * 3


@pytest.mark.parametrize(
    ("cells", "answered"),
    [
        ({}, 0),
        ({"disposition": "open"}, 0),
        ({"disposition": "withdrawn"}, 0),
        ({"disposition": "Partly accepted"}, 1),
        ({"response": "We will."}, 1),
    ],
)
def test_answered_is_what_people_were_told_about(cells, answered):
    found, _ = ledger({"theme": "money", **cells})
    assert themes(found, "theme")[0].answered == answered

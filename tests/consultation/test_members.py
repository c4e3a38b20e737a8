"""Members of a group: counted however a page's people write tables and lists, or reported."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bots.consultation.working_groups.members import read_members

TODAY = date(2018, 6, 1)

WRITTEN = sorted((Path(__file__).parent / "cases" / "members").glob("*.wikitext"))
"""Pages of a group whose members are Ana and Bo, and nobody else."""


@pytest.mark.parametrize("file", WRITTEN, ids=lambda file: file.stem.replace("_", " "))
def test_two_members_however_they_are_written(file: Path):
    found = read_members(file.read_text(encoding="utf-8"))
    assert (found.names, found.problem) == (("Ana", "Bo"), "")


HEADINGS = [
    "Name",
    "Name(s)",
    "NAME:",
    "Member",
    "Username",
    "Name / username",
    "Name, role",
    "Nom",
    "Nom d’utilisateur",
    "Membre",
    "Nombre",
    "Miembro",
    "Usuario",
    "Mitglied",
    "Benutzer",
    "Benutzername",
    "الاسم",
    "الإسم",
    "العضو",
    "اسم المستخدم",
    "姓名",
    "成员",
    "成員",
    "名前",
    "имя",
    "Nome",
    "Jina",
]


@pytest.mark.parametrize("heading", HEADINGS)
def test_the_column_of_names_is_headed_in_many_languages(heading):
    page = f"{{|\n! # !! {heading} !! x\n|-\n| 1 || Ana || y\n|}}"
    assert read_members(page).names == ("Ana",)


@pytest.mark.parametrize(
    "heading",
    [
        "Members",
        "Members (12)",
        "Members: 12",
        "Participants",
        "Membres",
        "Membres du groupe",
        "Miembros",
        "Integrantes",
        "Mitglieder",
        "الأعضاء",
        "أعضاء المجموعة",
        "成员",
        "成員名單",
        "Участники",
        "メンバー",
        "Membros",
        "Wanachama",
    ],
)
def test_the_section_of_members_is_headed_in_many_languages(heading):
    assert read_members(f"== {heading} ==\n* Ana\n").names == ("Ana",)


LEFT = {
    "struck out": "<s>[[User:Ana|Ana]]</s>",
    "struck with del": "<del>Ana</del>",
    "struck within bold": "'''<strike>Ana</strike>'''",
    "struck by a template": "{{s|Ana}}",
    "struck, with a word on why": "<s>Ana</s> moved to another group",
    "until a month past": "[[User:Ana|Ana]] (until April 2018)",
    "until a day past": "[[User:Ana|Ana]] (until 31 May 2018)",
    "until, below the name": "[[User:Ana|Ana]]<br><small>(until May 2018)</small>",
    "until, behind a comma": "Ana, until May 5, 2018",
    "left": "Ana (left)",
    "resigned with a date": "Ana (resigned May 2018)",
    "French": "Ana (jusqu’en mai 2018)",
    "German": "Ana (bis Mai 2018)",
    "Spanish": "Ana (hasta mayo de 2018)",
    "Chinese": "Ana（至2018年5月）",
    "Arabic": "Ana (حتى مايو 2018)",
}


@pytest.mark.parametrize("name", LEFT.values(), ids=LEFT.keys())
def test_who_has_left_is_named_but_not_counted(name):
    found = read_members(f"{{|\n! Name\n|-\n| {name}\n|-\n| Bo\n|}}", TODAY)
    assert (found.names, found.left, found.problem) == (("Bo",), ("Ana",), "")


@pytest.mark.parametrize(
    "name",
    [
        "Ana (until 2030)",
        "Ana (until June 2018)",
        "Ana (bis Ende Juni 2018)",
        "Ana (she/her)",
        "Ana (left-handed)",
        "Ana (formerly Anna)",
        "Ana, former board member",
        "Ana – <s>treasurer</s> chair",
        "[[User:Ana|Ana]] ([[User talk:Ana|talk]])",
        "[[:User:Ana|Ana]]",
        "[[m:User:Ana|Ana]]",
        "[[Benutzerin:Ana|Ana]]",
        "[[مستخدمة:Ana|Ana]]",
        "[[User:Ana]]",
        "[[User:Ana/About me|Ana]]",
        "{{u|Ana}}",
        "{{User link|Ana}}",
        "[https://example.org Ana]",
        "'''Ana'''",
        "Ana, [[Wikimedia Kenya]]",
        "Ana (Bread and Roses)",
        "{{flag|Kenya}} Ana",
        "Ana ([[Wikimedia Kenya]])",
        "[[Ana]]",
    ],
)
def test_who_is_here_is_counted(name):
    assert read_members(f"== Members ==\n* {name}\n", TODAY).names == ("Ana",)


def test_someone_named_twice_counts_once():
    page = "== Members ==\n* [[User:Ana|Ana]], chair\n* [[User:Ana|Ana K.]], notes\n* bo\n* Bo"
    assert read_members(page).names == ("Ana", "bo")


def test_two_people_of_one_name_are_two():
    page = "== Members ==\n* [[User:Ana|Ana]]\n* [[User:Ana K|Ana]]"
    assert read_members(page).names == ("Ana", "Ana")


def test_a_table_that_only_has_headings_has_no_members():
    assert read_members("{|\n! Name !! Organization\n|}").problem == ""
    assert read_members("{|\n! Name !! Organization\n|}").names == ()


PROBLEMS = {
    "neither table nor list": ("", "neither a table"),
    "only text": ("== Scope ==\nText.", "neither a table"),
    "no list under the heading": ("== Members ==\nThree of us.\n", "neither a list nor a table"),
    "two tables": ("{|\n! Name\n|-\n| Ana\n|}\n{|\n! Name\n|-\n| Bo\n|}", "2 tables"),
    "two sections": ("== Members ==\n* Ana\n== Participants ==\n* Bo", "2 sections"),
    "rows merged": ("{|\n! Name !! x\n|-\n| rowspan=2 | Ana || y\n|-\n| z\n|}", "merged cells"),
    "columns merged": ("{|\n! Name !! x\n|-\n| colspan='2' | Ana\n|}", "merged cells"),
    "far more merged than there are": (
        "{|\n! Name !! x\n|-\n| rowspan=" + "9" * 5000 + " | Ana || y\n|}",
        "merged cells",
    ),
    "headings merged": ("{|\n! colspan=2 | No. !! Name\n|-\n| 1 || 2 || Ana\n|}", "merged cells"),
    "HTML cells merged": (
        "<table><tr><th>Name<th>x<tr><td rowspan=2>Ana<td>y<tr><td>z</table>",
        "merged cells",
    ),
    "a row without a name's cell": ("{|\n! x !! Name\n|-\n| y\n|}", "no cell for the name (“y”)"),
    "names behind the headings": ("{|\n! Name !! x\n| Ana || y\n|}", "headings and names"),
    "two people in a cell": (
        "{|\n! Name\n|-\n| [[User:Ana|Ana]] and [[User:Bo|Bo]]\n|}",
        "“Ana and Bo” links to 2 people",
    ),
    "more brackets than a parser can bear": (
        "{|\n! Name\n|-\n| " + "{{[[<s>" * 5000 + "\n|}",
        "so much markup",
    ),
    "several people in a cell": (
        "{|\n! Name\n|-\n|\n* Ana\n* Bo\n|}",
        "is a list within one cell",
    ),
    "Ana and Bo": ("== Members ==\n* Ana and Bo", "“Ana and Bo” may be more than one person"),
    "Ana & Bo": ("== Members ==\n* Ana & Bo", "“Ana & Bo” may be more than one person"),
    "Ana y Bo": ("== Miembros ==\n* Ana y Bo", "“Ana y Bo” may be more than one person"),
    "张三、李四": ("== 成员 ==\n* 张三、李四", "“张三、李四” may be more than one person"),
    "a table and a list": (
        "{|\n! Name\n|-\n| Ana\n|}\n== Members ==\n* Bo\n",
        "a table of names, and a list of members elsewhere",
    ),
    "a table whose headings say nothing": (
        "== Members ==\n{|\n! Volunteer\n|-\n| Ana\n|}\n* Write to us\n",
        "no column of the table of members is headed as that of names",
    ),
    "lists of something else below": (
        "== Members ==\n* Ana\n* Bo\n=== Tasks ===\n* Write\n",
        "lists under several headings, not all of whose items are users",
    ),
    "a template in place of a name": ("{|\n! Name\n|-\n| {{Person 7}}\n|}", "{{Person 7}}"),
    "an end that cannot be read": (
        "== Members ==\n* Ana (until the party)",
        "whether Ana is still a member cannot be told (“until the party”)",
    ),
    "the name of a project is no name": (
        "{|\n! Project name !! Lead\n|-\n| x || y\n|}",
        "neither a table",
    ),
    "a heading about members is not theirs": (
        "== Questions to members ==\n* Who?",
        "neither a table",
    ),
}


@pytest.mark.parametrize(("page", "problem"), PROBLEMS.values(), ids=PROBLEMS.keys())
def test_what_leaves_a_doubt_is_reported_and_nobody_is_counted(page, problem):
    found = read_members(page, TODAY)
    assert problem in found.problem
    assert found.names == ()


def test_a_page_of_remarks_without_end_is_read_all_the_same():
    page = "== Members ==\n* Ana" + ", until then" * 20_000
    assert read_members(page, TODAY).names == ("Ana",)


def test_without_today_an_end_to_come_cannot_be_told():
    assert "until May 2018" in read_members("== Members ==\n* Ana (until May 2018)").problem

"""A table of people's own, as rows for a list in which people type."""

from __future__ import annotations

import pytest

from bots.consultation.words import every, table
from bots.errors import UsageError
from bots.exchange.typed import WORDS, read_typed, typed_rows
from bots.kinds import KINDS

SCHEMA = KINDS["reported"].schema(("question",))


def given(text: str):
    return typed_rows(read_typed(text.encode(), [SCHEMA]), SCHEMA, "content")


@pytest.mark.parametrize(
    "headings",
    [
        "Source,Context,Content,Response",
        "source;context;content;response",
        "Source\tContext\tContent\tWorking group response",
        "Source,Contexte,Contenu,Réponse du groupe de travail",
        "Fuente;Contexto;Contenido;Respuesta",
        "Quelle;Kontext;Inhalt;Antwort",
        "المصدر,السياق,المضمون,رد مجموعة العمل",
        "来源,背景,内容,工作组回应",
        "出典,文脈,内容,回答",
        "\ufeffsource ; CONTEXT ; content ; response",
    ],
)
def test_the_columns_of_the_reports_of_2019_are_known_in_many_languages(headings: str):
    sign = next(sign for sign in "\t;," if sign in headings)
    found = given(f"{headings}\nKraków{sign}14 people{sign}Too seldom.{sign}Yes.\n")
    assert found.rows == (
        {"source": "Kraków", "context": "14 people", "content": "Too seldom.", "response": "Yes."},
    )
    assert found.findings == ()


def test_codes_and_facets_come_along_and_what_is_unknown_is_told():
    found = given("Content,Theme,question,Weather,\nA,voice; law,who,rain,\n")
    assert found.rows == ({"content": "A", "theme": "voice; law", "question": "who"},)
    assert [one.sentence for one in found.findings] == [
        "line 1: the column “weather” is not brought"
    ]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Kraków,", "line 2: nothing stands under “content”"),
        ("Kraków,{{broken", "line 2: content: its brackets or tags are not closed, and would tear"),
        ("Kraków,~~~~", "line 2: content: ~~~~ would become the bot's own signature"),
        ("Kraków,a,b", "line 2: there are more cells than headings"),
    ],
)
def test_a_line_that_cannot_be_a_row_is_told_and_the_others_come(line: str, why: str):
    found = given(f"Source,Content\n{line}\nOulu,One account.\n")
    assert found.rows == ({"source": "Oulu", "content": "One account."},)
    [finding] = found.findings
    assert finding.sentence.startswith(why)
    assert finding.what == "refused"


def test_what_spreadsheets_do_to_cells_is_undone():
    found = given('Source,Content,Due\n\'=Kraków,"a|b\nc",31/12/2018\n')
    assert found.rows == ({"source": "=Kraków", "content": "a{{!}}b\nc", "due": "2018-12-31"},)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Source,Weather\na,b\n", "no column is headed “content”"),
        ("row (id),Content\n#a,b\n", "exported from the wiki"),
        ("Weather,Wind\na,b\n", "none of the headings"),
    ],
)
def test_a_table_without_what_was_said_is_none(text: str, why: str):
    with pytest.raises(UsageError, match=why):
        given(text)


def test_no_word_stands_for_two_cells():
    cells = {cell for words in table(WORDS).values() for cell in words}
    assert cells <= {*SCHEMA.people}
    stands: dict[str, set[str]] = {}
    for cell in cells:
        for word in every(WORDS, cell):
            stands.setdefault(word, set()).add(cell)
    assert {word: found for word, found in stands.items() if len(found) > 1} == {}
    assert set(table(WORDS)) >= {"en", "fr", "ar", "zh", "de", "es", "ja", "pt", "ru", "sw"}

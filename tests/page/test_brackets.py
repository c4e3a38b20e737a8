"""Brackets are paired exactly as MediaWiki's preprocessor pairs them.

``cases/preprocessor.json`` holds texts with the answers of MediaWiki 1.39.17. Where Debian's
package is installed, thousands more are put to it; ``--regenerate`` asks for the answers anew.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from bots.page.brackets import brackets
from bots.page.live import ALL_TAGS, live

HERE = Path(__file__).parent
CASES = HERE / "cases" / "preprocessor.json"
PARSER = Path("/usr/share/mediawiki/includes/parser/Preprocessor_Hash.php")
BRACKETS = [*"{ {{ {{{ }} } }}} [[ ]] | = == - -{ }- x é {{a|b=".split(), " ", "\n", "\n=", "\n|c="]
TAGS = [
    *"<nowiki> </nowiki> <nowiki/> <!-- --> <ref> </ref> <pre> </pre> > <INCLUDEONLY> <includeonly>"
    " </includeonly> <noinclude> </noinclude> <onlyinclude>".split(),
    *("<ref ", "/>", "<NoWiki >", "\n", "\t", "\n\n=="),
]

Answer = list[list[object]]


def ours(text: str) -> Answer:
    """What this code finds, in the form and in the offsets of MediaWiki's answers."""
    place = [0]
    for character in text:
        place.append(place[-1] + len(character.encode()))
    return sorted(
        [
            bracket.width,
            place[bracket.start],
            place[bracket.end],
            [
                [place[pipe], place[bracket.equals[part]] if part in bracket.equals else None]
                for part, pipe in enumerate(bracket.pipes, start=1)
            ],
        ]
        for bracket in brackets(live(text))
        if bracket.mark == "{"
    )


def mediawiki(texts: list[str]) -> list[Answer]:
    question = json.dumps({"tags": ALL_TAGS, "texts": texts})
    command = ["php", "-d", "error_reporting=0", str(HERE / "preprocessor.php")]
    answer = subprocess.run(command, input=question, capture_output=True, text=True, check=True)
    return json.loads(answer.stdout)


def random_texts(count: int, seed: int, most: int) -> list[str]:
    chance = random.Random(seed)  # noqa: S311 - the same texts each time
    tokens = (BRACKETS, [*BRACKETS, *BRACKETS, *TAGS])
    return [
        "".join(chance.choices(chance.choice(tokens), k=chance.randint(1, most)))
        for _ in range(count)
    ]


needs_mediawiki = pytest.mark.skipif(
    not (PARSER.exists() and shutil.which("php")),
    reason="MediaWiki's preprocessor is not installed here (Debian's packages mediawiki, php-cli)",
)


def test_texts_are_read_as_mediawiki_reads_them(regenerate: bool):
    if regenerate:
        telling = [t for t in random_texts(9000, 1, 25) if len(ours(t)) > 1 or len(t) > 60][:400]
        cases = list(map(list, zip(telling, mediawiki(telling), strict=True)))
        CASES.write_text("[\n" + ",\n".join(map(json.dumps, cases)) + "\n]\n")
    cases = json.loads(CASES.read_text())
    assert len(cases) == 400
    for text, answer in cases:
        assert ours(text) == answer, text


@needs_mediawiki
@pytest.mark.parametrize("most", [8, 20, 60])
def test_random_texts_are_read_as_mediawiki_reads_them(most: int):
    texts = random_texts(4000, most, most)
    for text, answer in zip(texts, mediawiki(texts), strict=True):
        assert ours(text) == answer, text


@needs_mediawiki
def test_pages_of_cases_are_read_as_mediawiki_reads_them():
    texts = [path.read_bytes().decode() for path in HERE.glob("cases/*/*.wikitext")]
    for text, answer in zip(texts, mediawiki(texts), strict=True):
        assert ours(text) == answer, text

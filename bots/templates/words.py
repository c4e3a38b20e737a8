"""The word template and its style sheets, made from the messages of all languages."""

from __future__ import annotations

from typing import Final

from bots.i18n.messages import SOURCE, is_rtl, languages, messages, speakers
from bots.page.regions import FAMILY

PREFIX: Final = "consultation-"
"""What the keys of all messages begin with."""
NOT_ON_PAGES: Final = ("templatedata-", "template-", "label-", "cell-", "date-", "doc-")
"""Messages that go elsewhere than into the word template, by what follows the prefix."""
NARROW: Final = "999px"
"""The width up to which rows are cards: what a table of nine columns needs beside a sidebar."""
_COLUMN: Final = "column "
LABELLED: Final = (
    "theme",
    "suggested",
    "due",
    "assigned-to",
    "summary",
    "response",
    "change",
    "note",
    "part",
    "merged-into",
    "excluded",
    "source",
    "context",
    "content",
    "said-by",
    "waits-for",
    "too-early",
    "by-hand",
    "evidence",
    "statements",
    "asked-by",
    "answered",
)
"""The cells that have their label before them, whatever the screen's width."""
_UNSET: Final = "⧼lang⧽"
"""What ``{{int:lang}}`` gives where no sysop has made MediaWiki:Lang."""
LANGUAGE: Final = (
    "{{#ifeq:{{PAGELANGUAGE}}|{{CONTENTLANGUAGE}}"
    f"|{{{{#ifeq:{{{{int:lang}}}}|{_UNSET}|{{{{CONTENTLANGUAGE}}}}|{{{{int:lang}}}}}}}}"
    "|{{PAGELANGUAGE}}}}"
)
"""The language to speak: a translated page's own, else the reader's where the wiki tells it."""


def words(language: str) -> dict[str, str]:
    """Return the words that pages show, by their key in the word template: ``status done``."""
    return {
        key.removeprefix(PREFIX).replace("-", " "): value
        for key, value in messages(language).items()
        if not key.removeprefix(PREFIX).startswith(NOT_ON_PAGES)
    }


def by_language(branches: dict[str, str]) -> str:
    """Return a switch over the language to speak; ``branches`` has the text for each language."""
    cases = "".join(
        f"|{'|'.join(speakers(language))}={branches[language]}\n"
        for language in sorted(branches)
        if language != SOURCE
    )
    # MediaWiki looks at one case after the other, and counts: most readers find theirs at once.
    return f"{{{{#switch:{LANGUAGE}\n|{SOURCE}|#default={branches[SOURCE]}\n{cases}}}}}"


def word_template() -> str:
    """Return the template that says one word: ``{{Consultation words|column threads}}``.

    ``2``, ``3`` … are what goes in place of the message's ``$1``, ``$2`` …; ``default`` is said
    where there is no such word. ``language`` and ``dir`` say which language is spoken.
    """
    branches = {}
    for language in languages():
        facts = {"language": language, "dir": "rtl" if is_rtl(language) else "ltr"}
        # Headings are said once a page, other words in each row: those are found first.
        said = sorted(
            (facts | words(language)).items(), key=lambda word: word[0].startswith(_COLUMN)
        )
        cases = "".join(f"|{key}={_wikitext(value)}\n" for key, value in said)
        branches[language] = (
            f"{{{{#switch:{{{{{{1|}}}}}}\n{cases}|#default={{{{{{default|}}}}}}\n}}}}"
        )
    return f"<includeonly>{by_language(branches)}</includeonly>"


def word_styles() -> dict[str, str]:
    """Return the style sheets that label a row's cells where the headings cannot be seen.

    One a language; they are what lets a row have labels without a look-up for each of them.
    """
    return {f"{FAMILY}words/{language}.css": _styles(language) for language in languages()}


def _styles(language: str) -> str:
    rules = "\n".join(
        f"\t.consultation-table .consultation-row > td.consultation-{name}::before"
        f' {{\n\t\tcontent: "{value}";\n\t}}'
        for key, value in words(language).items()
        if key.startswith(_COLUMN)
        for name in [key.removeprefix(_COLUMN).replace(" ", "-")]
    )
    own = messages(language)
    labels = "\n".join(
        f'.consultation-cell.consultation-{name}::before {{\n\tcontent: "{own[key]}: ";\n}}'
        for name in LABELLED
        for key in [f"{PREFIX}label-{name}"]
    )
    return (
        f"/* The labels of cells in the language {language}: of statements, and for cards on narrow"
        f" screens. Made by “consult install”. */\n{labels}\n"
        f"@media (max-width: {NARROW}) {{\n{rules}\n}}\n"
    )


def _wikitext(message: str) -> str:
    # The tenth before the first, for "$1" is a part of "$10".
    for number in range(10, 0, -1):
        message = message.replace(f"${number}", f"{{{{{{{number + 1}|}}}}}}")
    return message

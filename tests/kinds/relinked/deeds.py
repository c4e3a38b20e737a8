"""What people do to comments about which rows stand: archive, move, rename, edit."""

from __future__ import annotations

from datetime import date

from tests.kinds.conftest import SIGNED, Ledger

TODAY, LATER, LAST = date(2018, 6, 1), date(2018, 6, 9), date(2018, 6, 10)
MONEY = "Money must reach small communities without a long form."
TALK = f"""== Funding ==
{MONEY} {SIGNED.format("Ana", 15, 21)}
: '''Oppose'''! {SIGNED.format("Bo", 16, 21)}

== Names ==
Which name will people understand in forty languages? {SIGNED.format("Cy", 1, 22)}
: This one. {SIGNED.format("Di", 2, 22)}
"""
LISTS = ("P/Said", "P/Threads", "P/Waiting")


def row(ledger: Ledger, title: str = "P/Said"):
    """The row about the first thread: the one in which people wrote, or the first one."""
    rows = ledger.rows(title)
    mine = [row for row in rows if row.cells["note"]]
    return (mine or [row for row in rows if "Funding" in row.cells["comment"]])[0]


def totals(ledger: Ledger) -> dict[str, str]:
    cells = ledger.rows("P/Coverage")[0].cells
    names = ("signatures", "comments", "covered", "set aside", "not yet handled")
    return {name: cells[name] for name in names}


def cut(text: str) -> tuple[str, str]:
    """The first thread, and the rest of the page."""
    funding, names, rest = text.partition("\n== Names")
    return funding, names + rest


def archives(text: str) -> dict[str, str]:
    funding, rest = cut(text)
    return {"Talk:P": rest, "Talk:P/Archive 1": funding}


def moves(text: str) -> dict[str, str]:
    funding, rest = cut(text)
    other = "== Else ==\nHello. [[User:Ed|Ed]] 10:00, 1 May 2018 (UTC)\n"
    return {"Talk:P": rest, "Talk:P/Other": other + funding}


def moves_page(text: str) -> dict[str, str]:
    return {"Talk:P": "#REDIRECT [[Talk:P/Money]]", "Talk:P/Money": text}


def renames_heading(text: str) -> dict[str, str]:
    return {"Talk:P": text.replace("== Funding ==", "== Money for all ==")}


def renames_author(text: str) -> dict[str, str]:
    return {"Talk:P": text.replace("[[User:Ana|Ana]]", "[[User:Anna|Anna]]")}


def edits(text: str) -> dict[str, str]:
    return {"Talk:P": text.replace("a long form", "any form")}


DEEDS = {
    "archived": archives,
    "moved": moves,
    "page moved": moves_page,
    "heading renamed": renames_heading,
    "author renamed": renames_author,
    "": edits,
}


def does(ledger: Ledger, *deeds) -> None:
    """People do these things, one after the other."""
    for deed in deeds:
        before = {t: ledger.text(t) for t in ledger.store.titles("Talk:P")}
        changed: dict[str, str] = {}
        for title, text in before.items():
            if "Ana|" in text or "Anna|" in text:
                # What a deed does to the talk page, it does wherever the thread is by now.
                for page, new in deed(text).items():
                    changed[title if page == "Talk:P" else page] = new
        for title, text in changed.items():
            ledger.write(title, text)

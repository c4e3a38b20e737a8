"""Pages that are full: rows as long as they come, in five scripts, until the bot takes no more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bots.kinds.base import Kind
from bots.page.ownership import HELD, SUM
from bots.page.quote import quote
from bots.page.records import write_record
from bots.page.regions import END, START
from bots.run.room import Room, included
from bots.templates.parameters import Parameter, parameters
from bots.templates.shipped import source_files

SAID = {
    "en": "Small communities need money that comes without a long form, and answers to read. ",
    "ru": "Небольшим сообществам нужны средства без длинных анкет и ответы на родном языке. ",
    "ar": "تحتاج المجتمعات الصغيرة إلى مال بلا استمارة طويلة وإلى أجوبة بلغتها. ",
    "hi": "छोटे समुदायों को लंबे फ़ॉर्म के बिना धन चाहिए, और अपनी भाषा में उत्तर। ",
    "ja": "小さなコミュニティには、長い申請書なしで届く資金と、自分たちの言語での回答が必要です。",
}
"""What people say; the last two in three bytes a character."""
PEOPLES = 100
"""Characters that people write in each cell of theirs for sentences."""
SHORT = {
    "stances": "30/10/20",
    "counts": "30/10/0/20/0/0/0/10",
    "marks": "2018/2019/2020/2021",
    "progress": "12/15",
    "deliverables": "12/15",
    "complete": "50/80",
    "handled": "310/400",
    "rev": "29871234",
    "earlier": "29871100",
    "was": "2018-06 → 2018-07-18/2018-07-22 (2018-03-02)",
    "formerly": "Policy → Advocacy (2018-06-30)",
    "by hand": "status, date",
    "assigned to": "[[User:Ana from the North]]",
    "reported by": "[[User:Ana from the North]]",
    "change": "[[Special:Diff/29871234/29871299]]",
    "languages": "ar, de, en, fr, ja, pt, ru, sw, zh",
    "translations": "ar, de, en, fr, ja, pt, ru, sw, zh",
    "theme": "small communities",
    "consent": "names",
}
"""What cells hold whose values have a form of their own."""
EMPTY = ("gone", "reason", SUM, "excluded", "merged into")
"""What rows of which nothing is left have, or such as others speak for."""


def words(language: str, length: int) -> str:
    text = SAID[language]
    return (text * (length // len(text) + 1))[:length].strip()


def cells(kind: Kind, number: int, language: str, longest: int) -> dict[str, str]:
    """A row of this kind with every cell filled."""
    source = source_files()[kind.row.template]
    dates = set(re.findall(r"Consultation date\|\{\{\{([a-z ]+)", source))
    links = set(re.findall(r"\[\[:?\{\{\{([a-z ]+)", source))

    def value(form: Parameter) -> str:
        name = form.name
        if name == kind.row.key:
            return f"{number:08x}"
        if name == HELD:
            # People seldom know better than the bot.
            return "" if number % 10 else "status"
        if name == "lang":
            return language
        if name == "quote":
            return f"{quote(words(language, longest))}…"
        if name in dates:
            return "2018-07-18"
        if name in SHORT:
            return SHORT[name]
        if form.values:
            return form.values[number % len(form.values)]
        if form.type == "number":
            return str(10_000 + number)
        if name in links:
            page, author = words(language, 20), words(language, 12)
            return f"Talk:Strategy/2030/{page}/Archive 3#c-{author}-20180421101500-{page}"
        return words(language, PEOPLES if form.type == "content" else PEOPLES // 2)

    forms = parameters(kind.row.template)
    return {form.name: value(form) for form in forms if form.name not in EMPTY}


def rows(kind: Kind, longest: int, language: str = "") -> Iterator[Mapping[str, str]]:
    """Rows until a page is full, by what the bot knows of them; people's cells come filled."""
    room = Room()
    number = 0
    while True:
        whole = cells(kind, number, language or list(SAID)[number % len(SAID)], longest)
        own = whole if kind.typed else {n: v for n, v in whole.items() if n in kind.row.bot}
        size = len(write_record(kind.row, own).encode()) + 1
        if not room.has(size, included(kind.row, own)):
            return
        room.take(size, included(kind.row, own))
        yield whole
        number += 1


def page(kind: Kind, filled: list[Mapping[str, str]]) -> str:
    """The page with these rows."""
    records = "".join(f"{write_record(kind.row, row)}\n" for row in filled)
    keys = " ".join(row[kind.row.key] for row in filled)
    return (
        f"{{{{{START}|id=full|kind={kind.name}}}}}\n"
        f"{kind.frame.before}{records}{kind.frame.after}"
        f"{{{{{END}|id=full|rows={keys}|next=Full/2}}}}\n"
    )

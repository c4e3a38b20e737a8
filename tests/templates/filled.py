"""Example pages whose regions and records are filled as the bot fills them, with rows made up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType

from bots.kinds import KINDS, RECORD_SCHEMAS
from bots.page.keep import Wanted, keep
from bots.page.quote import cell
from bots.page.regions import END, START, read_host

Cells = Mapping[str, str]
ROWS = {kind.name: kind.row for kind in KINDS.values()}
RECORDS = RECORD_SCHEMAS
TODAY = "2019-01-07"
TALK = "Talk:Strategy/2030/Advocacy"
COMMENT = f"{TALK}#c-Ana-2018-04-21T10:15:00.000Z-Funding"


def region(kind: str, name: str = "r") -> str:
    """An empty region."""
    return f"{{{{{START}|id={name}|kind={kind}}}}}\n{{{{{END}|id={name}}}}}\n"


def filled(kind: str, rows: Sequence[Cells], before: str = "") -> str:
    """A page with one region of this kind, its rows as the bot writes them."""
    host = read_host("Example", f"{before}{region(kind)}", ROWS, RECORDS)
    whole = [{"as of": TODAY, **row} for row in rows]
    return keep(host, {"r": Wanted(whole, KINDS[kind].frame)}, {}, {}, TODAY).text


def with_cells(text: str, key: str, cells: Cells) -> str:
    """The text with these cells of one row set, as a person sets them."""
    start = text.index(f"|id={key}\n")
    end = text.index("\n}}", start)
    lines = text[start:end].split("\n")
    for name, value in cells.items():
        at = next(i for i, line in enumerate(lines) if line.startswith(f"|{name}="))
        lines[at] = f"|{name}={value}"
    return text[:start] + "\n".join(lines) + text[end:]


def overview() -> str:
    pages = [
        ("Talk:Strategy/2030", "en", "14", "212", "86"),
        (TALK, "en", "23", "341", "120"),
        ("Talk:Strategy/2030/Conversations/fr", "fr", "9", "118", "41"),
        ("Talk:Strategy/2030/Conversations/ar", "ar", "7", "64", "22"),
        ("Talk:Strategy/2030/Recommendations/Iteration 1/2", "en", "4", "31", "17"),
    ]
    rows = [
        {
            "id": key,
            "page": page,
            "lang": lang,
            "threads": threads,
            "comments": comments,
            "people": people,
            "first": "2018-04-21",
            "latest": "2019-01-05",
            "latest link": COMMENT,
        }
        for key, (page, lang, threads, comments, people) in zip(
            ("total", "a", "b", "c", "d", "e"),
            [("", "", "57", "766", "233"), *pages],
            strict=True,
        )
    ]
    text = filled("overview", rows)
    text = with_cells(text, "a", {"note": "Two people answer here every Monday."})
    text = with_cells(text, "c", {"held": "comments"})
    return with_cells(text, "e", {"gone": "2019-01-02"})


def threads(headings: Sequence[str] = ()) -> str:
    known = (
        ("Funding for small communities", "en"),
        ("How will communities be heard whose language nobody on the committee speaks?", "en"),
        ("كيف نشارك؟", "ar"),
        ("Qui décide ?", "fr"),
        ("Name of the group", "en"),
    )
    rows = [
        {
            "id": f"t{number}",
            "page": TALK,
            "heading": cell(heading),
            "comment": "c-Ana-2018-04-21T10:15:00.000Z",
            "link": COMMENT,
            "lang": lang,
            "comments": str(2 + 5 * number),
            "people": str(2 + number),
            "started": f"2018-{1 + number % 12:02}-{1 + number % 28:02}",
            "latest": f"2018-{1 + number % 12:02}-{1 + (number + 5) % 28:02}",
            "latest link": COMMENT,
            "state": "closed" if number % 3 == 1 else "open",
        }
        for number, (heading, lang) in enumerate([(heading, "en") for heading in headings] or known)
    ]
    text = filled("threads", rows)
    if headings:
        return text
    summary = "Several people ask that money reaches small communities without a long form."
    text = with_cells(text, "t0", {"summary": summary, "assigned to": "[[User:Ana]]"})
    text = with_cells(text, "t2", {"summary": "يسأل كيف تشارك المجتمعات الصغيرة."})
    return with_cells(
        text, "t4", {"gone": "2019-01-02", "reason": "comment removed", "heading": "", "link": ""}
    )


def milestones() -> str:
    rows = [
        {"id": key, "title": title, "page": "Strategy/2030/Timeline", "date": date, **more}
        for key, title, date, more in (
            (
                "spring",
                "Spring Gathering 2018",
                "2018-04-20/2018-04-22",
                {"status": "done", "progress": "1/1"},
            ),
            ("call", "Call for members is out", "2018-05", {"status": "done", "part of": "spring"}),
            ("eight", "The Advocacy group has eight members", "2018-06", {"status": "overdue"}),
            ("first", "First round", "2018-07/2019-02", {"status": "in progress"}),
            ("drafting", "All groups have begun to draft", "2019-03", {"status": "upcoming"}),
            (
                "over",
                "Recommendations are handed over",
                "2020-05-10",
                {
                    "status": "postponed",
                    "progress": "2/5",
                    "was": "2018-12-31 → 2020-05-10 (2018-11-02)",
                },
            ),
            ("after", "After the Summer Assembly", "late 2018", {"status": "preliminary"}),
            ("second", "A second call", "2018", {"status": "dropped"}),
        )
    ]
    text = filled("milestones", rows)
    return with_cells(text, "eight", {"held": "status", "note": "One person left in May."})


def groups() -> str:
    stages = ("call open", "forming", "drafting", "final", "on holiday")
    names = ("Advocacy", "Capacity building", "Money and sharing", "Partnerships", "Diversity")
    return filled(
        "working groups",
        [
            {
                "id": name,
                "name": name,
                "page": f"Strategy/2030/{name}",
                "stage": stage,
                "members": str(6 + number),
                "threads": str(3 * number),
                "comments": str(31 * number),
                "people": str(9 * number),
                "unanswered": str(number),
                "latest": f"2018-10-0{1 + number}",
                "call until": "2018-05-31",
                "minutes": f"2018-10-1{number}" if number else "",
                "minutes link": f"Strategy/2030/{name}/Notes#2018-10-1{number}" if number else "",
                "next meeting": "2018-11-04" if number == 2 else "",
                "questions": str(number),
                "deliverables": f"{number}/4",
                "formerly": "Sharing → Diversity (2018-06-30)" if name == "Diversity" else "",
            }
            for number, (name, stage) in enumerate(zip(names, stages, strict=True))
        ],
    )


def records() -> str:
    return """== Spring Gathering 2018, April 20-22 ==
{{Consultation milestone
|id=spring
|title=Spring Gathering 2018
|date=2018-04-20/2018-04-22
|part of=recommendations
|done when=date:2018-04-22
|review after=
|note=Leipzig; about 190 people in the room.
|held=
|sum=
|status=done
|progress=2/5
|seen=2018-04-20/2018-04-22
|was=
|as of=2019-01-07
}}
* Collect the themes that people bring, and sort them
* ...

== Recommendations are handed over, May 2020 ==
{{Consultation milestone
|id=handed-over
|title=Recommendations are handed over
|date=2020-05-10
|part of=recommendations
|done when=page:Strategy/2030/Recommendations/Final
|review after=2019-06-01
|note=First planned for the end of 2018.
|held=status
|sum=
|status=postponed
|progress=
|seen=2020-05-10
|was=2018-12-31 → 2020-05-10 (2018-11-02)
|as of=2019-01-07
}}

== Advocacy ==
{{Consultation working group
|id=advocacy
|name=Advocacy
|stage=drafting
|call=Strategy/2030/Call for members
|call until=2018-05-31
|places=8
|notes=
|contact=User:Ana
|note=
|held=
|sum=
|members=8
|names=Ana; Bo; Cy; Di; Ed; Fa; Gu; Hu
|joined=Hu (2018-06-30)
|left=Iva (2018-06-30)
|known as=Advocacy
|formerly=Policy → Advocacy (2018-06-30)
|sign-ups=14
|minutes=2018-10-11
|minutes link=Strategy/2030/Advocacy/Notes#2018-10-11
|next meeting=2018-10-25
|questions=2
|questions link=Strategy/2030/Advocacy#Open_questions
|deliverables=1/3
|threads=12
|comments=57
|people=31
|unanswered=4
|latest=2018-10-03
|as of=2019-01-07
}}
"""


def pages() -> dict[str, str]:
    """The example pages by title; those in ``/ar`` are in Arabic by their page language.

    Each ``filled_*.py`` beside this file adds those of its ``pages()``, and the Arabic of its
    ``ARABIC``.
    """
    made = {
        "Example/overview": overview(),
        "Example/threads": threads(),
        "Example/milestones": milestones(),
        "Example/groups": groups(),
        "Example/records": records(),
        "Example/empty": f"{region('threads')}\n{region('overview', 's')}",
    }
    for module in _further():
        made |= {f"Example/{name}": text for name, text in module.pages().items()}
    return made | {f"{title}/ar": in_arabic(text) for title, text in made.items()}


def _further() -> Iterator[ModuleType]:
    for path in sorted(Path(__file__).parent.glob("filled_*.py")):
        yield import_module(f"{__package__}.{path.stem}")


def in_arabic(text: str) -> str:
    """The page with the words of its people in Arabic."""
    for words in (ARABIC, *(module.ARABIC for module in _further())):
        for english, arabic in words.items():
            text = text.replace(english, arabic)
    return text


ARABIC = {
    "== Spring Gathering 2018, April 20-22 ==": "== لقاء الربيع 2018 ==",
    "== Recommendations are handed over, May 2020 ==": "== تسليم التوصيات ==",
    "== Advocacy ==": "== المناصرة ==",
    "|name=Advocacy": "|name=المناصرة",
    "|name=Capacity building": "|name=بناء القدرات",
    "|name=Money and sharing": "|name=المال والتشارك",
    "|name=Partnerships": "|name=الشراكات",
    "|name=Diversity": "|name=التنوع",
    "=Spring Gathering 2018\n": "=لقاء الربيع 2018\n",
    "Call for members is out": "صدور الدعوة إلى الانضمام",
    "The Advocacy group has eight members": "لمجموعة المناصرة ثمانية أعضاء",
    "=First round\n": "=الجولة الأولى\n",
    "All groups have begun to draft": "كل المجموعات بدأت الصياغة",
    "Recommendations are handed over": "تسليم التوصيات",
    "=After the Summer Assembly\n": "=بعد ملتقى الصيف\n",
    "=late 2018\n": "=أواخر 2018\n",
    "A second call": "دعوة ثانية",
    "One person left in May.": "غادر شخص في مايو.",
    "Leipzig; about 190 people in the room.": "لايبزيغ؛ نحو 190 شخصًا في القاعة.",
    "First planned for the end of 2018.": "كان مقررًا في نهاية 2018.",
    "* Collect the themes that people bring, and sort them": "* جمع المواضيع وترتيبها",
    "Two people answer here every Monday.": "يجيب هنا شخصان كل يوم اثنين.",
    "Funding for small communities": "تمويل المجتمعات الصغيرة",
    "How will communities be heard whose language nobody on the committee speaks?": (
        "كيف تُسمع مجتمعات لا يتكلم لغتها أحد في اللجنة؟"
    ),
    "Several people ask that money reaches small communities without a long form.": (
        "يطلب عدة أشخاص أن يصل المال إلى المجتمعات الصغيرة بلا استمارة طويلة."
    ),
}
"""What people wrote on the example pages, and the same in Arabic."""

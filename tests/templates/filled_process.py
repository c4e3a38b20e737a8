"""Example pages of the roadmap, the calendar, and what was said off the wiki."""

from __future__ import annotations

from bots.consultation.dates.written import read_period
from bots.consultation.process.roadmap import scale_of
from bots.kinds import KINDS
from bots.kinds.phases import SCALE
from bots.page.records import write_record
from bots.page.regions import END, START
from tests.templates.filled import TODAY, filled, with_cells

ROADMAP = "Strategy/2030/Roadmap"


def phases() -> str:
    """The scale, phases for all and for two topics, one in each state."""
    known = (
        ("asking", "Asking: what matters?", "", "2018-04/2018-10", "done", "3/3"),
        ("handover", "Handing over", "", "2019-11/2020-05", "postponed", ""),
        ("scoping", "Scoping", "Advocacy", "2018-07/2018-12", "overdue", "0/1"),
        ("drafting", "Drafting", "Advocacy", "2018-11/2019-09", "in progress", "1/4"),
        ("tools-drafting", "Drafting", "Tools and technology", "2019-03/2019-12", "upcoming", ""),
        ("trying", "Trying things out", "Tools and technology", "", "preliminary", ""),
    )
    scale = scale_of(period for row in known if (period := read_period(row[3])))
    assert scale is not None
    rows = [
        {
            "id": SCALE,
            "marks": "/".join(scale.marks),
            "from": scale.start.isoformat(),
            "until": scale.end.isoformat(),
        }
    ]
    for key, title, track, date, status, progress in known:
        row = {"id": key, "title": title, "page": ROADMAP, "track": track, "date": date}
        period = read_period(date)
        if period:
            begins, lasts = scale.place(period)
            row |= {"begins at": str(begins), "lasts": str(lasts)}
        rows.append({**row, "status": status, "progress": progress})
    by_key = {row["id"]: row for row in rows}
    scoping = f"[[:{ROADMAP}#consultation-phase-scoping|Scoping]]"
    asking = f"[[:{ROADMAP}#consultation-phase-asking|Asking]]"
    by_key["drafting"] |= {"depends on": asking, "waits for": scoping, "too early": scoping}
    by_key["handover"]["was"] = "2018-12 → 2019-11/2020-05 (2018-11-02)"
    by_key["handover"]["waits for"] = f"[[:{ROADMAP}#consultation-phase-drafting|Drafting]]"
    by_key["asking"]["evidence"] = "[[:Strategy/2030/Reports/2018-09]]"
    by_key["scoping"]["by hand"] = "status"
    text = filled("phases", rows)
    return with_cells(text, "trying", {"note": "Depends on who stays."})


def events() -> str:
    """Two events that are over, one that goes on, one to come that was moved, one canceled."""
    known = (
        ("spring", "Spring Gathering 2018", "2018-04-20/2018-04-22", "Leipzig", "conference"),
        ("krakow", "An evening in Kraków", "2018-06-09", "Kraków", "workshop"),
        ("now", "Open call", "2019-01", "", "call"),
        ("lisbon", "Spring Gathering 2019", "2019-05-03/2019-05-05", "Lisbon", "conference"),
        ("xiamen", "Kitchen table", "2019", "Xiamen", "dinner"),
    )
    states = ("past", "past", "in progress", "postponed", "canceled")
    rows = [
        {
            "id": key,
            "title": title,
            "page": "Strategy/2030/Events",
            "date": date,
            "place": place,
            "kind": kind,
            "people": people,
            "status": status,
        }
        for (key, title, date, place, kind), status, people in zip(
            known, states, ("190", "14", "", "210", ""), strict=True
        )
    ]
    rows[0]["details"] = "[[Strategy/2030/Reports/2018-06]]"
    rows[1]["statements"] = "4"
    rows[3]["was"] = "2019-04 → 2019-05-03/2019-05-05 (2018-11-02)"
    rows[4]["by hand"] = "status"
    return with_cells(filled("events", rows), "krakow", {"note": "The tea was cold."})


def reported() -> str:
    """A conversation off the wiki, a statement of it that was answered, one open, one by mail."""
    record = KINDS["reported"].record
    assert record
    krakow = {
        "id": "krakow-evening",
        "title": "An evening in Kraków",
        "kind": "workshop",
        "date": "2018-06-09",
        "place": "Kraków",
        "lang": "pl",
        "people": "14",
        "event": "krakow",
        "reported by": "[[User:Bronislaw Dudek]]",
        "consent": "no names",
        "note": "Two people stayed out of the notes by their own wish.",
        "statements": "2",
        "handled": "1",
        "as of": TODAY,
    }
    brought = {
        name: krakow[name]
        for name in ("kind", "date", "place", "lang", "reported by", "consent", "title")
    }
    brought |= {
        "conversation": "krakow-evening",
        "page": "Strategy/2030/Events",
        "present": "14",
        "as of": TODAY,
    }
    rows = (
        {
            **brought,
            "id": "seldom",
            "context": "most of those who spoke",
            "content": "Rather too seldom than too often; two disagree strongly.",
            "theme": "voice",
            "disposition": "partly accepted",
            "response": "The draft now says who may speak, and when.",
            "change": "[[Special:Diff/1]]",
        },
        {
            **brought,
            "id": "ticket",
            "content": "One does not know that one can apply for the cost of a train ticket.",
            "people": "4",
            "said by": "a teacher",
        },
        {
            "id": "oulu",
            "source": "Letter by a school in Oulu",
            "context": "1 person, by post",
            "content": "Pupils may not make accounts. Can there be one for a class?",
            "stance": "neutral",
        },
    )
    body = "\n".join(write_record(KINDS["reported"].row, row) for row in rows)
    return (
        f"{write_record(record.schema, krakow)}\n{{{{{START}|id=r|kind=reported}}}}\n{body}\n"
        f"{{{{{END}|id=r|rows=seldom ticket oulu}}}}"
    )


def off_wiki() -> str:
    """The rows that count what was said off the wiki, in the overview and in the account."""
    about = {
        "conversation": "krakow-evening",
        "title": "An evening in Kraków",
        "page": "Strategy/2030/Events",
        "lang": "pl",
    }
    whole = {"id": "off-wiki", "conversation": "off-wiki"}
    overview = [
        {"id": "total", "threads": "57", "comments": "766", "people": "233"},
        {**whole, "comments": "12", "people": "71"},
        {
            **about,
            "id": "a",
            "comments": "4",
            "people": "14",
            "first": "2018-06-09",
            "latest": "2018-06-09",
        },
    ]
    numbers = {"reported": "4", "handled": "2", "merged": "1", "set aside": "0"}
    numbers |= {"not yet handled": "1", "next comment": "Strategy/2030/Events#r"}
    account = [{**whole, **numbers}, {**about, **numbers, "id": "a"}]
    more = filled("coverage", account).replace("id=r|", "id=s|").replace("id=r}}", "id=s}}")
    return f"{filled('overview', overview)}\n{more}"


def process_records() -> str:
    """The boxes of a phase, an event and a milestone with evidence."""
    return f"""{{{{Consultation phase
|id=drafting
|title=Drafting
|track=Advocacy
|date=2018-11/2019-09
|depends on=scoping
|part of=recommendations
|status=in progress
|progress=1/4
|was=2018-10 → 2018-11/2019-09 (2018-11-02)
|as of={TODAY}
}}}}
{{{{Consultation event
|id=spring
|title=Spring Gathering 2018
|date=2018-04-20/2018-04-22
|place=Leipzig
|kind=conference
|people=190
|details=[[Strategy/2030/Reports/2018-06]]
|status=past
|statements=4
|as of={TODAY}
}}}}
{{{{Consultation milestone
|id=handed-over
|title=Recommendations are handed over
|date=2020-05-10
|done when=page:Strategy/2030/Recommendations/Final
|depends on=phase:drafting
|evidence=[[:Strategy/2030/Recommendations/Final]]
|held=status
|status=done
|as of={TODAY}
}}}}
"""


def pages() -> dict[str, str]:
    """The example pages by the last part of their title."""
    return {
        "phases": phases(),
        "events": events(),
        "reported": reported(),
        "off-wiki": off_wiki(),
        "process": process_records(),
    }


ARABIC = {
    "Asking: what matters?": "نسأل: ما المهم؟",
    "|Asking]]": "|نسأل]]",
    "Handing over": "التسليم",
    "=Scoping\n": "=تحديد النطاق\n",
    "|Scoping]]": "|تحديد النطاق]]",
    "=Drafting\n": "=الصياغة\n",
    "|Drafting]]": "|الصياغة]]",
    "=Tools and technology": "=الأدوات والتقنية",
    "track=Advocacy": "track=المناصرة",
    "Trying things out": "تجربة الأفكار",
    "Depends on who stays.": "يتوقف على من يبقى.",
    "An evening in Kraków": "أمسية في كراكوف",
    "=Open call": "=لقاء مفتوح",
    "=Kitchen table": "=حول المائدة",
    "=Spring Gathering 2019": "=لقاء الربيع 2019",
    "The tea was cold.": "كان الشاي باردًا.",
    "Two people stayed out of the notes by their own wish.": "بقي شخصان خارج الملاحظات برغبتهما.",
    "most of those who spoke": "معظم من تكلموا",
    "Rather too seldom than too often; two disagree strongly.": (
        "أن نتكلم نادرًا خير من أن نتكلم كثيرًا؛ وعارض اثنان بشدة."
    ),
    "The draft now says who may speak, and when.": "تقول المسودة الآن من يتكلم ومتى.",
    "One does not know that one can apply for the cost of a train ticket.": (
        "لا يعرف الناس أن بإمكانهم طلب ثمن تذكرة القطار."
    ),
    "Letter by a school in Oulu": "رسالة من مدرسة في أولو",
    "1 person, by post": "شخص واحد، بالبريد",
    "Pupils may not make accounts. Can there be one for a class?": (
        "لا يحق للتلاميذ إنشاء حسابات. أيمكن أن يكون للفصل حساب واحد؟"
    ),
}
"""What people wrote on them, and the same in Arabic."""

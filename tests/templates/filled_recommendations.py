"""Example pages of recommendations and initiatives."""

from __future__ import annotations

from tests.templates.filled import COMMENT, filled, with_cells

LINK = "[[:Strategy/2030/Recommendations#consultation-recommendation-{0}|{0}]]"


def recommendations() -> str:
    drafts = (
        ("1-4", "Teach each other", "1", "final", {"into": LINK.format("2-4"), "handled": "12/12"}),
        ("1-5", "A map of skills", "1", "final", {"into": LINK.format("2-4"), "handled": "7/9"}),
        ("1-9", "One wiki for all", "1", "dropped", {"handled": "31/31"}),
        (
            "2-4",
            "Look after skills where they are needed",
            "2",
            "refining",
            {
                "from": f"{LINK.format('1-4')}, {LINK.format('1-5')}",
                "agreement": "in discussion",
                "handled": "18/31",
                "endorsements": "4",
            },
        ),
        ("2-7", "Stand up together", "2", "consulting", {"handled": "0/14"}),
    )
    rows = [
        {
            "id": key,
            "title": title,
            "page": "Strategy/2030/Recommendations",
            "group": "Learning and skills",
            "iteration": iteration,
            "stage": stage,
            "threads": str(2 + number),
            "comments": str(9 + 7 * number),
            "people": str(5 + 3 * number),
            "support": str(7 - number),
            "oppose": str(number),
            "neutral": "1",
            "unanswered": str(number),
            "languages": "ar, en, fr",
            "latest": f"2019-08-{10 + number}",
            "latest link": COMMENT,
            **more,
        }
        for number, (key, title, iteration, stage, more) in enumerate(drafts)
    ]
    text = filled("recommendations", rows)
    return with_cells(text, "1-9", {"note": "Nobody wanted it in the end."})


def initiatives() -> str:
    rows = [
        {
            "id": "desk",
            "title": "A help desk for small communities",
            "page": "Strategy/2030/Help desk",
            "recommendation": "2-4",
            "owner": "Ana",
            "stage": "pilot",
            "next milestone": "The desk opens",
            "next link": "Strategy/2030/Timeline#consultation-milestone-desk",
            "due": "2021-03",
            "progress": "1/3",
            "last report": "2020-11-30",
            "report link": "Strategy/2030/Help desk/Reports#2020-11-30",
            "was": "planning → pilot (2020-09-02)",
            "not evaluated": "planning",
        },
        {
            "id": "map",
            "title": "A map of skills",
            "page": "Strategy/2030/Map",
            "recommendation": "2-4",
            "owner": "Bo",
            "stage": "execution",
            "progress": "2/2",
            "last report": "2020-05-04",
            "report link": "Strategy/2030/Map/Reports#2020-05-04",
            "no news since": "2020-05-04",
        },
        {
            "id": "funds",
            "title": "Funds without long forms",
            "page": "Strategy/2030/Funds",
            "recommendation": "2-7",
            "stage": "nothing yet",
        },
    ]
    text = filled("initiatives", rows)
    return with_cells(text, "funds", {"note": "Waits for the budget."})


RECORDS = """== Look after skills where they are needed ==
{{Consultation recommendation
|id=2-4
|title=Look after skills where they are needed
|group=Learning and skills
|iteration=2
|stage=refining
|direction=equity
|talk=
|pages=[[Strategy/2030/Recommendations/Iteration 2/4&5|English]]
|merged from=1-4; 1-5
|split into=
|replaced by=
|depends on=2-7
|endorsed by=Friends of Free Maps; Reading Rooms Kenya
|agreement=in discussion
|note=The part on exams was taken out.
|held=
|sum=
|from=[[:Strategy/2030/Recommendations#consultation-recommendation-1-4|1-4]]
|origins=[[:Strategy/2030/Recommendations#consultation-recommendation-1-4|1-4]]
|threads=5
|comments=31
|people=14
|support=9
|oppose=3
|neutral=1
|unanswered=2
|languages=ar, en, fr
|latest=2019-08-13
|endorsements=2
|as of=2019-08-14
}}

== A help desk ==
{{Consultation initiative
|id=desk
|title=A help desk for small communities
|recommendation=2-4
|owner=Ana
|stage=pilot
|milestones=
|reports=[[Strategy/2030/Help desk/Reports]]
|report every=90
|evaluation=
|depends on=
|note=
|held=
|sum=
|next milestone=The desk opens
|next link=Strategy/2030/Timeline#consultation-milestone-desk
|due=2021-03
|progress=1/3
|last report=2020-11-30
|report link=Strategy/2030/Help desk/Reports#2020-11-30
|no news since=2020-11-30
|seen=pilot
|was=planning → pilot (2020-09-02)
|not evaluated=planning
|as of=2021-03-01
}}
"""


def pages() -> dict[str, str]:
    """The example pages by name."""
    return {
        "recommendations": recommendations(),
        "initiatives": initiatives(),
        "recommendation records": RECORDS,
    }


ARABIC = {
    "Look after skills where they are needed": "رعاية المهارات حيث تلزم",
    "Teach each other": "ليعلّم بعضنا بعضًا",
    "A map of skills": "خريطة للمهارات",
    "One wiki for all": "ويكي واحد للجميع",
    "Stand up together": "لنقف معًا",
    "Learning and skills": "التعلم والمهارات",
    "Nobody wanted it in the end.": "لم يُرِدها أحد في النهاية.",
    "A help desk for small communities": "مكتب عون للمجتمعات الصغيرة",
    "== A help desk ==": "== مكتب عون ==",
    "The desk opens": "افتتاح المكتب",
    "Funds without long forms": "تمويل بلا استمارات طويلة",
    "Waits for the budget.": "تنتظر الميزانية.",
    "The part on exams was taken out.": "حُذف الجزء المتعلق بالامتحانات.",
}
"""What people wrote on these pages, and the same in Arabic."""

"""Example pages of what is counted: votes, key questions, what changed, pages, what waits."""

from __future__ import annotations

from bots.page.quote import cell
from tests.templates.filled import COMMENT, TALK, filled, with_cells

DRAFT = "Talk:Strategy/2030/Recommendations/Iteration 2/4&5"


def _links(count: int) -> str:
    return " ".join(f"[[{COMMENT}|{number + 1}]]" for number in range(count))


def votes() -> str:
    """A vote, one with struck votes, one in two rounds, one whose first vote was removed."""
    counted = (
        ("Shall the group go on with this?", TALK, "en", (23, 4, 2), "111", "open", ""),
        ("Faut-il garder le mot « plaidoyer » ?", "Talk:Strategy/2030/Conversations/fr", "fr",
         (1, 2, 1), "000", "closed", "Chacun traduit comme il l’entend."),
        ("Vote", DRAFT, "en", (8, 2, 0), "100", "closed", "Back to the group"),
        ("Vote", DRAFT, "en", (14, 1, 3), "000", "open", ""),
        ("A name", TALK, "en", (0, 0, 3), "000", "open", ""),
    )  # fmt: skip
    rows = [
        {
            "id": f"v{number}",
            "page": page,
            "heading": cell(heading),
            "round": "2" if number == 3 else "",
            "lang": lang,
            "comment": "c-Ana-2018-04-21T10:15:00.000Z",
            "link": COMMENT,
            **{
                name: value
                for stance, count in zip(("support", "oppose", "neutral"), people, strict=True)
                for name, value in ((stance, str(count)), (f"{stance} links", _links(count)))
            },
            **dict(zip(("repeated", "struck", "late"), apart, strict=True)),
            "latest": "2018-12-04",
            "latest link": COMMENT,
            "state": state,
            "result": cell(result),
        }
        for number, (heading, page, lang, people, apart, state, result) in enumerate(counted)
    ]
    text = filled("votes", rows)
    text = with_cells(text, "v0", {"ends": "2018-12-15", "note": "A show of hands, no election."})
    gone = {"gone": "2019-01-02", "reason": "comment removed", "heading": "", "link": ""}
    return with_cells(text, "v4", {**gone, "neutral links": "", "latest link": ""})


def questions() -> str:
    """A record as people see it, and the list of all: one held, one gone."""
    asked = (
        ("q7", "7", "Tell us about a decision that you found fair although you lost.", "conceptual",
         "Who decides", "[[User:Ana]]", ("42", "31", "12")),
        ("q8", "8", "Which decisions should be taken closer to the people they touch?",
         "structural", "Who decides", "", ("18", "11", "4")),
        ("q9", "9", "Should there be one body that all can appeal to?", "structural", "Who decides",
         "", ("107", "64", "38")),
        ("form", "", "How long may a form be?", "tactical", "Money and sharing", "",
         ("3", "3", "")),
    )  # fmt: skip
    rows = [
        {
            "id": key,
            "number": number,
            "text": text,
            "page": "Strategy/2030/Who decides?",
            "level": level,
            "group": group,
            "owner": owner,
            **dict(zip(("comments", "people", "statements"), counted, strict=True)),
            "latest": "2018-12-04",
            "latest link": COMMENT,
        }
        for key, number, text, level, group, owner, counted in asked
    ]
    text = filled("questions", rows, f"{QUESTION}\n\n")
    text = with_cells(text, "q8", {"held": "comments", "note": "Counted by hand in May."})
    return with_cells(text, "form", {"gone": "2019-01-02"})


def changes() -> str:
    """One of each sort that people see most, one held, one whose comment was removed."""
    changed = (
        ("new comments", "2018-12-02", TALK, "", "en", ("31", "12"), ""),
        ("new comments", "2018-12-05", "Talk:Strategy/2030/Conversations/fr", "", "fr",
         ("7", "4"), ""),
        ("new thread", "2018-12-03", TALK, "How are small wikis asked?", "en", ("9", "6"), ""),
        ("answered", "2018-12-11", TALK, "Who pays for translations?", "en", ("12", "5"), ""),
        ("closed", "2018-12-20", "Talk:Strategy/2030/Conversations/fr", "Un vote clos", "fr",
         ("18", "11"), ""),
        ("slipped", "2018-12-21", "Strategy/2030/Timeline", "Recommendations are handed over", "",
         ("", ""), "2018-12-31 → 2020-05-10"),
        ("done", "2018-12-28", "Strategy/2030/Timeline", "Call for members is out", "", ("", ""),
         ""),
        ("new recommendation", "2019-01-02", "Strategy/2030/Recommendations/Iteration 2/4&5",
         "A keeper for each tool", "", ("", ""), ""),
        ("new thread", "2018-12-09", TALK, "", "en", ("1", "1"), ""),
    )  # fmt: skip
    rows = [
        {
            "id": f"x{number}",
            "what": what,
            "day": day,
            "page": page,
            "heading": heading,
            "comment": "c-Ana-2018-04-21T10:15:00.000Z" if lang else "",
            "link": COMMENT if lang else "",
            "lang": lang,
            "comments": comments,
            "people": people,
            "was": was,
        }
        for number, (what, day, page, heading, lang, (comments, people), was) in enumerate(changed)
    ]
    text = filled("changes", rows)
    text = with_cells(text, "x1", {"note": "For the report of December."})
    gone = {"gone": "2019-01-02", "reason": "comment removed", "link": "", "comment": ""}
    return with_cells(text, "x8", gone)


def index() -> str:
    """Pages of each sort, one with translations, one moved away."""
    listed = (
        ("Strategy/2030/Recommendations/Iteration 1", "round", "en", "", "14", "212"),
        ("Strategy/2030/Reports/2018-06", "report", "en", "", "3", "18"),
        ("Strategy/2030/Advocacy", "working group", "en", "", "23", "341"),
        ("Strategy/2030/Who decides?", "question", "en", "", "3", "10"),
        ("Strategy/2030/Timeline", "list", "en", "", "4", "18"),
        ("Strategy/2030", "page", "en", "ar, fr", "6", "39"),
        ("Talk:Strategy/2030/Conversations/fr", "talk page", "fr", "", "9", "118"),
        ("Talk:Strategy/2030/Archive 1", "archive", "en", "", "7", "32"),
        ("Strategy/2030/Capacity building", "page", "en", "", "0", "0"),
    )
    rows = [
        {
            "id": f"i{number}",
            "page": page,
            "sort": sort,
            "lang": lang,
            "translations": translations,
            "threads": threads,
            "comments": comments,
            "latest": "2018-12-04" if threads != "0" else "",
            "latest link": COMMENT if threads != "0" else "",
        }
        for number, (page, sort, lang, translations, threads, comments) in enumerate(listed)
    ]
    text = filled("index", rows)
    text = with_cells(text, "i1", {"note": "Read this one first."})
    return with_cells(text, "i8", {"gone": "2019-01-02"})


def digest() -> str:
    """How much in all, a task of each sort, two that are done."""
    found = (
        ("total", "", "", "", "35", "", ""),
        ("refused", "Strategy/2030/Events", "", "", "1", "",
         "line 4: region calls has the kind “call”, which is none"),
        ("trouble", "Strategy/2030/Timeline", "", "", "2", "",
         "milestone after: the date “after the storm” cannot be read"),
        ("held", "Strategy/2030/Timeline", "", "", "1", "", "eight"),
        ("milestone", "Strategy/2030/Timeline", "", "", "1", "2018-12-31", "First round"),
        ("due", "Strategy/2030/Advocacy/Statements", "en", "", "2", "2019-01-05", ""),
        ("unanswered", TALK, "en", COMMENT, "3", "2018-04-22", ""),
        ("unanswered", "Talk:Strategy/2030/Conversations/fr", "fr", COMMENT, "1", "2018-12-28", ""),
        ("uncoded", "Strategy/2030/Advocacy/Statements", "en", "", "24", "", ""),
        ("uncoded", "Strategy/2030/Advocacy/Statements", "fr", "", "0", "", ""),
        ("held", "Strategy/2030/Who decides?", "", "", "0", "", ""),
    )  # fmt: skip
    rows = [
        {
            "id": "total" if sort == "total" else f"d{number}",
            "sort": "" if sort == "total" else sort,
            "page": page,
            "lang": lang,
            "count": count,
            "since": since,
            "link": link,
            "what": what,
        }
        for number, (sort, page, lang, link, count, since, what) in enumerate(found)
    ]
    text = filled("digest", rows)
    return with_cells(text, "d6", {"note": "Ask the people of the small wikis."})


QUESTION = f"""{{{{Consultation question
|id=q-9
|number=9
|text=Should there be one body that all can appeal to?
|also=Faut-il une instance d’appel ?; 是否需要一个申诉机构？
|level=structural
|group=Who decides
|owner=
|talk=Talk:Strategy/2030/Who decides?; Talk:Strategy/2030/Conversations*
|note=Asked again in the second round.
|held=
|sum=
|comments=107
|people=64
|statements=38
|latest=2018-12-04
|latest link={COMMENT}
|as of=2019-01-07
}}}}"""


def pages() -> dict[str, str]:
    """The example pages by the last part of their title."""
    return {
        "votes": votes(),
        "questions": questions(),
        "changes": changes(),
        "index": index(),
        "digest": digest(),
    }


ARABIC = {
    "Shall the group go on with this?": "هل تواصل المجموعة هذا العمل؟",
    "Back to the group": "يعود إلى المجموعة",
    "A show of hands, no election.": "رفع أيدٍ لا انتخاب.",
    "=Vote\n": "=تصويت\n",
    "Tell us about a decision that you found fair although you lost.": (
        "حدثونا عن قرار رأيتموه عادلًا مع أنكم خسرتم."
    ),
    "Which decisions should be taken closer to the people they touch?": (
        "أي القرارات ينبغي أن تُتخذ أقرب إلى من تمسهم؟"
    ),
    "Should there be one body that all can appeal to?": "هل ينبغي أن توجد هيئة يلجأ إليها الجميع؟",
    "How long may a form be?": "كم يجوز أن تطول الاستمارة؟",
    "|group=Who decides\n": "|group=من يقرر\n",
    "|group=Money and sharing\n": "|group=المال والتشارك\n",
    "A keeper for each tool": "حارس لكل أداة",
    "Read this one first.": "ابدأوا بقراءة هذا.",
    "For the report of December.": "لتقرير ديسمبر.",
    "Counted by hand in May.": "عُدّت يدويًا في مايو.",
    "Asked again in the second round.": "طُرح ثانية في الجولة الثانية.",
}
"""What people wrote on them, and the same in Arabic."""

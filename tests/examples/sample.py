"""The sample consultation's pages, read as files, with plain expressions.

So the sample judges the code and not the other way round. The numbers were counted when the pages
were written.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

from bots.kinds import KINDS

SAMPLE = Path(__file__).resolve().parent.parent.parent / "examples" / "strategy-2030"
FILES = sorted((SAMPLE / "pages").rglob("*.wikitext"))
TALK = "Talk:Strategy/2030"

# Talk page: threads (headings of the second level), comments.
WRITTEN = {
    TALK: (6, 39),
    f"{TALK}/Advocacy": (5, 39),
    f"{TALK}/Archive 1": (7, 32),
    f"{TALK}/Bot": (2, 5),
    f"{TALK}/Concerns": (0, 7),
    f"{TALK}/Conversations/ar": (5, 20),
    f"{TALK}/Conversations/fr": (4, 22),
    f"{TALK}/Conversations/zh": (5, 21),
    f"{TALK}/Events": (2, 4),
    f"{TALK}/Learning and skills": (3, 15),
    f"{TALK}/Money and sharing": (3, 10),
    f"{TALK}/Recommendations/Iteration 1/1": (3, 19),
    f"{TALK}/Recommendations/Iteration 1/4": (2, 5),
    f"{TALK}/Recommendations/Iteration 2/4&5": (4, 29),
    f"{TALK}/Safe and welcoming": (3, 9),
    f"{TALK}/Timeline": (4, 18),
    f"{TALK}/Tools and technology": (3, 17),
    f"{TALK}/Who decides?": (3, 10),
    f"{TALK}/Working groups": (3, 9),
}
# Group page: how many are in the group; those struck out have left.
MEMBERS = {
    "Strategy/2030/Advocacy": 8,
    "Strategy/2030/Learning and skills": 6,
    "Strategy/2030/Money and sharing": 2,
    "Strategy/2030/Safe and welcoming": 6,
    "Strategy/2030/Tools and technology": 6,
}
# Pages that the texts speak of and that must not exist.
MISSING = {
    "Strategy/2030/Bot/Stop",
    "Strategy/2030/Reports/First review",
}
# A comment is signed with a date, but not every date signs a comment: one stands in nowiki, one in
# an HTML comment, both on the portal's talk page.
DECOYS = Counter({TALK: 2})

WIKIS = {
    f"{TALK}/Conversations/fr": "frwiki",
    f"{TALK}/Conversations/ar": "arwiki",
    f"{TALK}/Conversations/zh": "zhwiki",
}
STAMPS = {
    "metawiki": r"\d\d:\d\d, \d{1,2} [A-Z][a-z]+ 20\d\d \(UTC\)",
    "frwiki": r"\d{1,2} \w+ 20\d\d à \d\d:\d\d \(CES?T\)",
    "arwiki": r"\d\d:\d\d، \d{1,2} \w+ 20\d\d \(ت ع م\)",
    "zhwiki": r"20\d\d年\d{1,2}月\d{1,2}日 \([一二三四五六日]\) \d\d:\d\d \(UTC\)",
}
ALONE = "|".join(
    sorted(
        k.record.schema.template.removeprefix("Consultation ") for k in KINDS.values() if k.record
    )
)
RECORD = re.compile(rf"^\{{\{{Consultation ({ALONE})\n((?:\|.*\n)*)\}}\}}$", re.MULTILINE)
TYPED = re.compile(
    r"^\{\{Consultation (?:reported statement|request)\n((?:\|.*\n)*)\}\}$\n", re.MULTILINE
)
REGION = re.compile(
    r"^\{\{Consultation region\|id=([^|}]+)\|kind=([^|}]+?)(?:\|source=([^|}]+))?"
    r"(?:\|(?:by|facet|since|prefix|for)=[^|}]+)?\}\}\n"
    r"(?:\{\{Consultation (?:reported statement|request)\n(?:\|.*\n)*\}\}\n)*"
    r"\{\{Consultation region end\|id=([^|}]+)\}\}$",
    re.MULTILINE,
)
BOTS_CELLS = {
    "milestone": {"status", "progress", "evidence", "was", "seen", "as of", "sum", "held"},
    "phase": {"status", "progress", "evidence", "was", "seen", "as of", "sum", "held"},
    "event": {"status", "statements", "was", "seen", "as of", "sum", "held"},
    "conversation": {"statements", "handled", "as of", "sum", "held"},
    "question": {
        "comments", "people", "statements", "latest", "latest link", "as of", "sum", "held",
    },
    "working group": {
        "members", "threads", "comments", "people", "latest", "as of", "sum", "held",
    },
}  # fmt: skip
STAGES = {
    "call open", "forming", "scoping", "drafting", "consulting", "refining", "final", "closed",
}  # fmt: skip


def title_of(file: Path) -> str:
    path = file.relative_to(SAMPLE / "pages").as_posix().removesuffix(".wikitext")
    return unquote(path).replace("_", " ")


PAGES = {title_of(file): file.read_bytes().decode() for file in FILES}


def live(text: str) -> str:
    return re.sub(r"<pre>.*?</pre>|<nowiki>.*?</nowiki>|<!--.*?-->", "", text, flags=re.DOTALL)


def wiki_of(title: str) -> str:
    return WIKIS.get(title, "metawiki")


def records(kind: str) -> list[tuple[str, dict[str, str]]]:
    found = []
    for title, text in PAGES.items():
        for match in RECORD.finditer(live(text)):
            if match[1] == kind:
                lines = match[2].splitlines()
                found.append((title, dict(line[1:].split("=", 1) for line in lines)))
    return found


def regions() -> list[tuple[str, str, str, str]]:
    found = []
    for title, text in PAGES.items():
        for match in REGION.finditer(live(text)):
            assert match[1] == match[4], title
            found.append((title, match[1], match[2], match[3] or ""))
    return found


def settings() -> dict:
    return tomllib.loads((SAMPLE / "config" / "strategy-2030.toml").read_text(encoding="utf-8"))

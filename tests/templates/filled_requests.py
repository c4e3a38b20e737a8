"""An example page of what people ask the bot for."""

from __future__ import annotations

from bots.consultation.requests import TEMPLATE
from bots.kinds import KINDS, RECORD_SCHEMAS
from bots.page.regions import END, START, read_host

ANSWER = "Strategy/2030/Requests/81bc7f3a"
ROWS = (
    {
        "id": "81bc7f3a",
        "state": "done",
        "asked by": "Ana",
        "answered": "2019-01-07",
        "answer": ANSWER,
        "do": "preview",
        "page": "Strategy/2030/Advocacy/Statements",
        "note": "Before Monday’s call.",
    },
    {
        "id": "19af064f",
        "state": "done",
        "asked by": "Ana",
        "answered": "2019-01-07",
        "answer": "Strategy/2030/Requests/19af064f",
        "why": "some lines",
        "do": "import",
        "page": "Strategy/2030/Advocacy/Coded",
    },
    {
        "id": "7f3ad0b2",
        "state": "refused",
        "asked by": "Somebody else",
        "answered": "2019-01-07",
        "why": "not listed",
        "do": "update",
    },
    {
        "id": "e5cc6084",
        "state": "failed",
        "asked by": "Ana",
        "answered": "2019-01-07",
        "why": "Strategy/2030/Events: region calls has the kind “…”, which is none",
        "do": "update",
        "page": "Strategy/2030/Events; Strategy/2030/Timeline",
    },
    {"do": "export"},
)


def requests() -> str:
    """Requests done, refused, failed and waiting."""
    rows = "".join(
        f"{{{{{TEMPLATE}\n" + "".join(f"|{name}={value}\n" for name, value in row.items()) + "}}\n"
        for row in ROWS
    )
    keys = " ".join(row["id"] for row in ROWS if "id" in row)
    text = f"{{{{{START}|id=r|kind=requests}}}}\n{rows}{{{{{END}|id=r|rows={keys}}}}}\n"
    read_host("Example", text, {k.name: k.row for k in KINDS.values()}, RECORD_SCHEMAS)
    return text


def pages() -> dict[str, str]:
    """The example pages by the last part of their title."""
    return {"requests": requests()}


ARABIC = {"Before Monday’s call.": "قبل مكالمة الاثنين."}
"""The words of people on these pages that are not Arabic yet, and what they are in Arabic."""

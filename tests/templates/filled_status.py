"""An example page of the bot's status."""

from __future__ import annotations

from tests.templates.filled import filled, with_cells


def status() -> str:
    """What the last run came to, a page to mend, two things to look at, one that is mended."""
    total = {
        "id": "total",
        "count": "3",
        "last run": "2019-01-07",
        "looked at": "64",
        "listed": "1403",
        "comments": "766",
        "to mend": "1",
        "to look at": "2",
        "set by hand": "5",
    }
    found = (
        ("refused", "Strategy/2030/Events", "1",
         "line 4: region calls has the kind “call”, which is none", "use events or phases"),
        ("trouble", "Strategy/2030/Timeline", "1",
         "milestone after: the date “soonish” cannot be read", "write it as 2030-07-18"),
        ("trouble", "Strategy/2030/Who decides?", "1", "there are two tables of members", ""),
        ("trouble", "Strategy/2030/Advocacy", "0", "", ""),
    )  # fmt: skip
    rows = [
        {"id": f"s{n}", "sort": sort, "page": page, "count": count, "what": what, "mend": mend}
        for n, (sort, page, count, what, mend) in enumerate(found)
    ]
    return with_cells(filled("status", [total, *rows]), "s1", {"note": "Ana asks the organizers."})


def pages() -> dict[str, str]:
    """The example pages by the last part of their title."""
    return {"status": status()}


ARABIC = {"Ana asks the organizers.": "آنا تسأل المنظمين."}
"""The words of people on these pages that are not Arabic yet, and what they are in Arabic."""

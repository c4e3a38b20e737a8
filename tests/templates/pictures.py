"""The pictures in ``docs/pictures`` of the example pages, taken anew:

    python -m tests.templates.pictures [NAME ...]

Each in English and Arabic, on a desktop and on a phone, from a MediaWiki in a directory of its own.
NAME is an example's, such as ``milestones``; with none, all are taken of which there are pictures.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bots import sandbox as sandboxes
from bots.sandbox import Person, Place, Sandbox
from bots.templates import templates
from tests.templates.chromium import Chromium
from tests.templates.filled import pages

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
SCREENS = {1280: "vector-2022", 360: "minerva"}


def main(names: list[str]) -> None:
    """Take the pictures of these examples."""
    with tempfile.TemporaryDirectory(prefix="consult-pictures-") as folder:
        place = Place(Path(folder) / "sandbox")
        wiki = sandboxes.up(place)
        try:
            sandboxes.load(wiki, {**templates(), **pages()})
            sandboxes.load(wiki, dict.fromkeys(_red_links(wiki), "A page."))
            _take(wiki, names)
        finally:
            sandboxes.down(place, forget=True)


def _red_links(wiki: Sandbox) -> list[str]:
    """Return the pages that the examples link to and that are not there."""
    person = Person(wiki.api, wiki.accounts.human)
    found: set[str] = set()
    for title in pages():
        links = person.ask(
            action="query", titles=title, generator="links", gpllimit="max", prop="info"
        )
        there = links.get("query", {}).get("pages", ())
        found |= {page["title"] for page in there if "missing" in page and page["ns"] >= 0}
    return sorted(found)


def _taken() -> set[str]:
    return {path.stem.rsplit("-", 2)[0] for path in PICTURES.glob("*-en-*.png")}


def _take(wiki: Sandbox, names: list[str]) -> None:
    with Chromium() as browser:
        for title in pages():
            _, name, *arabic = title.split("/")
            language = "ar" if arabic else "en"
            if name not in (names or _taken()):
                continue
            for width, skin in SCREENS.items():
                url = f"{wiki.page_url(title)}?useskin={skin}&uselang={language}"
                browser.open(url, width)
                target = PICTURES / f"{name}-{language}-{width}.png"
                target.write_bytes(browser.picture(".mw-parser-output"))
                print(target)  # noqa: T201 - who takes pictures wants to look at them


if __name__ == "__main__":
    main(sys.argv[1:])

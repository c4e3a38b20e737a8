"""The forms in which ``consult parse`` gives pages, page by page, so that any number will do."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bots.exchange.pages import Page, rows
from bots.talk import records
from bots.talk.records import Record
from bots.talk.site import Site
from bots.talk.threads import parse


@dataclass(frozen=True, slots=True)
class Form:
    """What is wanted: the format, of one page or of several, or only the account of them."""

    name: str
    several: bool
    coverage: bool
    site: Site


def rendered(form: Form, pages: list[Page]) -> tuple[int, list[bytes]]:
    """Return how many pages these were, and each as text of this form, in UTF-8."""
    if form.coverage:
        write = _account_lines
    else:
        write = {"tree": _tree, "ndjson": _ndjson, "json": _document}[form.name]
    return len(pages), ["\n".join(write(form, page)).encode() for page in pages]


def tabled(form: Form, pages: list[Page]) -> tuple[int, list[Record]]:
    """Return how many pages these were, and the rows of all of them."""
    return len(pages), [row for page in pages for row in rows(page, form.site)]


def joined(form: Form, texts: Iterable[bytes]) -> Iterator[bytes]:
    """Yield what is written of the pages' texts: lines, or one JSON document."""
    if form.name != "json" or form.coverage:
        yield from (text + b"\n" for text in texts if text)
        return
    if not form.several:
        yield from (text + b"\n" for text in texts)
        return
    # Written as it comes: a dump's document would not fit into memory.
    yield b'{"version": %d, "pages": [' % records.VERSION
    before = b"\n"
    for text in texts:
        yield before + text
        before = b",\n"
    yield b"\n]}\n"


def _tree(form: Form, page: Page) -> Iterator[str]:
    parsed = parse(page.text, form.site)
    if not form.several:
        yield from records.tree(parsed, page.text)
    elif parsed.items:
        yield f"[[{page.title}]]"
        yield from records.tree(parsed, page.text)
        yield ""


def _ndjson(form: Form, page: Page) -> Iterator[str]:
    place = page.place if form.several else {}
    for item in parse(page.text, form.site).items:
        yield json.dumps(place | records.record(item), ensure_ascii=False)


def _document(form: Form, page: Page) -> Iterator[str]:
    parsed = parse(page.text, form.site)
    whole: dict[str, Any] = {
        **(page.place if form.several else {"version": records.VERSION, "wiki": page.wiki}),
        "items": [records.record(item) for item in parsed.items],
        "threads": [records.thread_record(thread) for thread in parsed.threads],
        **records.account(parsed),
    }
    yield json.dumps(whole, ensure_ascii=False, indent=None if form.several else 1)


def _account_lines(form: Form, page: Page) -> Iterator[str]:
    account = records.account(parse(page.text, form.site))
    if form.name != "tree":
        place = page.place if form.several else {}
        yield json.dumps(place | account, ensure_ascii=False)
        return
    if form.several:
        yield f"[[{page.title}]]"
    yield (
        f"{account['seen']} timestamps: {account['signatures']} signatures of "
        f"{account['comments']} comments, {len(account['rejected'])} set aside"
    )
    for rejected in account["rejected"]:
        yield f"line {rejected['line']}: {rejected['reason']}"

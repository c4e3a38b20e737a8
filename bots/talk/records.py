"""A parsed page as plain records, as tree and as an account: what leaves the parser as text.

The fields keep DiscussionTools' words where it has them. Every record has every field, with null
where it does not apply, so that a table can be made of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from bots.talk.items import CommentItem, HeadingItem, TalkPage, Thread, ThreadItem

VERSION: Final = 1
"""Of the records' fields; a field that changes its meaning or goes makes it greater."""

Record = dict[str, Any]


def record(item: ThreadItem) -> Record:
    """Return an item as a record."""
    fields: Record = {
        "type": item.type,
        "index": item.index,
        "level": item.level,
        "headingLevel": None,
        "placeholder": None,
        "text": None,
        "author": None,
        "timestamp": None,
        # Above the first heading there is no section and no topic.
        "section": item.section or None,
        "topic": item.topic or None,
        "parent": item.parent,
        "id": item.id,
        "name": item.name,
        "line": item.line,
        "span": [item.start, item.end],
        "signatures": None,
        "signatureSpans": None,
        "unsigned": None,
        "automatic": None,
        "answers": None,
        "replies": list(item.replies),
        "warnings": list(item.warnings),
    }
    if isinstance(item, HeadingItem):
        fields |= {
            "headingLevel": item.heading_level,
            "placeholder": item.placeholder,
            "text": item.text,
        }
    else:
        fields |= {
            "author": item.author,
            "timestamp": item.timestamp.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "signatures": len(item.signatures),
            "signatureSpans": [list(signature) for signature in item.signatures],
            "unsigned": item.unsigned,
            "automatic": item.automatic,
            "answers": item.answers,
        }
    return fields


def thread_record(thread: Thread) -> Record:
    """Return what there is to say of a thread as a whole."""
    first, latest = thread.first, thread.latest
    return {
        "heading": thread.heading.index,
        "comments": [comment.index for comment in thread.comments],
        "authors": list(thread.authors),
        "first": first.index if first else None,
        "latest": latest.index if latest else None,
        "closed": thread.closed,
        "resolved": thread.resolved,
        "span": [thread.start, thread.end],
    }


def account(page: TalkPage) -> Record:
    """Return what was seen on a page and what became of it."""
    return {
        "seen": page.seen,
        "signatures": page.signed,
        "comments": len(page.comments),
        "rejected": [
            {"line": rejected.line, "at": rejected.start, "reason": rejected.reason}
            for rejected in page.rejected
        ],
    }


def tree(page: TalkPage, source: str) -> Iterator[str]:
    """Yield a page as lines for people: headings; who wrote when, and how it begins."""
    for item in page.items:
        if isinstance(item, HeadingItem):
            if item.index:
                yield ""
            yield f"{'=' * min(item.heading_level, 6)} {item.text or '(no heading)'}"
        else:
            yield f"{'  ' * item.level}{_who(item)}  {_opening(item.body(source))}".rstrip()


def _who(comment: CommentItem) -> str:
    marks = [
        mark
        for mark, shown in (("unsigned", comment.unsigned), ("automatic", comment.automatic))
        if shown
    ]
    note = f" ({', '.join(marks)})" if marks else ""
    return f"{comment.author}, {comment.timestamp:%Y-%m-%d %H:%M}{note}"


def _opening(body: str, width: int = 60) -> str:
    """Return how a text begins, on one line."""
    folded = " ".join(body[: 4 * width].split()).lstrip("*#:; ")
    return folded if len(folded) <= width else f"{folded[: width - 1].rstrip()}…"

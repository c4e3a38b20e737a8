"""Which pages a page's text transcludes, as MediaWiki's ``{{...}}`` names them. Pure.

Names are found by a search, not by a parser, so that a thousand long pages take seconds. A call
that is never closed, or stands in an argument that its template drops, counts here and does not
count in MediaWiki: a page too many is looked at. A name that is computed (``{{{{{1}}}}}``) is not
known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Final

from bots.errors import InvalidTitle
from bots.stores.titles import NAMESPACES, normalize
from bots.talk.masking import GONE, mask

# Three braces are a parameter, five a parameter that names the template: neither is known here.
# Four are two calls, the inner one's result naming the outer's. The look-behinds stand behind the
# braces because a search for literal braces is thirty times as fast.
_CALL: Final = re.compile(r"\{\{(?:(?<!\{{3})|(?<=(?<!\{)\{{4}))([^{}|\[\]<>#\x7f]++)(?=\||\}\})")
_MODIFIER: Final = re.compile(r"(?:safesubst|msg|msgnw|raw)\s*:", re.IGNORECASE)
_ONLY: Final = re.compile(r"<onlyinclude>(.*?)(?:</onlyinclude>|\Z)", re.DOTALL)
_INCLUSION: Final = re.compile(r"(</?)(noinclude|includeonly)(?=[\s/>])", re.IGNORECASE)


def shown(text: str) -> frozenset[str]:
    """Return the names in the calls that are live where the page itself is shown."""
    if "{{" not in text:
        return frozenset()
    live = mask(text).replace(GONE, "")
    # Each name once: a page may call one template some hundred times.
    names = set(_CALL.findall(live))
    return frozenset(_MODIFIER.sub("", name.strip(), 1).strip() for name in names)


def included(text: str) -> frozenset[str]:
    """Return the names in the calls that are live where the page is transcluded.

    There ``noinclude`` hides and ``includeonly`` shows; ``onlyinclude`` leaves nothing else.
    """
    return shown(as_included(text))


def as_included(text: str) -> str:
    """Return a text whose live parts are those that reach the pages which transclude it."""
    if "<onlyinclude>" in text and "</onlyinclude>" in text:
        text = "".join(_ONLY.findall(text))
    return _INCLUSION.sub(_swapped, text)


def resolve(name: str, page: str) -> str:
    """Return the title of what ``{{name}}`` transcludes on a page, or nothing where it cannot be.

    ``X`` is Template:X, ``:X`` and ``Talk:X`` are those pages, ``/X`` is the page's own subpage.
    """
    if name.startswith("/"):
        name = f":{page}{name.rstrip('/')}"
    elif name.startswith("../"):
        above, steps = page, name
        while steps.startswith("../"):
            above, steps = above.rpartition("/")[0], steps[3:]
        name = f":{above}/{steps}".rstrip("/") if above else ""
    try:
        if name.startswith(":"):
            return normalize(name[1:])
        title = normalize(name)
        if title.partition(":")[0] in NAMESPACES and ":" in title:
            return title
        return normalize(f"Template:{name}")
    except InvalidTitle:
        return ""


def users(
    template: str,
    pages: Iterable[tuple[str, str]],
    included_by: Callable[[str], Collection[str]],
    canonical: Callable[[Collection[str]], Collection[str]] = frozenset,
) -> Iterator[str]:
    """Yield the titles of the pages, given with their texts, that transclude a template.

    ``included_by`` gives the calls in a page when it is transcluded itself, ``canonical`` names as
    the wiki writes them.
    """
    try:
        goal = normalize(f"Template:{template}")
    except InvalidTitle:
        return
    known: dict[str, Collection[str]] = {}

    def names_in(title: str) -> Collection[str]:
        if title not in known:
            known[title] = canonical(included_by(title))
        return known[title]

    for title, text in pages:
        if "{{" in text and reaches(canonical(shown(text)), title, goal, names_in):
            yield title


def reaches(
    names: Collection[str], page: str, goal: str, names_in: Callable[[str], Collection[str]]
) -> bool:
    """Return whether a page that shows these calls transcludes ``goal``, at whatever depth.

    ``names_in`` gives the calls in a transcluded page, empty where there is no such page. A
    relative name means the page that is shown, wherever it stands, as in MediaWiki.
    """
    seen = set()
    waiting = [resolve(name, page) for name in names]
    while waiting:
        title = waiting.pop()
        if title == goal:
            return True
        if title and title not in seen:
            seen.add(title)
            waiting += [resolve(name, page) for name in names_in(title)]
    return False


def _swapped(tag: re.Match[str]) -> str:
    """Return the tag that means for a page shown what this one means for a page included."""
    other = "includeonly" if tag[2].lower() == "noinclude" else "noinclude"
    return tag[1] + other

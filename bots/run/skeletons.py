"""The pages of a new consultation: their titles and their texts, from the settings and names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import resources
from string import Template
from typing import Final

from bots.consultation.adopting.slugs import fresh_slug
from bots.consultation.talks.sources import talk_title
from bots.errors import InvalidTitle, UsageError
from bots.i18n.bundles import say, speaker
from bots.page.quote import cell, folded
from bots.settings import Settings
from bots.stores.titles import NAMESPACES, normalize
from bots.talk.site import site

_BUNDLE: Final = "skeletons"
"""The messages of which the pages are made."""
_BELOW: Final = ("timeline", "working_groups", "call", "events", "conversations")
"""The skeletons of the pages that each consultation has below its portal."""
_TALKS: Final = frozenset({"portal", "timeline", "group", "question"})
"""The skeletons of pages whose talk page gets a header: people are to write there."""
_LONGEST: Final = 120
"""Bytes of a title that is made from a question."""
_BRACKETS: Final = re.compile(r"[<>\[\]{}]+")
_NOT_IN_TITLES: Final = re.compile(r"[|#%~&;*_\x00-\x1f\x7f]+")
_SHOWS_NO_LINK: Final = frozenset({"File", "Category"})
"""Namespaces whose links do something else than to link."""


@dataclass(frozen=True, slots=True)
class NewPage:
    """A page to be created, if there is none of its title."""

    title: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class _Sketch:
    """A page before its skeleton is filled."""

    title: str
    skeleton: str
    label: str
    """What its talk page calls it."""
    more: Mapping[str, str] = field(default_factory=dict)


class _Skeleton(Template):
    braceidpattern = r"[a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*"


class _Values(dict[str, int | str]):
    """What stands for a skeleton's placeholders: names and titles, and ``portal.lead`` is said."""

    def __missing__(self, key: str) -> str:
        if "." not in key:
            raise KeyError(key)
        return say(str(self["language"]), f"{_BUNDLE}-{key.replace('.', '-')}", self)


def new_pages(
    settings: Settings,
    groups: Iterable[str],
    questions: Iterable[str],
    taken: Collection[str] = (),
) -> list[NewPage]:
    """Return the pages of a new consultation, each talk page behind its page.

    ``taken`` are the ids that working groups have already. Raises UsageError where a name makes no
    title, or two names make one.
    """
    root = _title(settings.scope.prefixes[0])
    name = settings.consultation.name
    said = _said(settings)
    tails = {skeleton: said[f"title.{skeleton.replace('_', '-')}"] for skeleton in _BELOW}
    sketches = [
        _Sketch(root, "portal", name),
        *(_Sketch(f"{root}/{tail}", skeleton, str(tail)) for skeleton, tail in tails.items()),
        *_groups(root, groups, set(taken)),
        *_questions(root, questions),
        *_digests(settings),
        *_requests(f"{root}/{said['title.requests']}", str(said["title.requests"]), settings),
        _Sketch(_title(settings.consultation.task), "bot", str(said["bot.label"])),
    ]
    common = _Values(said)
    shared = {"portal", *_BELOW}
    common |= {s.skeleton: _target(s.title) for s in sketches if s.skeleton in shared}
    common |= {"name": cell(name), "task": _target(sketches[-1].title)}
    common["question_section"] = _section(said["portal.questions"], sketches, "question")
    common["group_section"] = _section(said["portal.groups"], sketches, "group")
    common["stop_section"] = _stop_section(common, settings.consultation.stop)
    pages = [page for sketch in sketches for page in _pages(sketch, settings, root, common)]
    titles = [page.title for page in pages]
    if doubled := next((title for title in titles if titles.count(title) > 1), None):
        raise UsageError(
            "two of the pages would be called so", "give one another name", title=doubled
        )
    return pages


def data_page_without_records(settings: Settings) -> str:
    """Return the text of a page for records that other pages show, before any record is on it."""
    return f"<noinclude>\n{_said(settings)['data.lead']}\n</noinclude>"


def _said(settings: Settings) -> _Values:
    """Return what is said in the language of the consultation's wiki."""
    return _Values(language=speaker(_BUNDLE, site(settings.consultation.wiki).language))


def _pages(sketch: _Sketch, settings: Settings, root: str, common: _Values) -> Iterator[NewPage]:
    talks = sketch.skeleton in _TALKS
    talk = talk_title(sketch.title if talks else root)
    label = cell(sketch.label)
    own = _Values({**common, **sketch.more, "talk": _target(talk), "label": label})
    own["threads"] = _threads(settings, talk, own)
    text = _filled(sketch.skeleton, own)
    yield NewPage(_title(sketch.title), sketch.skeleton.replace("_", " "), text)
    if talks:
        header = _filled("talk", _Values({**own, "page": _target(sketch.title)}))
        yield NewPage(_title(talk), "talk page", header)


def _filled(skeleton: str, values: _Values) -> str:
    """Return the skeleton with its placeholders filled; a ``$`` in a value stays one."""
    file = resources.files("bots.skeletons") / f"{skeleton}.wikitext"
    return _Skeleton(file.read_text(encoding="utf-8")).substitute(values)


def _groups(root: str, names: Iterable[str], taken: set[str]) -> Iterator[_Sketch]:
    for name in names:
        if not folded(name).strip("/ "):
            raise UsageError(f"no title can be made from the group's name “{name}”", "use words")
        made = fresh_slug(name, taken, "group")
        taken.add(made)
        yield _Sketch(_title(f"{root}/{name}"), "group", folded(name), {"id": made})


def _questions(root: str, texts: Iterable[str]) -> Iterator[_Sketch]:
    taken: set[str] = set()
    for text in texts:
        made = fresh_slug(text, taken, "question")
        taken.add(made)
        yield _Sketch(f"{root}/{_tail(text)}", "question", folded(text), {"id": made})


def _digests(settings: Settings) -> Iterator[_Sketch]:
    for facilitator in settings.facilitators:
        if facilitator.page is None:
            continue
        if not settings.reaches(facilitator.page):
            raise UsageError(
                "the digest of a facilitator would stand outside the pages that the settings serve",
                "name another page for it in [[facilitators]], or add its beginning to prefixes",
                title=facilitator.page,
            )
        account = facilitator.account
        yield _Sketch(_title(facilitator.page), "digest", account, {"account": account})


def _requests(title: str, label: str, settings: Settings) -> Iterator[_Sketch]:
    """Yield the page on which people ask for something, where there is anybody who may."""
    if settings.facilitators:
        yield _Sketch(title, "requests", label)


def _title(title: str) -> str:
    try:
        return normalize(title)
    except InvalidTitle as error:
        raise UsageError(error.problem, error.mend, title=title) from None


def _tail(question: str) -> str:
    """Return the question as the end of a title: cut short, without what no title can have."""
    made = ""
    bare = _BRACKETS.sub("", folded(question)).replace("/", "-")
    for word in _NOT_IN_TITLES.sub(" ", bare).split():
        longer = f"{made} {word}".strip()
        if len(longer.encode()) > _LONGEST:
            break
        made = longer
    made = made.strip(" .:")
    if not made:
        raise UsageError(f"no title can be made from the question “{question}”", "use words")
    return made


def _target(title: str) -> str:
    """Return the title as the target of a link that does nothing but link."""
    namespace, colon, _ = title.partition(":")
    known = namespace in NAMESPACES and namespace not in _SHOWS_NO_LINK
    return f":{title}" if (colon and not known) or title.startswith("/") else title


def _section(heading: int | str, sketches: Iterable[_Sketch], skeleton: str) -> str:
    """Return a section of the portal that lists the pages of one kind; nothing for no pages."""
    pages = [sketch for sketch in sketches if sketch.skeleton == skeleton]
    lines = "".join(f"* [[{_target(page.title)}|{cell(page.label)}]]\n" for page in pages)
    return f"\n== {heading} ==\n{lines}" if lines else ""


def _stop_section(values: _Values, stop: str | None) -> str:
    if not stop:
        return ""
    named = _Values({**values, "stop": _target(stop)})
    return f"\n== {named['bot.stop']} ==\n{named['bot.stop-how']}\n"


def _threads(settings: Settings, talk: str, values: _Values) -> str:
    """Return a region with the threads of a talk page, where the settings count that page."""
    if settings.source(talk) is None or ";" in talk or talk.endswith("*"):
        return str(values["threads.elsewhere"])
    return (
        f"{{{{Consultation region|id=threads|kind=threads|source={talk}}}}}\n"
        "{{Consultation region end|id=threads}}"
    )

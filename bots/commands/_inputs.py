"""What ``consult parse`` is given, as pages: files, folders, dumps, stores, addresses."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Final

from bots.commands._selection import Selection
from bots.errors import ConsultationError, Missing, StoreError, UsageError
from bots.exchange.pages import Page
from bots.stores import files
from bots.stores.dump_header import Header
from bots.stores.dump_reader import DumpReader
from bots.stores.dump_stream import Stream, open_stream
from bots.stores.filenames import EXTENSION, title_of
from bots.talk.site import Site, site

_WEB: Final = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class Choice:
    """Which pages are wanted, and what is known of them beforehand."""

    wiki: str | None
    titles: tuple[str, ...]
    prefix: str
    namespaces: tuple[str, ...]
    report: Callable[[ConsultationError], None]
    """Told of a page that cannot be read; the others are."""

    def named(self, name: str) -> Site:
        """Return the site that was named for wikitext which does not say where it is from."""
        if not self.wiki:
            raise UsageError(
                f"which wiki {name} is from is not said", "name it, such as --wiki metawiki"
            )
        return site(self.wiki)

    def covers(self, title: str) -> bool:
        """Return whether a page is wanted, by its title."""
        return title.startswith(self.prefix) and (not self.titles or title in self.titles)


@dataclass(frozen=True, slots=True)
class Input:
    """Pages of one wiki."""

    site: Site
    pages: Iterator[Page]
    several: bool = True
    """Whether there may be more than one, so that each says which one it is."""
    read: Callable[[], tuple[int, int]] = lambda: (0, 0)
    """How many bytes were read, and how many there are, where that is known."""


def inputs(arguments: Collection[str], store: str | None, choice: Choice) -> Iterator[Input]:
    """Yield what the arguments stand for, or the store, one after the other."""
    if store and store.startswith("dump:"):
        arguments, store = (store.removeprefix("dump:"), *arguments), None
    for argument in arguments:
        if argument != "-" and not argument.startswith(_WEB) and not Path(argument).exists():
            raise UsageError("there is no such file", "check its name", title=argument)
    if store:
        yield _of_store(store, choice)
    many = len(arguments) > 1
    for argument in arguments:
        if argument.startswith(_WEB):
            yield _of_url(argument, several=many)
        elif Path(argument).is_dir():
            yield _of_folder(Path(argument), choice)
        else:
            stream = open_stream(argument)
            if stream.is_dump:
                yield _of_dump(stream, choice)
            else:
                yield _of_text(stream, choice, several=many)


def _of_text(stream: Stream, choice: Choice, *, several: bool) -> Input:
    name = Path(stream.name).name
    with closing(stream):
        known = choice.named(name)
        try:
            text = stream.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise UsageError(
                f"{name} is no UTF-8 text (byte {error.start})", "save the page's wikitext as UTF-8"
            ) from None
    title = _title(PurePosixPath(name))
    return Input(known, iter([Page(text, known.wiki, title)]), several)


def _of_folder(folder: Path, choice: Choice) -> Input:
    """Return the pages in all ``*.wikitext`` below a folder, sorted by file name."""
    found = sorted(
        path
        for path in folder.rglob(f"*{EXTENSION}")
        if not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
    if not found:
        raise UsageError(f"there is no *{EXTENSION} in this folder", title=str(folder))
    known = choice.named(folder.name)

    def pages() -> Iterator[Page]:
        for path in found:
            title = _title(PurePosixPath(path.relative_to(folder).as_posix()))
            if choice.covers(title):
                try:
                    content = files.read(path)
                except StoreError as error:
                    choice.report(error)
                else:
                    if content:
                        yield Page(content.text.removeprefix("\ufeff"), known.wiki, title)

    return Input(known, pages())


def _title(path: PurePosixPath) -> str:
    """Return the title that a file's name stands for, also where a person named it in some way."""
    try:
        return title_of(path)
    except StoreError:
        return path.as_posix().removesuffix(EXTENSION).replace("_", " ")


def _of_url(url: str, *, several: bool) -> Input:
    from bots.stores.web import open_url

    store, title = open_url(url)
    [(_, revision)] = store.read([title])
    if revision is None:
        raise Missing(f"{store.host} has no such page", "check the address", title=title)
    page = Page(revision.text, store.site.wiki, revision.title, revision.id)
    return Input(store.site, iter([page]), several)


def _of_store(name: str, choice: Choice) -> Input:
    from bots.commands._options import open_store

    store = open_store(name)
    known = site(choice.wiki) if choice.wiki else getattr(store, "site", None)
    if known is None:
        known = choice.named(store.name)
    if name == "wiki" and not (choice.titles or choice.prefix):
        raise UsageError("a whole wiki is not read page by page", "say --prefix, or --page")

    def pages() -> Iterator[Page]:
        below = store.titles(choice.prefix) if choice.prefix or not choice.titles else ()
        for title, revision in store.read(chain(choice.titles, below)):
            if revision:
                yield Page(revision.text, known.wiki, revision.title, revision.id)
            else:
                choice.report(Missing("there is no such page", title=title))

    return Input(known, pages())


def _of_dump(stream: Stream, choice: Choice) -> Input:
    header = Header()
    selection = Selection(header, choice.titles, choice.prefix, choice.namespaces)
    reader = DumpReader(stream, header=header, wanted=selection.wants)
    reader.read_header()
    _ = selection.spaces  # what is wrong with them is said also where there are no pages
    known = site(choice.wiki) if choice.wiki else header.site

    def pages() -> Iterator[Page]:
        found, without = set(), 0
        with closing(stream):
            for page in reader:
                if choice.titles:
                    found.add(page.title)
                text = page.wikitext
                if text is None:
                    without += 1
                elif text:
                    yield Page(text, known.wiki, page.title, page.revisions[0].id)
        if without:
            problem = f"{without} pages have no text here: hidden, or a dump of stubs"
            choice.report(StoreError(problem, title=stream.name))
        for title in selection.missing(found):
            choice.report(Missing("there is no such page in the dump", title=title))

    return Input(known, pages(), read=lambda: (stream.taken, stream.size))

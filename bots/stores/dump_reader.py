"""The pages of a MediaWiki XML dump, one after the other, in the memory that one page takes.

Formats export-0.10 and 0.11, as Special:Export, dumpBackup.php and dumps.wikimedia.org write them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any, Final
from xml.parsers import expat

from bots.errors import StoreError
from bots.stores.base import Revision
from bots.stores.dump_header import Header
from bots.stores.dump_stream import CHUNK, Stream

Wanted = Callable[[int, str], bool]
"""Says of a namespace and a title whether the page is to be read."""

_PAGE: Final = "/mediawiki/page"
_REVISION: Final = f"{_PAGE}/revision"
_NAMESPACES: Final = "/mediawiki/siteinfo/namespaces/namespace"
_ALIASES: Final = "/mediawiki/siteinfo/namespacealiases/namespace"
_PAGE_FIELDS: Final = {f"{_PAGE}/title", f"{_PAGE}/ns"}
_SITE_FIELDS: Final = {f"/mediawiki/siteinfo/{name}" for name in ("dbname", "base", "case")} | {
    _NAMESPACES,
    _ALIASES,
}
_REVISION_FIELDS: Final = {
    f"{_REVISION}/{name}"
    for name in (
        *("id", "parentid", "timestamp", "comment", "model", "text"),
        *("contributor/username", "contributor/ip"),
    )
}


@dataclass(frozen=True, slots=True)
class DumpRevision:
    """One revision as the dump has it; what was hidden or left out is missing."""

    id: int
    parent: int
    timestamp: datetime
    user: str
    summary: str
    model: str
    text: str | None

    def of(self, title: str) -> Revision | None:
        """Return it as stores hand revisions out, or None where its text is not there."""
        if self.text is None:
            return None
        return Revision(
            title,
            self.id,
            self.text,
            self.user,
            self.timestamp,
            self.summary,
            self.parent,
            self.model,
        )


@dataclass(frozen=True, slots=True)
class DumpPage:
    """One page of a dump."""

    title: str
    namespace: int
    redirect: bool
    start: int
    """Where its element begins in the unpacked dump, in bytes."""
    revisions: tuple[DumpRevision, ...]
    """The newest first, as many as were asked for."""

    @property
    def wikitext(self) -> str | None:
        """Its latest text, empty where it is no page to talk on, None where the dump lacks it."""
        if self.redirect or not self.revisions or self.revisions[0].model != "wikitext":
            return ""
        return self.revisions[0].text


class DumpReader:
    """Reads a dump once, from the beginning to the end.

    ``wanted`` may look at ``header``, which is filled before the first page comes. ``keep``
    revisions of a page are kept, the newest ones. ``texts=False`` passes over texts.
    """

    def __init__(
        self,
        stream: Stream,
        *,
        header: Header | None = None,
        wanted: Wanted = lambda _namespace, _title: True,
        keep: int = 1,
        texts: bool = True,
    ) -> None:
        self.header = header or Header()
        self._stream = stream
        self._wanted, self._keep, self._texts = wanted, keep, texts
        self._found: list[DumpPage] = []
        self._paths = [""]
        self._characters: list[str] = []
        self._damage: StoreError | None = None
        self._past_header = self._ended = self._taken = self._redirect = False
        self._fields: dict[str, str | None] = {}
        self._revisions: list[DumpRevision] = []
        self._start = 0
        self._parser = expat.ParserCreate("utf-8")
        self._parser.buffer_text = True
        self._parser.buffer_size = CHUNK
        self._parser.StartElementHandler = self._open
        self._parser.EndElementHandler = self._close
        self._parser.StartDoctypeDeclHandler = self._refuse

    def read_header(self) -> Header:
        """Return what the dump says of its wiki, having read as far as that."""
        while not (self._past_header or self._ended):
            self._read_on()
        if self._damage and not self._past_header:
            raise self._damage
        return self.header

    def __iter__(self) -> Iterator[DumpPage]:
        """Yield the pages wanted. Those before a damaged place come before the error.

        Raises StoreError, with line and byte, where the dump is damaged or breaks off.
        """
        while True:
            found, self._found = self._found, []
            yield from found
            if self._ended:
                break
            self._read_on()
        if self._damage:
            raise self._damage

    def _read_on(self) -> None:
        """Read one chunk. Damage is the end: it is told when the pages before it have gone out."""
        try:
            chunk = self._stream.read(CHUNK)
            self._ended = not chunk
            self._parser.Parse(chunk, not chunk)
        except expat.ExpatError as error:
            byte = self._parser.ErrorByteIndex
            reason = expat.ErrorString(error.code)
            self._damage = self._damaged(f"the XML is damaged at byte {byte}: {reason}")
        except ValueError as error:
            byte = self._parser.CurrentByteIndex
            self._damage = self._damaged(f"no such value is known, before byte {byte}: {error}")
        except StoreError as error:
            self._damage = error
        self._ended = self._ended or self._damage is not None

    def _damaged(self, problem: str) -> StoreError:
        return StoreError(
            problem,
            "what stands before that was read; get the file again",
            title=self._stream.name,
            line=self._parser.CurrentLineNumber,
        )

    def _refuse(self, *_declaration: Any) -> None:
        # No dump has one, and entities declared in it can grow without end.
        raise self._damaged("a dump has no document type declaration")

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        path = f"{self._paths[-1]}/{name}"
        self._paths.append(path)
        if path in _REVISION_FIELDS:
            self._open_field(path, attributes)
        elif path in _PAGE_FIELDS or path in _SITE_FIELDS:
            self._take()
            self._fields["key"] = attributes.get("key")
        elif path == _REVISION:
            if not self._revisions:
                self._taken = self._wanted(int(self._field("ns") or 0), self._field("title"))
            self._fields = {key: self._fields.get(key) for key in ("title", "ns")}
        elif path == _PAGE:
            self._past_header = True
            self._start = self._parser.CurrentByteIndex
            self._fields, self._revisions, self._taken, self._redirect = {}, [], False, False
        elif path == f"{_PAGE}/redirect":
            self._redirect = True
        elif len(self._paths) == 2:
            if name != "mediawiki":
                raise self._damaged(f"this is no MediaWiki dump, but <{name}>")
            self.header.language = attributes.get("xml:lang", "")

    def _open_field(self, path: str, attributes: dict[str, str]) -> None:
        if not self._taken:
            return
        if path != f"{_REVISION}/text":
            self._take()
        elif self._texts and "deleted" not in attributes:
            # A dump of stubs has no texts, only how long they are.
            self._fields["bytes"] = attributes.get("bytes")
            self._take()

    def _take(self) -> None:
        self._characters = []
        self._parser.CharacterDataHandler = self._characters.append

    def _close(self, name: str) -> None:
        path = self._paths.pop()
        if self._parser.CharacterDataHandler is not None:
            self._parser.CharacterDataHandler = None
            value = "".join(self._characters)
            if path in _SITE_FIELDS:
                self._note(path, name, value)
            elif name != "text" or value or not int(self._field("bytes") or 0):
                self._fields["user" if name in ("username", "ip") else name] = value
        elif path == _REVISION:
            if self._taken:
                self._keep_revision()
        elif path == _PAGE:
            if self._taken:
                self._found.append(
                    DumpPage(
                        self._field("title"),
                        int(self._field("ns") or 0),
                        self._redirect,
                        self._start,
                        tuple(self._revisions),
                    )
                )
        elif path == "/mediawiki/siteinfo":
            self._past_header = True

    def _note(self, path: str, name: str, value: str) -> None:
        number = int(self._field("key") or 0)
        if path == _NAMESPACES:
            self.header.namespaces[number] = value
        elif path == _ALIASES:
            self.header.aliases.append((number, value))
        else:
            setattr(self.header, "wiki" if name == "dbname" else name, value)

    def _keep_revision(self) -> None:
        self._revisions.append(
            DumpRevision(
                id=int(self._field("id")),
                parent=int(self._field("parentid") or 0),
                timestamp=datetime.fromisoformat(self._field("timestamp")),
                user=self._field("user"),
                summary=self._field("comment"),
                model=self._field("model") or "wikitext",
                text=self._fields.get("text"),
            )
        )
        # Mostly they come in order of time, but imported ones do not.
        self._revisions.sort(key=attrgetter("timestamp", "id"), reverse=True)
        del self._revisions[self._keep :]

    def _field(self, name: str) -> str:
        return self._fields.get(name) or ""

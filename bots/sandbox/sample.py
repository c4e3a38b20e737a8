"""The pages a sandbox is filled with: the sample consultation's, or a folder's."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from bots.errors import UsageError
from bots.shipped import shipped
from bots.stores.filenames import EXTENSION, title_of


def folder() -> Path:
    """Return the folder of the sample consultation's pages."""
    path = Path(str(shipped("sample"))) / "pages"
    if not path.is_dir():
        raise UsageError("the sample pages are not installed", mend="name a folder: --pages")
    return path


def pages(path: Path) -> dict[str, str]:
    """Return the texts of a folder's pages by title."""
    return {
        title_of(PurePosixPath(file.relative_to(path).as_posix())): file.read_text(encoding="utf-8")
        for file in sorted(path.rglob(f"*{EXTENSION}"))
        if not any(part.startswith(".") for part in file.relative_to(path).parts)
    }

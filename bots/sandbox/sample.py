"""The pages a sandbox is filled with: a folder's, and the on-wiki templates."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath

from bots.errors import UsageError
from bots.stores.filenames import EXTENSION, title_of

_SAMPLE = Path("examples") / "strategy-2030" / "pages"


def folder() -> Path:
    """Return the folder of the sample consultation's pages, which comes with the repository."""
    root = Path(__file__).parents[2]
    for start in (root, Path.cwd()):
        if (start / _SAMPLE).is_dir():
            return start / _SAMPLE
    raise UsageError(
        "the sample pages are not here",
        mend="run this in the repository, or name a folder: --pages",
    )


def pages(path: Path) -> dict[str, str]:
    """Return the texts of a folder's pages by title."""
    return {
        title_of(PurePosixPath(file.relative_to(path).as_posix())): file.read_text(encoding="utf-8")
        for file in sorted(path.rglob(f"*{EXTENSION}"))
        if not any(part.startswith(".") for part in file.relative_to(path).parts)
    }


def templates() -> dict[str, str]:
    """Return the texts of the on-wiki templates by title: ``Consultation row.wikitext`` and so on.

    A folder holds the subpages of the template whose name it has: documentation, styles.
    """
    return {
        f"Template:{name}": text
        for name, text in _under(files("bots.wikitext_templates"), "")
        if name.startswith("Consultation ")
    }


def _under(where: Traversable, before: str) -> list[tuple[str, str]]:
    found = []
    for item in where.iterdir():
        if item.is_dir():
            found += _under(item, f"{before}{item.name}/")
        elif item.name.endswith((EXTENSION, ".css")):
            name = item.name.removesuffix(EXTENSION)
            found.append((f"{before}{name}", item.read_text(encoding="utf-8")))
    return found

"""The licences of the libraries installed with the bots; run this to write docs/licences.md.

python -m tests.packaging.licences
"""

from __future__ import annotations

import configparser
import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent.parent
DOCUMENT = ROOT / "docs" / "licences.md"
TOOLS = "dev"
"""The extra with what is used to work on the bots, and is never installed with them."""

COMPATIBLE = {
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "HPND",
    "ISC",
    "MIT",
    "MIT-CMU",
    "MPL-2.0",
    "PSF-2.0",
    "Unlicense",
    "Zlib",
}
"""Licences of libraries that a program under the MIT licence may need: none asks anything of the
program itself. (MPL-2.0 asks it of changes to the library's own files.)"""

SPOKEN = {
    "apache 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache license, version 2.0": "Apache-2.0",
    "bsd": "BSD-3-Clause",
    "bsd license": "BSD-3-Clause",
    "bsd-3-clause": "BSD-3-Clause",
    "isc license (iscl)": "ISC",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "python software foundation license": "PSF-2.0",
    "psf": "PSF-2.0",
    "the unlicense (unlicense)": "Unlicense",
}
"""How packages that give no SPDX expression name their licence."""


def groups() -> dict[str, list[Requirement]]:
    """What setup.cfg requires: under "" always, and under each extra but the tools."""
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    lists = {"": config["options"]["install_requires"], **config["options.extras_require"]}
    return {
        name: [Requirement(line) for line in text.split("\n") if line.strip()]
        for name, text in lists.items()
        if name != TOOLS
    }


def licence(package: Distribution) -> str:
    """The package's licence as an SPDX expression, as far as its metadata tell."""
    metadata = package.metadata
    if expression := metadata.get("License-Expression"):
        return str(expression)
    text = (metadata.get("License") or "").strip()
    classifiers = [
        line.rpartition(" :: ")[2]
        for line in metadata.get_all("Classifier") or ()
        if line.startswith("License :: ") and line != "License :: OSI Approved"
    ]
    for said in (*([text] if len(text) < 60 else []), *classifiers):
        if said in COMPATIBLE:
            return said
        if said.casefold() in SPOKEN:
            return SPOKEN[said.casefold()]
    return text.splitlines()[0] if text else "unknown"


def compatible(expression: str) -> bool:
    """Whether a program under the MIT licence may need a library under this licence."""
    choices = re.split(r"\s+OR\s+", expression.strip("()"))
    return any(
        all(part.strip("() ") in COMPATIBLE for part in re.split(r"\s+AND\s+", choice))
        for choice in choices
    )


def needed(requirements: list[Requirement]) -> dict[str, Distribution]:
    """All packages that come with these on this machine, by their names."""
    found: dict[str, Distribution] = {}
    ahead = [(requirement, frozenset(requirement.extras)) for requirement in requirements]
    while ahead:
        requirement, extras = ahead.pop()
        name = canonicalize_name(requirement.name)
        if name in found:
            continue
        try:
            found[name] = distribution(requirement.name)
        except PackageNotFoundError:
            continue
        for line in found[name].requires or ():
            further = Requirement(line)
            environments = [{"extra": extra} for extra in (*extras, "")]
            if further.marker is None or any(map(further.marker.evaluate, environments)):
                ahead.append((further, frozenset(further.extras)))
    return found


def table(requirements: list[Requirement]) -> Iterator[str]:
    """Lines for these libraries; one that is not installed here keeps the line that it had."""
    yield "| library | licence |"
    yield "|---|---|"
    before = DOCUMENT.read_text(encoding="utf-8").splitlines() if DOCUMENT.exists() else []
    for requirement in sorted(requirements, key=lambda each: each.name.casefold()):
        start = f"| [{requirement.name}](https://pypi.org/project/{requirement.name}/) | "
        try:
            yield f"{start}{licence(distribution(requirement.name))} |"
        except PackageNotFoundError:
            had = (line for line in before if line.startswith(start))
            yield next(had, f"{start}to be looked at where it is installed |")


def rendered() -> str:
    """The document. It names no versions, so that only a library or a licence changes it."""
    lines = [
        "# Licences",
        "",
        "The bots are under the [MIT licence](../LICENSE). pip installs these libraries with them;",
        "none is part of what we distribute. All their licences, and those of the libraries that",
        "they need in turn, leave the bots' own licence alone; a test looks at each.",
        "",
        "This page is written by `python -m tests.packaging.licences`, from what the installed",
        "packages say of themselves.",
    ]
    for extra, requirements in groups().items():
        title = f"With the extra `{extra}`" if extra else "Always"
        lines += ["", f"## {title}", "", *table(requirements)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    DOCUMENT.write_text(rendered(), encoding="utf-8")

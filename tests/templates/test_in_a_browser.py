"""What a browser makes of the templates: nothing is wider than a phone, labels stand in cards.

Each page is laid out by Chromium; without it, these tests are skipped. ``pictures.py`` takes the
pictures in docs/ in the same way.
"""

from __future__ import annotations

import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

from bots import sandbox as sandboxes
from bots.i18n.messages import messages
from bots.sandbox import Sandbox
from bots.templates import templates
from tests.mediawiki import wiki  # noqa: F401
from tests.templates.chromium import CHROMIUM, Chromium
from tests.templates.filled import pages

pytestmark = [
    pytest.mark.mediawiki,
    # One process lays the pages out, once for all that is asked of them.
    pytest.mark.xdist_group("browser"),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]
SCREENS = (
    (360, "minerva"),
    (768, "monobook"),
    (1040, "vector"),
    (1280, "vector-2022"),
)
AXED = (360, 1280)
"""The widths at which axe looks, and at which Arabic is tried: cards on a phone, and tables."""
MEASURE = """(async () => {
  const content = document.querySelector(".mw-parser-output");
  const cells = [...document.querySelectorAll(".consultation-row > td")]
    .filter(c => getComputedStyle(c.parentNode).display !== "none");
  const seen = window.axe ? await axe.run(content, {resultTypes: ["violations"]}) : null;
  return {
    passed: seen ? seen.passes.length : 0,
    serious: (seen ? seen.violations : [])
      .filter(one => ["serious", "critical"].includes(one.impact))
      .map(one => one.id + ": " + one.nodes.map(node => node.target.join(" ")).join(", ")),
    client: document.documentElement.clientWidth,
    scroll: document.documentElement.scrollWidth,
    dir: getComputedStyle(content).direction,
    labels: cells.map(c => getComputedStyle(c, "::before").content),
    cards: cells.every(c => getComputedStyle(c.parentNode).display === "flex"),
  };
})()"""


def _axe(folder: Path) -> str:
    """axe-core's source from the npm registry, or nothing where it cannot be had."""
    if not shutil.which("npm"):
        return ""
    done = subprocess.run(
        ["npm", "pack", "--silent", "axe-core@4"], cwd=folder, capture_output=True, check=False
    )
    packed = next(iter(folder.glob("axe-core-*.tgz")), None)
    if done.returncode or packed is None:
        return ""
    with tarfile.open(packed) as archive:
        source = archive.extractfile("package/axe.min.js")
        assert source is not None
        return source.read().decode()


def _language(title: str) -> str:
    return "ar" if title.endswith("/ar") else "en"


@pytest.fixture(scope="module")
def measured(wiki: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> list[dict]:  # noqa: F811
    """What was measured of each example page, on a phone and on a desktop."""
    sandboxes.load(wiki, {**templates(), **pages()})
    axe = _axe(tmp_path_factory.mktemp("axe"))
    found = []
    with Chromium() as browser:
        for title in pages():
            for width, skin in SCREENS:
                if title.endswith("/ar") and width not in AXED:
                    # The same in the other direction.
                    continue
                # In the page's own direction: in the other one, the skin's own lists stick out.
                url = f"{wiki.page_url(title)}?useskin={skin}&uselang={_language(title)}"
                browser.open(url, width)
                if axe and width in AXED:
                    browser.evaluate(axe)
                found.append({"title": title, "width": width, **browser.evaluate(MEASURE)})
    assert all(page["passed"] for page in found if page["width"] in AXED) == bool(axe)
    return found


def test_no_page_scrolls_sideways(measured: list[dict]):
    too_wide = [page for page in measured if page["scroll"] > page["client"]]
    assert [(page["title"], page["width"], page["scroll"]) for page in too_wide] == []


def test_axe_finds_nothing_serious(measured: list[dict]):
    if not measured[0]["passed"]:
        pytest.skip("axe-core cannot be had: no npm, or no npm registry")
    assert {page["title"]: page["serious"] for page in measured if page["serious"]} == {}


def test_on_a_phone_each_cell_is_labelled_in_the_pages_language(measured: list[dict]):
    for page in measured:
        if page["width"] < 1000 and page["labels"]:
            assert page["cards"], page["title"]
            language = _language(page["title"])
            words = {f'"{word}"' for key, word in messages(language).items() if "-column-" in key}
            assert set(page["labels"]) <= words


def test_on_a_desktop_a_table_is_a_table(measured: list[dict]):
    for page in measured:
        if page["width"] > 1000 and page["labels"]:
            assert not page["cards"]
            assert set(page["labels"]) == {"none"}


def test_arabic_pages_run_from_right_to_left(measured: list[dict]):
    for page in measured:
        assert page["dir"] == ("rtl" if _language(page["title"]) == "ar" else "ltr")

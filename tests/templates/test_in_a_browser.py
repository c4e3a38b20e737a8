"""What a browser makes of the templates: nothing is wider than a phone, labels stand in cards.

Each page is laid out in a frame of the width asked for, by Chromium; without it, these tests are
skipped. The pictures in docs/ were made and looked at, at the same widths.
"""

from __future__ import annotations

import base64
import html
import json
import re
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
from tests.templates.filled import pages

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.mediawiki,
    # One process lays the pages out, once for all that is asked of them.
    pytest.mark.xdist_group("browser"),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run"
    " --disable-background-networking --disable-component-update --disable-sync"
).split()
SCREENS = (
    (360, "minerva"),
    (768, "monobook"),
    (1040, "vector"),
    (1280, "vector-2022"),
)
MEASURE = """<html><script>
const jobs = JOBS, axe = atob("AXE"), found = [];
addEventListener("load", () => next());
const next = () => {
  const job = jobs.shift();
  if (!job) { document.body.textContent = "[[" + JSON.stringify(found) + "]]"; return; }
  const frame = document.createElement("iframe");
  frame.width = job.width; frame.height = 800; frame.src = job.url;
  frame.onload = () => setTimeout(async () => {
    const page = frame.contentDocument, content = page.querySelector(".mw-parser-output");
    const width = page.documentElement.clientWidth;
    const view = frame.contentWindow;
    const cells = [...page.querySelectorAll(".consultation-row > td")]
      .filter(c => view.getComputedStyle(c.parentNode).display !== "none");
    let serious = [], passed = 0;
    if (axe) {
      const script = page.createElement("script");
      script.textContent = axe;
      page.head.append(script);
      const seen = await view.axe.run(content, {resultTypes: ["violations"]});
      passed = seen.passes.length;
      serious = seen.violations
        .filter(one => ["serious", "critical"].includes(one.impact))
        .map(one => one.id + ": " + one.nodes.map(node => node.target.join(" ")).join(", "));
    }
    found.push({
      serious, passed,
      title: job.title, width: job.width, client: width,
      scroll: page.documentElement.scrollWidth,
      dir: view.getComputedStyle(content).direction,
      labels: cells.map(c => view.getComputedStyle(c, "::before").content),
      cards: cells.every(c => view.getComputedStyle(c.parentNode).display === "flex"),
    });
    frame.remove(); next();
  }, 300);
  document.body.append(frame);
};
</script></html>"""


def _axe(folder: Path) -> str:
    """axe-core's source from the npm registry in base64, or nothing where it cannot be had."""
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
        return base64.b64encode(source.read()).decode()


def _language(title: str) -> str:
    return "ar" if title.endswith("/ar") else "en"


@pytest.fixture(scope="module")
def measured(wiki: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> list[dict]:  # noqa: F811
    """What was measured of each example page, on a phone and on a desktop."""
    sandboxes.load(wiki, {**templates(), **pages()})
    jobs = [
        {"title": title, "width": width, "url": f"{url}?useskin={skin}&uselang={language}"}
        for title in pages()
        # A skin in the other direction than its page has lists that stick out by themselves.
        for url, language in [(wiki.page_url(title), _language(title))]
        for width, skin in SCREENS
    ]
    axe = _axe(tmp_path_factory.mktemp("axe"))
    override = wiki.place.overrides / "raw-html.php"
    override.write_text("<?php\n$wgRawHtml = true;\n")
    try:
        measure = MEASURE.replace("JOBS", json.dumps(jobs)).replace("AXE", axe)
        sandboxes.load(wiki, {"Measure": measure})
        profile = tmp_path_factory.mktemp("browser") / "profile"
        command = [CHROMIUM, *FLAGS, f"--user-data-dir={profile}", "--dump-dom"]
        done = subprocess.run(
            [
                *command,
                "--timeout=300000",
                "--virtual-time-budget=300000",
                wiki.page_url("Measure"),
            ],
            capture_output=True,
            text=True,
            timeout=420,
            check=True,
        )
    finally:
        override.unlink()
    [body] = re.findall(r"\[(\[\{.*\}\])\]", done.stdout, re.DOTALL)
    found: list[dict] = json.loads(html.unescape(body))
    assert len(found) == len(jobs)
    assert all(page["passed"] for page in found) == bool(axe)
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

"""``pytest tests/page --regenerate`` rewrites the expected sides of cases: read the diff then."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regenerate",
        action="store_true",
        default=False,
        help="rewrite the expected sides of the case files of tests/page",
    )


@pytest.fixture
def regenerate(request: pytest.FixtureRequest) -> bool:
    # The option is unknown where pytest was started above this directory.
    return bool(request.config.getoption("--regenerate", default=False))

"""Writes all files anew."""

from tests.exchange.habits import CASES, MADE, table

for name, make in MADE.items():
    (CASES / f"{name}.csv").write_bytes(make(table()))

"""Packed texts: nothing of a text is lost, whatever it holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.page.packed import pack
from bots.page.regions import read_host


@given(st.text())
def test_a_text_comes_back_as_it_was(text: str):
    packed = pack(text)
    assert packed.text == text
    assert packed.size == len(text.encode(errors="surrogatepass"))


@pytest.mark.parametrize("text", ["\ud800", "a\r\nb", "…" * 1000])
def test_so_does_an_odd_one(text: str):
    assert pack(text).text == text
    assert read_host("P", text, {}, {}).text == text


def test_a_page_of_rows_takes_a_fraction_of_its_size():
    text = "".join(
        f"{{{{Consultation thread row\n|id={n:08}\n|page=Talk:P\n}}}}\n" for n in range(200)
    )
    packed = pack(text)
    assert len(packed._data) < packed.size / 5

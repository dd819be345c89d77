"""What is readable is computed, not guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laureat.domain.colours import contrast, ink_on, is_colour, readable_ink

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_black_on_white_is_the_most():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)


def test_a_readable_colour_is_left_alone():
    assert readable_ink("#8a1f3d") == "#8a1f3d"


@given(COLOURS, COLOURS)
def test_ink_reads_on_every_ground(colour, ground):
    assert contrast(ink_on(ground), ground) >= 4.5
    assert contrast(readable_ink(colour, ground=ground), ground) >= 4.5


def test_a_colour_is_written_in_one_way():
    assert is_colour("#12aBcf")
    assert not is_colour("red")
    with pytest.raises(ValueError, match="red"):
        contrast("red", "#ffffff")

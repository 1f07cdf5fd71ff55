import pytest
from hypothesis import given
from hypothesis import strategies as st

from padsketch.tui.drawing.colours import ACCENT
from padsketch.tui.drawing.controls import ControlLook
from padsketch.tui.drawing.glyphs import UNICODE
from padsketch.tui.drawing.racks import (
    HEAD,
    Item,
    SectionLook,
    rack_head,
    rack_layout,
    rack_strips,
)

counts = st.lists(st.integers(1, 12), min_size=1, max_size=6).map(tuple)


def sections(*sizes):
    names = iter("abcdefghijklmnopqrstuvwxyz")
    return [
        SectionLook(
            f"S{at}",
            tuple(ControlLook(next(names), "1", None, False) for _ in range(size)),
        )
        for at, size in enumerate(sizes)
    ]


def drawn(sizes, width, height):
    layout = rack_layout(sizes, width, height, Item(0, 0))
    strips = rack_strips(sections(*sizes), layout, (width, height), ACCENT, UNICODE)
    return [strip.text for strip in strips]


def words(line):
    return [word for word in line.split() if word != "1"]


def test_sections_stand_side_by_side_where_there_is_room():
    assert [words(row) for row in drawn((2, 3), 60, 8)][:4] == [
        ["S0", "S1"],
        ["a", "c"],
        ["b", "d"],
        ["e"],
    ]


def test_sections_stand_below_each_other_where_there_is_not():
    assert [words(row) for row in drawn((2, 1), 30, 8)][:6] == [
        ["S0"],
        ["a"],
        ["b"],
        [],
        ["S1"],
        ["c"],
    ]


def test_a_section_that_is_too_high_goes_on_beside_itself():
    assert [words(row) for row in drawn((5,), 60, 4)] == [["S0", "d"], ["a", "e"], ["b"], ["c"]]


@given(counts, st.integers(26, 200), st.integers(2, 30), st.data())
def test_the_control_in_hand_is_always_in_view(sizes, width, height, data):
    section = data.draw(st.integers(0, len(sizes) - 1))
    here = Item(section, data.draw(st.integers(0, sizes[section] - 1)))
    rect = rack_layout(sizes, width, height, here).rect(here)
    assert rect is not None
    assert rect.right <= width
    assert rect.bottom <= height


@given(counts, st.integers(26, 200), st.integers(2, 30))
def test_the_mouse_finds_every_control_where_it_is_drawn(sizes, width, height):
    layout = rack_layout(sizes, width, height, Item(0, 0))
    items = [Item(at, c) for at, size in enumerate(sizes) for c in range(HEAD, size)]
    for item in items:
        rect = layout.rect(item)
        if rect is not None:
            assert layout.item_at(rect.x, rect.y) == item
            assert layout.item_at(rect.right - 1, rect.y) == item


@given(counts, st.integers(-5, 200), st.integers(-5, 40))
def test_the_mouse_finds_nothing_where_nothing_is_drawn(sizes, x, y):
    layout = rack_layout(sizes, 80, 9, Item(0, 0))
    item = layout.item_at(x, y)
    assert item is None or layout.rect(item).contains(x, y)


@pytest.mark.parametrize("width", [40, 80])
def test_a_long_name_leaves_room_for_what_the_control_does(width):
    head = rack_head("a name\nthat is long" * 3, "gain: -18.0 dB", width, ACCENT, UNICODE)
    assert head.cell_length == width
    assert head.text.endswith(" gain: -18.0 dB ")

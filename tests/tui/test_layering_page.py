"""Layers on the pad page: what is done to their samples, and what they do to each other."""

from contextlib import asynccontextmanager

import numpy as np
import pytest
import soundfile
from hands import hold, place_of, typed

from padsketch.analysis.alignment import BandChange, SumChange
from padsketch.model import Layer, edits
from padsketch.model.parameters import LAYER
from padsketch.tui.controls.turning import in_hand, rack_of
from padsketch.tui.drawing.glyphs import ASCII, UNICODE
from padsketch.tui.drawing.sums import sum_strips
from padsketch.tui.views.layering import takes_of

RATE = 48_000


def thump(late_ms=0.0, sign=1.0, level=0.5):
    times = np.arange(int(RATE * 0.4)) / RATE - late_ms / 1000
    wave = np.sin(2 * np.pi * 55 * times) * np.exp(-12 * np.maximum(times, 0)) * (times >= 0)
    return sign * level * wave


@pytest.fixture
def door(small_project):
    """Writes a sound of the project's own and gives it to the kick, under what it plays."""

    def put(s, wave, name="door.wav"):
        path = small_project / "samples" / name
        path.parent.mkdir(exist_ok=True)
        soundfile.write(path, wave, RATE, "FLOAT")
        layers = (Layer(file="samples/kick.wav"), Layer(file=f"samples/{name}"))
        soundfile.write(small_project / "samples/kick.wav", thump(), RATE, "FLOAT")
        s.session.edit("door", edits.set_layers, "kick", layers)
        s.session.reading.finish()

    return put


@pytest.fixture
def page(sketch, small_project):
    """Opens the page of the small kit's first pad: `async with page() as s`."""

    @asynccontextmanager
    async def opened(*keys, **more):
        async with sketch(folder=small_project, **more) as s:
            await s.until(lambda: s.session.loaded is not None and s.session.loaded.is_filled)
            await s.press("f6", *keys)
            yield s

    return opened


def layers(s):
    return s.session.played_kit.pads[0].layers


async def test_no_parameter_of_a_layer_is_out_of_reach_of_the_keys(page):
    async with page("L") as s:
        reached = []
        for _ in rack_of(s.desk).controls:
            reached.append(in_hand(s.desk).name)
            await s.press("down")
        assert sorted(reached) == sorted((*LAYER, "file", "lowest", "highest"))


async def test_every_control_of_a_layer_is_seen_at_80x24(page):
    async with page("L") as s:
        screen = "\n".join(s.text)
        for section in rack_of(s.desk).sections:
            assert section.title in screen
            for control in section.controls:
                assert f" {control.parameter.label} " in screen


async def test_what_is_done_to_a_sample_is_turned_typed_and_taken_back(page):
    async with page("L") as s:
        before = s.session.project
        await hold(s, "reverse")
        await s.press("plus")
        await hold(s, "low_cut")
        await typed(s, *"180")
        await hold(s, "stretch")
        await typed(s, *"1.5")
        assert layers(s)[0].reverse is True
        assert (layers(s)[0].low_cut, layers(s)[0].stretch) == (180.0, 1.5)
        assert place_of(s, "lo cut", "180 Hz")
        assert place_of(s, "time", "1.5 x")
        await s.press("u", "u", "u")
        assert s.session.project == before
        assert place_of(s, "lo cut", "off")


async def test_a_sound_is_stacked_under_and_heard_before_it_is_kept(page):
    async with page() as s:
        before = s.session.project
        await s.press("P", "down", "down", "enter")
        assert [layer.file for layer in layers(s)] == ["kick.wav", "open.wav"]
        assert (layers(s)[0].low_cut, layers(s)[1].high_cut) == (200.0, 200.0)
        assert "what is below 200 Hz" in "\n".join(s.text)
        await s.press("plus", "enter")
        assert (layers(s)[0].low_cut, layers(s)[1].high_cut) == (250.0, 250.0)
        assert s.desk.layer == 2
        await s.press("u")
        assert s.session.project == before


async def test_a_sound_that_is_not_kept_under_another_leaves_no_trace(page):
    async with page() as s:
        before = s.session.project
        await s.press("P", "down", "enter", "escape")
        assert s.session.project is before
        assert s.session.undo() is None


async def test_knobs_begin_with_what_the_layer_has(page, door):
    async with page() as s:
        door(s, thump())
        before = s.session.project
        await s.press("L", "L", "N", "x", *"1200", "right", "plus", "right", "plus", "enter")
        assert [(layer.low_cut, layer.high_cut) for layer in layers(s)] == [(0, 1200), (1200, 0)]
        assert layers(s)[1].invert
        await s.press("N", "x", "enter")
        assert s.words == "Layer 2 of Kick: nothing changed"
        await s.press("N", "x", "0", "right", "right", "minus", "enter")
        assert s.session.project == before


async def test_a_sum_that_lost_its_low_end_is_seen_and_mended(page, door):
    async with page() as s:
        door(s, thump(sign=-0.9))
        await s.press("L", "L")
        await s.until(lambda: "turn polarity" in "\n".join(s.text))
        assert "low end" in "\n".join(s.text)
        await s.press("N", "p")
        await s.until(lambda: "+3.0 dB" in "\n".join(s.text))
        assert layers(s)[1].invert
        await s.press("N", "m")
        assert s.words.startswith("nothing is lost")


async def test_the_sum_stays_in_view_while_a_sound_is_read(page, door):
    async with page() as s:
        door(s, thump(sign=-0.9))
        await s.press("L", "L")
        await s.until(lambda: "turn polarity" in "\n".join(s.text))
        await hold(s, "fade_in")
        for _ in range(5):
            await s.press("plus")
            assert "low end" in "\n".join(s.text)


async def test_a_click_on_the_sum_turns_how_layers_part(page, door):
    async with page() as s:
        door(s, thump(sign=-0.9))
        await s.press("L", "L")
        await s.until(lambda: "low end" in "\n".join(s.text))
        await s.pilot.click(offset=(60, 3))
        await s.until(lambda: "Layer 2 of Kick" in "\n".join(s.text))


async def test_a_late_sound_is_aligned_and_says_by_how_much(page, door):
    async with page() as s:
        door(s, thump(late_ms=6.0))
        await s.press("L", "L", "N", "a")
        assert s.words.startswith("moved by -6.0")
        assert layers(s)[1].start == pytest.approx(6.0, abs=0.1)


async def test_a_layer_alone_has_nothing_to_be_aligned_to(page):
    async with page("N", "a") as s:
        assert "sounds alone" in s.words
        await s.press("N", "m")
        assert "sounds alone" in s.words


async def test_takes_are_ordered_by_how_hard_they_were_played(page, door):
    async with page() as s:
        door(s, thump(level=0.05))
        await s.press("N", "v", "enter")
        assert s.words == "2 takes in 2 layers"
        assert [layer.file for layer in layers(s)] == ["samples/door.wav", "samples/kick.wav"]
        await s.press("N", "b", "enter")
        assert s.words == "2 takes by turns"
        assert s.session.played_kit.pads[0].layering == "round-robin"


def test_takes_are_found_by_their_numbers():
    files = ("s/snare 2.wav", "s/snare 1.wav", "s/kick.wav", "t/snare-3.wav", "hat-1.wav")
    assert takes_of(files) == {"s/snare*.wav": ("s/snare 1.wav", "s/snare 2.wav")}


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
@pytest.mark.parametrize("size", [(36, 4), (20, 3), (72, 12), (1, 1)])
def test_a_sum_fits_into_its_room(glyphs, size):
    bands = (BandChange("low end", -60.0), BandChange("middle", 0.0), BandChange("top", 3.0))
    change = SumChange(60.0, 3.0, -2.0, bands, "turn polarity or move by -7.0 ms")
    strips = sum_strips(change, *size, glyphs)
    assert [strip.cell_length for strip in strips] == [size[0]] * size[1]

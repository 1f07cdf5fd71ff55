import pytest
from kit_making import FULL, RATE, kit, layer, pad, spoken, write_sounds
from msgspec.structs import replace

from padsketch.formats.sfz import read_sfz
from padsketch.formats.sfz_writing import sfz_text


def came_back(folder, made, name="kit.sfz", samples=""):
    """The kit as the reader finds it, and what was lost on the way out and on the way back."""
    text, losses = sfz_text(made, dict.fromkeys(made.files, RATE), samples)
    (folder / name).write_text(text, encoding="utf-8")
    (folder / samples).mkdir(exist_ok=True)
    write_sounds(folder / samples, made)
    arrival = read_sfz(folder / name)
    assert arrival.missing == ()
    return arrival.kit, (*losses, *arrival.losses)


def sound(one):
    """Level, tune and place of a pad's first layer, the pad's own included."""
    first = one.layers[0]
    return one.level_db + first.level_db, one.tune + first.tune, one.pan + first.pan


def test_what_sfz_can_say_comes_back(tmp_path):
    found, losses = came_back(tmp_path, FULL, samples="Tin samples/")

    assert losses == ()
    ranges = [[one[0] for one in row[4]] for row in spoken(FULL)]
    assert [[one[0] for one in row[4]] for row in spoken(found)] == ranges
    assert [row[:4] for row in spoken(found)] == [row[:4] for row in spoken(FULL)]
    for one, other in zip(found.pads, FULL.pads, strict=True):
        assert sound(one) == pytest.approx(sound(other), abs=1e-3)
        for name in ("attack", "decay", "cutoff"):
            assert getattr(one, name) == pytest.approx(getattr(other, name), rel=1e-3)


def test_a_loop_keeps_its_frames(tmp_path):
    loop = pad("Bass", "a.wav", mode="loop", loop_start=1.0, loop_end=4.0, loop_fade=0.5)
    (found,) = came_back(tmp_path, kit(loop))[0].pads

    assert found.mode == "loop"
    times = (found.loop_start, found.loop_end, found.loop_fade)
    assert times == pytest.approx((1.0, 4.0, 0.5), abs=1000 / RATE)


def test_chance_is_shared_out_evenly():
    text, _ = sfz_text(
        kit(pad("Clap", "a.wav", "b.wav", layering="random")), {"a.wav": 1, "b.wav": 1}
    )

    assert "lorand=0 hirand=0.5" in text
    assert "lorand=0.5 hirand=1" in text


def test_rounds_of_different_velocities_are_rounds_of_their_own(tmp_path):
    rows = [layer("a.wav", 1, 60), layer("b.wav", 1, 60), layer("c.wav", 61, 127)]
    text, losses = sfz_text(
        kit(pad("Snare", *rows, layering="round-robin")),
        dict.fromkeys(("a.wav", "b.wav", "c.wav"), 1),
    )

    assert losses == ()
    assert text.count("seq_length=2") == 2
    assert "seq_position=2" in text


def test_what_sfz_cannot_say_is_told(tmp_path):
    rows = [layer("a.wav", 1, 90), layer("b.wav", 60, 127)]
    crushed = pad("Kick", *rows, layering="round-robin", bits=8.0, filter_env=12.0)
    _, losses = sfz_text(kit(crushed), {"a.wav": 1, "b.wav": 1})

    assert set(losses) == {
        "Bits is left out: Kick.",
        "Filter env is left out: Kick.",
        "Layers take turns only with those of the same velocities: Kick.",
    }


def test_who_made_a_kit_and_what_may_be_done_with_it_comes_back(tmp_path):
    made = kit(pad("Kick", "a.wav"))
    made = replace(made, author="Ann", licence="CC BY-NC 4.0", description="Licence: CC0")
    found, _ = came_back(tmp_path, made)

    assert (found.author, found.licence) == ("Ann", "CC BY-NC 4.0")
    assert {credit.licence for credit in found.credits.values()} == {"CC BY-NC 4.0"}


@pytest.mark.parametrize(
    "name",
    ["<region> sample=/etc/passwd", '#include "x"', "$x", "a\nsample=evil.wav", "/*", "//", "="],
)
def test_no_name_becomes_an_order(tmp_path, name):
    made = kit(replace(pad("Kick", "a.wav"), name=name), name=name, description=name)
    found, _ = came_back(tmp_path, made)

    assert [one.layers[0].file for one in found.pads] == ["a.wav"]
    assert len(found.pads) == 1

from grids import grid, sketch

from padsketch.model import Lane, Pattern
from padsketch.model import edits as ed
from padsketch.model.grooves import Groove

CLAVE = Groove(
    name="Clave",
    style="latin",
    bpm=(90, 120),
    pattern=Pattern(
        length=8,
        swing=50.0,
        lanes={
            "clave": Lane(steps=sketch(clave="x..x..x.").pattern("A1").lane("clave").steps),
            "shaker": Lane(steps=sketch(shaker="x").pattern("A1").lane("shaker").steps, length=2),
        },
    ),
)
PADS = {"clave": "rim", "shaker": "hat"}
BEAT = sketch(length=16, kick="X...X...", hat="x.x.x.x.", bass="X..x....X..x....")
DRUMS = {"kick", "hat", "rim"}


def test_a_groove_takes_the_place_of_the_drums_only():
    written = ed.write_groove(BEAT, "A1", CLAVE, PADS, DRUMS)
    assert list(written.pattern("A1").lanes) == ["bass", "rim", "hat"]
    assert grid(written, "bass") == grid(BEAT, "bass")


def test_a_short_groove_fills_a_long_pattern():
    written = ed.write_groove(BEAT, "A1", CLAVE, PADS, DRUMS)
    assert written.pattern("A1").length == 16
    assert grid(written, "rim") == "x..x..x.x..x..x."


def test_a_pattern_that_does_not_fit_takes_the_length_of_the_groove():
    for project in (sketch(length=12, kick="X"), sketch(length=4), sketch(length=16, step="1/8")):
        written = ed.write_groove(project, "A1", CLAVE, PADS, DRUMS).pattern("A1")
        assert (written.length, written.step) == (8, "1/16")


def test_a_lane_that_repeats_by_itself_is_not_written_twice():
    lane = ed.write_groove(BEAT, "A1", CLAVE, PADS, DRUMS).pattern("A1").lane("hat")
    assert lane == CLAVE.pattern.lane("shaker")


def test_parts_without_a_pad_are_left_out_and_details_come_along():
    nudged = ed.set_details(
        sketch(length=8, clave="x"), "A1", ed.Cell("clave", 0), nudge=20, rolls=3
    )
    groove = Groove(name="G", style="", bpm=(90, 90), pattern=nudged.pattern("A1"))
    written = ed.write_groove(BEAT, "A1", groove, {"clave": "rim"}, DRUMS).pattern("A1")
    assert [written.lane("rim").step(at).nudge for at in (0, 8)] == [20, 20]
    assert (
        ed.write_groove(BEAT, "A1", groove, {}, ()).pattern("A1").lanes == BEAT.pattern("A1").lanes
    )


def test_a_pattern_without_a_name_takes_the_grooves():
    assert ed.write_groove(BEAT, "A1", CLAVE, PADS, DRUMS).pattern("A1").name == "Clave"
    mine = ed.set_pattern_name(BEAT, "A1", "Mine")
    assert ed.write_groove(mine, "A1", CLAVE, PADS, DRUMS).pattern("A1").name == "Mine"

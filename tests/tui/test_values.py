import pytest
from hypothesis import given
from hypothesis import strategies as st

from padsketch.errors import UsageError
from padsketch.model.parameters import DELAY, GROUPS, MASTER, PAD, REVERB, SILENCE_DB, TRACK
from padsketch.tui.controls.values import moved, parsed, range_text, value_text

EVERY = [p for table in GROUPS.values() for p in table.values()]
LEVEL, PAN, CUTOFF = TRACK["level_db"], TRACK["pan"], PAD["cutoff"]


@pytest.mark.parametrize(
    ("parameter", "value", "text"),
    [
        (LEVEL, -3.0, "-3.0 dB"),
        (LEVEL, -0.04, "0.0 dB"),
        (LEVEL, SILENCE_DB, "-inf"),
        (PAN, -0.25, "L25"),
        (CUTOFF, 1234.0, "1.23 kHz"),
        (CUTOFF, 999.9, "1 kHz"),
        (CUTOFF, 63.0, "63 Hz"),
        (PAD["attack"], 250.0, "250 ms"),
        (PAD["attack"], 1500.0, "1.50 s"),
        (PAD["decay"], 0.0, "off"),
        (PAD["end"], 0.0, "end"),
        (PAD["tune"], -0.5, "-0.5 st"),
        (PAD["sustain"], 40.0, "40%"),
        (PAD["bits"], 12.0, "12 bit"),
        (PAD["bits"], 24.0, "off"),
        (PAD["filter_env"], -96.0, "-96 st"),
        (PAD["direction"], 2.0, "ping-pong"),
        (TRACK["comp_ratio"], 4.0, "4.0:1"),
        (TRACK["comp_ratio"], 1.0, "off"),
        (REVERB["decay"], 1.2, "1.20 s"),
        (DELAY["time"], 6.0, "1/8d"),
        (MASTER["limiter"], 1.0, "on"),
    ],
)
def test_a_value_says_its_unit(parameter, value, text):
    assert value_text(parameter, value) == text


@pytest.mark.parametrize(
    ("parameter", "start", "values"),
    [
        (LEVEL, -3.4, [-3.0, -2.0, -1.0]),
        (TRACK["send_delay"], SILENCE_DB, [-60.0, -54.0, -48.0]),
        (CUTOFF, 1100.0, [1250.0, 1600.0, 2000.0]),
        (PAD["attack"], 0.0, [1.0, 1.25, 1.6]),
        (PAN, 0.85, [0.9, 1.0, 1.0]),
        (PAD["filter"], 0.0, [1.0, 2.0, 2.0]),
    ],
)
def test_coarse_steps_lead_from_one_round_value_to_the_next(parameter, start, values):
    one_by_one = [start]
    for _ in values:
        one_by_one.append(moved(parameter, one_by_one[-1], 1))
    assert one_by_one[1:] == values
    assert [moved(parameter, start, steps) for steps in (1, 2, 3)] == values


@pytest.mark.parametrize(
    ("parameter", "value", "finer"),
    [
        (LEVEL, -3.0, -2.9),
        (LEVEL, SILENCE_DB, -60.0),
        (CUTOFF, 1000.0, 1010.0),
        (PAD["start"], 0.0, 0.1),
        (PAD["tune"], 0.0, 0.1),
        (PAN, 0.0, 0.01),
    ],
)
def test_fine_steps_lie_close(parameter, value, finer):
    assert moved(parameter, value, 1, coarse=False) == finer
    assert moved(parameter, finer, -1, coarse=False) == pytest.approx(value, rel=0.001, abs=0.001)


@given(st.sampled_from(EVERY), st.floats(0.0, 1.0), st.integers(-300, 300), st.booleans())
def test_no_move_leaves_the_range_or_goes_the_wrong_way(parameter, share, steps, coarse):
    value = parameter.low + share * (parameter.high - parameter.low)
    value = float(round(value)) if parameter.choices else value
    there = moved(parameter, value, steps, coarse)
    assert parameter.low <= there <= parameter.high
    nearly = 0.005 * abs(value)
    assert (there - value) * steps >= -nearly * abs(steps)


@pytest.mark.parametrize("parameter", EVERY, ids=lambda p: p.name)
def test_both_ends_can_be_reached_by_keys(parameter):
    assert moved(parameter, parameter.default, 300) == parameter.high
    assert moved(parameter, parameter.default, -300) == parameter.low


@given(st.sampled_from(EVERY), st.integers(-300, 300))
def test_what_is_shown_can_be_typed(parameter, steps):
    value = moved(parameter, parameter.default, steps)
    assert parsed(parameter, value_text(parameter, value)) == pytest.approx(value, rel=0.006)


@pytest.mark.parametrize(
    ("parameter", "text", "value"),
    [
        (CUTOFF, "1.2k", 1200.0),
        (CUTOFF, "1,2 kHz", 1200.0),
        (LEVEL, "3 dB", 3.0),
        (LEVEL, "+3", 3.0),
        (LEVEL, "-inf", SILENCE_DB),
        (PAN, "l25", -0.25),
        (PAN, "C", 0.0),
        (PAN, "-.5", -0.5),
        (PAD["attack"], "1.5 s", 1500.0),
        (REVERB["decay"], "800ms", 0.8),
        (PAD["direction"], "rev", 1.0),
        (TRACK["comp_ratio"], "4:1", 4.0),
        (PAD["bits"], "off", 24.0),
        (DELAY["time"], "1/8", 5.0),
    ],
)
def test_values_are_typed_as_people_write_them(parameter, text, value):
    assert parsed(parameter, text) == pytest.approx(value)


@pytest.mark.parametrize(
    ("parameter", "text"),
    [
        (LEVEL, ""),
        (LEVEL, "loud"),
        (LEVEL, "3 ms"),
        (LEVEL, "nan"),
        (LEVEL, "-inf dB"),
        (LEVEL, "99"),
        (PAN, "L200"),
        (CUTOFF, "off"),
        (REVERB["decay"], "off"),
        (DELAY["time"], "1/"),
        (PAD["filter"], "1"),
    ],
)
def test_what_is_no_value_is_refused_with_what_may_be_typed(parameter, text):
    with pytest.raises(UsageError) as refusal:
        parsed(parameter, text)
    assert range_text(parameter) in refusal.value.hint

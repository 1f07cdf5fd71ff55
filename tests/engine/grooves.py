"""Music that asks the sequencer for everything that it knows."""

from hypothesis import strategies as st
from rig import kit_of, pad

import strategies as kinds
from padsketch.model import REST, STEP_TICKS, Lane, Pattern, Project, Section, Step
from padsketch.model.pattern import DIRECTIONS, SPEEDS

PADS = ("kick", "snare", "organ", "drone")
KIT = kit_of("kick", pad("snare", choke=1), pad("organ", mode="gate"), pad("drone", mode="loop"))
RATES = (44_100, 48_000, 96_000)


def steps(max_nudge):
    """Rests, plain steps, and steps with any detail that the engine plays."""
    detailed = st.builds(
        Step,
        velocity=st.integers(1, 127),
        chance=st.just(100) | st.integers(0, 100),
        when=st.just("") | kinds.conditions,
        nudge=st.just(0) | st.integers(-max_nudge, max_nudge),
        rolls=st.integers(1, 8),
        roll_rate=st.sampled_from(("", "", *STEP_TICKS)),
        ramp=st.integers(-100, 100),
        length=st.sampled_from((0.0, 0.5, 1.0, 2.75)),
        slide=st.booleans(),
        locks=st.just(()) | kinds.parameter_locks(),
    )
    return st.just(REST) | st.builds(Step, velocity=st.integers(1, 127)) | detailed


def lanes(max_nudge, longest):
    return st.builds(
        Lane,
        steps=st.lists(steps(max_nudge), min_size=1, max_size=9).map(tuple),
        length=st.none() | st.integers(1, longest),
        swing=st.none() | kinds.swings,
        speed=st.just("1") | st.sampled_from(SPEEDS),
        rotation=st.just(0) | st.integers(-9, 9),
        direction=st.sampled_from(DIRECTIONS),
    )


def patterns(longest=9):
    """Patterns on any grid, up to so many steps; a nudge is as far as it may go there."""

    def on(step):
        return st.builds(
            Pattern,
            step=st.just(step),
            length=st.integers(1, longest),
            swing=st.none() | kinds.swings,
            lanes=st.dictionaries(
                st.sampled_from(PADS), lanes(Pattern(step=step).max_nudge, longest), min_size=1
            ),
        )

    return st.sampled_from(tuple(STEP_TICKS)).flatmap(on)


def questions():
    """Lanes full of conditions and chances, so that many ask another step for its answer."""
    step = st.builds(
        Step,
        velocity=st.sampled_from((0, 100, 100)),
        chance=st.sampled_from((50, 100)),
        when=st.sampled_from(
            ("", "1:2", "2:3", "!1:3", "first", "prev", "!prev", "neighbour", "!neighbour")
        ),
    )
    lane = st.builds(
        Lane,
        steps=st.lists(step, min_size=4, max_size=8).map(tuple),
        length=st.sampled_from((3, 4, 5, 8)),
    )
    lanes = st.fixed_dictionaries({"kick": lane, "snare": lane, "drone": lane})
    return st.builds(
        Project,
        seed=st.integers(0, 2**63 - 1),
        patterns=lanes.map(lambda lanes: {"A1": Pattern(length=8, lanes=lanes)}),
    )


def mixes():
    """Everything that can be set about the pads and behind them."""
    return kinds.mixes(st.sampled_from(PADS))


def projects(longest=9):
    """Projects of one pattern, A1, of up to so many steps."""
    return _projects(patterns(longest).map(lambda pattern: {"A1": pattern}))


def sections():
    """Sections of a song of two patterns, with anything that a section can ask for."""
    return st.builds(
        Section,
        section=st.just(""),
        pattern=st.sampled_from(("A1", "A2")),
        repeats=st.integers(1, 3),
        mute=st.lists(st.sampled_from(PADS), max_size=2).map(tuple),
        transpose=st.sampled_from((0.0, -7.0, 12.0)),
        bpm=st.none() | kinds.bpms,
        fill=st.booleans(),
    )


def songs():
    """Projects with a song of a few sections."""
    two = st.fixed_dictionaries({"A1": patterns(), "A2": patterns()})
    song = st.lists(sections(), min_size=1, max_size=4).map(tuple)
    return _projects(two, song=song)


def _projects(patterns, **more):
    return st.builds(
        Project,
        bpm=kinds.bpms,
        swing=kinds.swings,
        meter=st.sampled_from(("4/4", "3/4", "7/8", "5/16")),
        seed=st.integers(0, 2**63 - 1),
        patterns=patterns,
        **more,
    )

"""Every kind of valid music, for property-based tests: `steps()`, `patterns()`, `projects()`."""

from hypothesis import strategies as st

from padsketch.model.kit import (
    LAYER_NUMBERS,
    LAYER_SWITCHES,
    LAYERINGS,
    MAX_CHOKE,
    MODES,
    Credit,
    Layer,
    is_pad_id,
)
from padsketch.model.mixer import Channel, Delay, Master, Reverb
from padsketch.model.mute_groups import MUTE_GROUPS
from padsketch.model.pad_settings import PadSettings
from padsketch.model.parameters import DELAY, LAYER, LOCKS, MASTER, PAD, REVERB, TRACK
from padsketch.model.pattern import DIRECTIONS, MAX_STEPS, SPEEDS, STEP_TICKS, Lane, Pattern
from padsketch.model.project import BEAT_UNITS, MAX_SEED, PATTERN_NAMES, Project
from padsketch.model.samples import SampleIdentity
from padsketch.model.song import MAX_REPEATS, Section
from padsketch.model.step import GLYPH_STEPS, REST, Step

PADS = ("kick", "snare", "hat", "open", "a-long_name-2")

FILES = ("kick.wav", "Kick 2.flac", "drums/snare.wav", "ä hat.ogg", "a#b.aiff", "[x].wav")

names = st.text(max_size=12)
credits_of_sounds = st.builds(Credit, **dict.fromkeys(Credit.__struct_fields__, names))
pads = st.sampled_from(PADS) | st.from_regex(r"[a-z0-9_-]{1,8}", fullmatch=True).filter(is_pad_id)
bpms = st.integers(20_000, 400_000).map(lambda millibpm: round(millibpm / 1000, 3))
swings = st.integers(5000, 7500).map(lambda hundredths: round(hundredths / 100, 2))
ratios = st.integers(2, 8).flatmap(
    lambda b: st.integers(1, b).map(lambda a: f"{a}:{b}"),
)
conditions = st.tuples(
    st.sampled_from(("", "!")), st.sampled_from(("fill", "first", "prev", "neighbour")) | ratios
).map("".join)


identities = st.builds(
    SampleIdentity,
    st.integers(0, 2**63 - 1),
    st.integers(0, 2**256 - 1).map("{:064x}".format),
)


def floats(low, high):
    return st.floats(low, high, allow_nan=False)


def value_of(entry):
    """A value of a parameter; of one with words, the place of one."""
    if entry.choices:
        return st.integers(0, len(entry.choices) - 1).map(float)
    return floats(entry.low, entry.high)


def values_of(table):
    """Values of some parameters of a table, by name."""
    each = {name: value_of(entry) for name, entry in table.items()}
    names = st.lists(st.sampled_from(list(each)), max_size=4, unique=True)
    return names.flatmap(lambda some: st.fixed_dictionaries({name: each[name] for name in some}))


def parameter_locks():
    return values_of(LOCKS).map(lambda locks: tuple(sorted(locks.items())))


def steps(max_nudge=76):
    """Rests, plain steps and steps with any detail; the nudge fits every step size by default."""
    detailed = st.builds(
        Step,
        velocity=st.integers(0, 127),
        chance=st.integers(0, 100),
        when=st.just("") | conditions,
        nudge=st.integers(-max_nudge, max_nudge),
        rolls=st.integers(1, 8),
        roll_rate=st.sampled_from(("", *STEP_TICKS)),
        ramp=st.integers(-100, 100),
        length=floats(0, MAX_STEPS),
        slide=st.booleans(),
        locks=parameter_locks(),
    )
    plain = st.sampled_from(list(GLYPH_STEPS.values())) | st.integers(1, 127).map(
        lambda velocity: Step(velocity=velocity)
    )
    return st.just(REST) | plain | detailed


def lanes():
    """Lanes with steps, some shorter or longer than themselves, and any option."""
    return st.builds(
        Lane,
        steps=st.lists(steps(), max_size=20).map(tuple),
        length=st.none() | st.integers(1, MAX_STEPS),
        swing=st.none() | swings,
        speed=st.sampled_from(SPEEDS),
        rotation=st.integers(1 - MAX_STEPS, MAX_STEPS - 1),
        direction=st.sampled_from(DIRECTIONS),
    )


def patterns():
    """Patterns of up to four lanes, on any grid."""
    return st.builds(
        Pattern,
        length=st.integers(1, MAX_STEPS),
        step=st.sampled_from(tuple(STEP_TICKS)),
        swing=st.none() | swings,
        name=names,
        lanes=st.dictionaries(pads, lanes(), max_size=4),
    )


def sections():
    """Sections of a song; the pattern may be one that is not written yet."""
    return st.builds(
        Section,
        section=names,
        pattern=st.sampled_from(PATTERN_NAMES),
        repeats=st.integers(1, MAX_REPEATS),
        mute=st.lists(pads, max_size=3).map(tuple),
        transpose=floats(-48, 48),
        bpm=st.none() | bpms,
        fill=st.booleans(),
        note=names,
    )


def kept_values():
    """What may stand under `[x]`: anything that TOML can say."""
    plain = (
        names
        | st.booleans()
        | st.integers()
        | floats(-1e300, 1e300)
        | st.dates()
        | st.times()
        | st.datetimes()
    )
    return st.recursive(
        plain,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
        max_leaves=6,
    )


def layers():
    """One layer over all velocities, with any treatment."""
    numbers = {name: value_of(LAYER[name]) for name in LAYER_NUMBERS}
    changes = st.fixed_dictionaries(
        {}, optional={**numbers, **dict.fromkeys(LAYER_SWITCHES, st.booleans())}
    )
    return st.builds(lambda file, more: Layer(file=file, **more), st.sampled_from(FILES), changes)


def pad_settings():
    """What a project changes about a pad whose files any kit has."""
    return st.builds(
        PadSettings,
        values=values_of(PAD),
        mode=st.none() | st.sampled_from(MODES),
        choke=st.none() | st.integers(0, MAX_CHOKE),
        layering=st.none() | st.sampled_from(LAYERINGS),
    )


def brought():
    """What a project says of sounds of its own: fields of a project."""
    own = st.builds(
        PadSettings,
        name=st.none() | names,
        layers=st.none() | st.lists(layers(), min_size=1, max_size=2).map(tuple),
    )
    marks = st.sets(st.integers(0, 2**31 - 1), min_size=1, max_size=5).map(sorted).map(tuple)
    return st.fixed_dictionaries(
        {
            "pads": st.dictionaries(pads, own | pad_settings(), max_size=3),
            "markers": st.dictionaries(st.sampled_from(FILES), marks, max_size=2),
            "credits": st.dictionaries(st.sampled_from(FILES), credits_of_sounds, max_size=2),
            "samples": st.dictionaries(st.sampled_from(FILES), identities, max_size=2),
        }
    )


def mixes(pads=pads):
    """Everything that a project sets beside its notes and sounds: fields of a project."""
    channels = st.builds(
        lambda values, **more: Channel(**values, **more),
        values_of(TRACK),
        mute=st.booleans(),
        solo=st.booleans(),
        sidechain=st.just("") | pads,
    )
    return st.fixed_dictionaries(
        {
            "mixer": st.dictionaries(pads, channels, max_size=3),
            "mute_groups": st.dictionaries(
                st.sampled_from(MUTE_GROUPS),
                st.lists(pads, min_size=1, max_size=3).map(tuple),
                max_size=3,
            ),
            "pads": st.dictionaries(pads, pad_settings(), max_size=3),
            "delay": values_of(DELAY).map(lambda values: Delay(**values)),
            "reverb": values_of(REVERB).map(lambda values: Reverb(**values)),
            "master": values_of(MASTER).map(lambda values: Master(**values)),
        }
    )


NO_SOUNDS = st.just({})


def projects(sounds=NO_SOUNDS):
    """Whole projects of the present version; by default any kit has the files that they name."""
    return st.builds(
        lambda mix, sounds, **more: Project(**{**mix, **sounds}, **more),
        mixes(),
        sounds,
        title=names,
        bpm=bpms,
        meter=st.builds("{}/{}".format, st.integers(1, 99), st.sampled_from(BEAT_UNITS)),
        key=names,
        swing=swings,
        seed=st.integers(0, MAX_SEED),
        kit=st.sampled_from(("eight", "dust", "kits/my own")),
        patterns=st.dictionaries(st.sampled_from(PATTERN_NAMES), patterns(), max_size=3),
        song=st.lists(sections(), max_size=3).map(tuple),
        x=st.dictionaries(names, kept_values(), max_size=3),
    )

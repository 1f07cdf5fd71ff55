"""Every kind of valid kit, for property-based tests."""

from hypothesis import strategies as st

from padsketch.model.kit import LAYERINGS, MAX_CHOKE, MODES, Kit, Pad
from padsketch.model.parameters import PAD
from strategies import FILES, credits_of_sounds, kept_values, layers, names, pads, values_of


def pads_of_kits():
    """A pad with one to three layers."""
    return st.builds(
        lambda values, **more: Pad(**values, **more),
        values_of(PAD),
        id=pads,
        name=names,
        layers=st.lists(layers(), min_size=1, max_size=3).map(tuple),
        mode=st.sampled_from(MODES),
        choke=st.integers(0, MAX_CHOKE),
        layering=st.sampled_from(LAYERINGS),
        root=st.sampled_from(("", "C2", "F#3", "Bb-1")),
    )


def kits():
    """Whole kits of the present version."""
    return st.builds(
        Kit,
        name=names,
        pads=st.lists(pads_of_kits(), min_size=1, max_size=4, unique_by=lambda pad: pad.id).map(
            tuple
        ),
        description=names,
        author=names,
        licence=names,
        credits=st.dictionaries(st.sampled_from(FILES), credits_of_sounds, max_size=3),
        x=st.dictionaries(names, kept_values(), max_size=2),
    )

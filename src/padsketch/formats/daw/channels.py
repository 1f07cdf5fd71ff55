"""The tracks of a DAWproject and their channels in the mixer."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from padsketch.formats.daw.arrangement import Track
from padsketch.formats.daw.elements import child

MASTER_TRACK = "master-track"
_MASTER = "master-channel"
_MAX_GAIN = 4.0
"""12 dB: as far as a fader goes."""


def track_id(name: str) -> str:
    """What the project calls a track; pads may begin with a digit, which no id may."""
    return f"track-{name}"


def add_track(structure: Element, track: Track) -> None:
    """A track, of one kind of content only: not everybody has others. It goes to the master."""
    content = "notes" if track.notes else "audio"
    element = child(
        structure,
        "Track",
        id=track_id(track.id),
        name=track.name,
        color=track.colour,
        contentType=content,
        loaded=True,
    )
    role = "effect" if track.is_return else "regular"
    channel = _channel(element, _channel_id(track.id), role, destination=_MASTER)
    _add_controls(channel, track)


def add_master(structure: Element) -> None:
    """The track that all others go to; readers know it by its name too."""
    element = child(
        structure,
        "Track",
        id=MASTER_TRACK,
        name="Master",
        contentType="audio notes",
        loaded=True,
    )
    channel = _channel(element, _MASTER, "master")
    _add_controls(channel, Track("master", "Master", ""))


def _channel_id(name: str) -> str:
    return f"channel-{name}"


def _channel(track: Element, name: str, role: str, **routing: str) -> Element:
    return child(track, "Channel", id=name, role=role, audioChannels=2, solo=False, **routing)


def _add_controls(channel: Element, track: Track) -> None:
    child(channel, "Mute", id=f"mute-{track.id}", name="Mute", value=track.is_muted)
    place = (track.pan + 1.0) / 2.0
    _add_real(channel, "Pan", f"pan-{track.id}", "normalized", place, 1.0)
    if track.sends:
        _add_sends(child(channel, "Sends"), track)
    _add_real(channel, "Volume", f"volume-{track.id}", "linear", track.gain, _MAX_GAIN)


def _add_sends(sends: Element, track: Track) -> None:
    for sent in track.sends:
        send = child(
            sends,
            "Send",
            id=f"send-{track.id}-{sent.to}",
            type="post",
            destination=_channel_id(sent.to),
        )
        child(send, "Enable", id=f"enable-{track.id}-{sent.to}", value=True)
        _add_real(send, "Volume", f"level-{track.id}-{sent.to}", "linear", sent.gain, _MAX_GAIN)


def _add_real(
    parent: Element, tag: str, name: str, unit: str, value: float, maximum: float
) -> None:
    limits = {"min": 0.0, "max": maximum}
    child(parent, tag, id=name, name=tag, unit=unit, value=value, **limits)

"""Draw how a pack looks when it is opened, from nothing but its song.dawproject.

Usage: python -m tools.picture_pack PACK/song.dawproject -o docs/handoff.svg

Bars run to the right under the markers. A stem is drawn where its warps say that it sounds, by the
square root of its peaks, so that what is quiet is seen; notes are as high as their velocity.
"""

from __future__ import annotations

import argparse
import io
import math
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element, SubElement, fromstring, indent, tostring
from zipfile import ZipFile

import numpy as np
import soundfile
from numpy.typing import NDArray

WIDTH, LEFT, RIGHT, TOP = 1400, 300, 12, 46
ROW, GAP = 19, 2
"""Pixels: a track is so high, and so far from the next one."""
COLUMN = 2
"""Pixels of a column of a waveform."""
SEEN = 0.2
"""Pixels: what is lower is left out."""
BACK, LANE, INK, QUIET, LINE, MUTED = (
    "#14181d",
    "#1d232a",
    "#e8ecf0",
    "#93a0ad",
    "#323b45",
    "#e69f00",
)


class Row(NamedTuple):
    """A track with its channel and the clips of its lane."""

    track: Element
    channel: Element
    clips: list[Element]

    @property
    def colour(self) -> str:
        """That of the track; the master has none."""
        return self.track.get("color", QUIET)

    @property
    def is_muted(self) -> bool:
        """Whether it is not heard as the project is opened."""
        return element(self.channel, "Mute").get("value") == "true"


class Scale(NamedTuple):
    """Beats to pixels."""

    beats: float

    def x(self, beat: float) -> float:
        """Where a beat is."""
        return round(LEFT + beat / self.beats * (WIDTH - LEFT - RIGHT), 1)


def element(parent: Element, path: str) -> Element:
    """What must be there."""
    found = parent.find(path)
    if found is None:
        raise SystemExit(f"The project has no {path}")
    return found


def number(owner: Element, name: str) -> float:
    """An attribute that must be there."""
    return float(owner.attrib[name])


def rows(project: Element) -> list[Row]:
    """All tracks in order, with what lies on them."""
    lanes = {lane.get("track"): lane for lane in project.iterfind("Arrangement/Lanes/Lanes")}
    tracks = project.findall("Structure/Track")
    return [
        Row(track, element(track, "Channel"), lanes[track.get("id")].findall("Clips/Clip"))
        for track in tracks
    ]


def picture(archive: ZipFile) -> bytes:
    """The project as an SVG."""
    project = fromstring(archive.read("project.xml"))
    tracks = rows(project)
    ends = [number(clip, "time") + number(clip, "duration") for row in tracks for clip in row.clips]
    scale = Scale(max(ends))
    height = TOP + len(tracks) * (ROW + GAP) + GAP
    size = {"width": str(WIDTH), "height": str(height), "viewBox": f"0 0 {WIDTH} {height}"}
    svg = Element(
        "svg", {"xmlns": "http://www.w3.org/2000/svg", "font-family": "sans-serif", **size}
    )
    rectangle(svg, 0, 0, WIDTH, height, fill=BACK)
    for place, row in enumerate(tracks):
        draw_row(svg, row, TOP + place * (ROW + GAP), scale, archive)
    draw_ruler(svg, project, scale, height)
    title = fromstring(archive.read("metadata.xml")).findtext("Title") or ""
    write(svg, 10, 19, title, INK, 15)
    write(svg, 10, 37, _transport(project), QUIET, 11)
    indent(svg, " ")
    return tostring(svg) + b"\n"


def _transport(project: Element) -> str:
    tempo = element(project, "Transport/Tempo")
    meter = element(project, "Transport/TimeSignature")
    changes = project.findall("Arrangement/TempoAutomation/RealPoint")
    words = f"{number(tempo, 'value'):g} bpm, {meter.get('numerator')}/{meter.get('denominator')}"
    return f"{words}, {len(changes)} tempi" if changes else words


def draw_ruler(svg: Element, project: Element, scale: Scale, height: int) -> None:
    """Lines where bars begin, numbers at every fourth, and the markers over them."""
    meter = element(project, "Transport/TimeSignature")
    beats = number(meter, "numerator") * 4 / number(meter, "denominator")
    for bar in range(math.ceil(round(scale.beats / beats, 6))):
        x = scale.x(bar * beats)
        line(svg, x, TOP - 4, height, LINE)
        if bar % 4 == 0:
            write(svg, x + 2, TOP - 6, str(bar + 1), QUIET, 10)
    for marker in project.iterfind("Arrangement/Markers/Marker"):
        x = scale.x(number(marker, "time"))
        line(svg, x, 6, height, QUIET)
        write(svg, x + 4, 18, marker.get("name", ""), INK, 12)


def draw_row(svg: Element, row: Row, y: float, scale: Scale, archive: ZipFile) -> None:
    """A track: its colour, name and channel, then its clips."""
    rectangle(svg, 0, y, WIDTH, ROW, fill=LANE)
    rectangle(svg, 0, y, 5, ROW, fill=row.colour)
    write(svg, 10, y + 14, row.track.get("name", ""), QUIET if row.is_muted else INK, 12)
    if row.is_muted:
        write(svg, 140, y + 14, "M", MUTED, 11)
    write(svg, 158, y + 14, _channel(row), QUIET, 10)
    for clip in row.clips:
        draw_clip(svg, clip, row, y, scale, archive)


def _channel(row: Row) -> str:
    """Level, pan and sends as words."""
    gain = number(element(row.channel, "Volume"), "value")
    pan = 200 * number(element(row.channel, "Pan"), "value") - 100
    sends = len(row.channel.findall("Sends/Send"))
    words = [f"{20 * np.log10(gain):.1f} dB" if gain > 0 else "off"]
    words += [f"{abs(pan):.0f}{'R' if pan > 0 else 'L'}"] if round(pan) else []
    words += [f"{sends} send{'s' * (sends > 1)}"] if sends else []
    words += [row.channel.get("role", "")] if row.channel.get("role") != "regular" else []
    return ", ".join(words)


def draw_clip(
    svg: Element, clip: Element, row: Row, y: float, scale: Scale, archive: ZipFile
) -> None:
    """A box of the track's colour with its sound or its notes in it."""
    left = scale.x(number(clip, "time"))
    width = scale.x(number(clip, "time") + number(clip, "duration")) - left - 1
    group = SubElement(svg, "g", {"opacity": "0.7" if row.is_muted else "1"})
    rectangle(group, left, y, width, ROW, fill=row.colour, fill_opacity=0.22, rx=2)
    warps = clip.find("Clips/Clip/Warps")
    if warps is not None:
        look = {"stroke": row.colour, "stroke-width": f"{COLUMN}"}
        SubElement(group, "path", {"d": strokes(warps, left, width, y, archive), **look})
    for note in clip.iterfind("Notes/Note"):
        draw_note(group, note, number(clip, "time"), row.colour, y, scale)


def draw_note(
    group: Element, note: Element, start: float, colour: str, y: float, scale: Scale
) -> None:
    """As high as it is strong, as wide as it is long."""
    left = scale.x(start + number(note, "time"))
    right = scale.x(start + number(note, "time") + number(note, "duration"))
    height = round(number(note, "vel") * (ROW - 3), 1)
    rectangle(group, left, y + ROW - 1 - height, max(1.5, right - left - 0.5), height, fill=colour)


def strokes(warps: Element, left: float, width: float, y: float, archive: ZipFile) -> str:
    """A stroke a column, where there is something to be heard."""
    heights = np.sqrt(columns(warps, int(width / COLUMN), archive)) * (ROW - 2)
    return "".join(
        f"M{left + column * COLUMN:g},{y + (ROW - height) / 2:.1f}v{height:.1f}"
        for column, height in enumerate(heights)
        if height > SEEN
    )


def columns(warps: Element, count: int, archive: ZipFile) -> NDArray[np.float64]:
    """The peaks of a sound in equal parts of its beats, as its warps place them."""
    sound = io.BytesIO(archive.read(element(warps, "Audio/File").attrib["path"]))
    frames, rate = soundfile.read(sound, always_2d=True)
    bends = warps.findall("Warp")
    beats = [number(bend, "time") for bend in bends]
    seconds = [number(bend, "contentTime") for bend in bends]
    edges = np.interp(np.linspace(0, beats[-1], count + 1)[:-1], beats, seconds) * rate
    loudest: NDArray[np.float64] = np.abs(frames).max(axis=1)
    peaks: NDArray[np.float64] = np.maximum.reduceat(loudest, edges.astype(int))
    return np.minimum(peaks, 1.0)


def rectangle(
    parent: Element, x: float, y: float, width: float, height: float, **look: Any
) -> None:
    """A box; names of its look have underscores for hyphens."""
    place = {"x": x, "y": y, "width": width, "height": height}
    values = {name.replace("_", "-"): f"{value}" for name, value in look.items()}
    SubElement(parent, "rect", {name: f"{value:g}" for name, value in place.items()} | values)


def line(svg: Element, x: float, top: float, bottom: float, colour: str) -> None:
    """One upright line."""
    place = {"x1": x, "x2": x, "y1": top, "y2": bottom}
    SubElement(
        svg, "line", {name: f"{value:g}" for name, value in place.items()} | {"stroke": colour}
    )


def write(svg: Element, x: float, y: float, text: str, colour: str, size: int) -> None:
    """One line of text."""
    place = {"x": f"{x:g}", "y": f"{y:g}", "fill": colour, "font-size": f"{size}"}
    SubElement(svg, "text", place).text = text


def main() -> None:
    """Write the picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("project", type=Path)
    parser.add_argument("-o", dest="file", type=Path, default=Path("docs/handoff.svg"))
    options = parser.parse_args()
    with ZipFile(options.project) as archive:
        options.file.write_bytes(picture(archive))


if __name__ == "__main__":
    main()

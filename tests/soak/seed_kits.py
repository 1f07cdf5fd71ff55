"""A small kit of every format that is read, from which damaged ones are made."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack("<4sI", name, len(data)) + data + bytes(len(data) % 2)


def _wave(*chunks: bytes, frames: int = 400) -> bytes:
    head = _chunk(b"fmt ", struct.pack("<HHIIHH", 1, 1, 44_100, 88_200, 2, 16))
    body = b"WAVE" + head + _chunk(b"data", bytes(2 * frames)) + b"".join(chunks)
    return _chunk(b"RIFF", body)


def _cue_wave() -> bytes:
    points = b"".join(
        struct.pack("<II4sIII", n, 100 * n, b"data", 0, 0, 100 * n) for n in range(1, 4)
    )
    labels = (_chunk(b"labl", struct.pack("<I", n) + b"Slice\0") for n in range(1, 4))
    return _wave(
        _chunk(b"cue ", struct.pack("<I", 3) + points),
        _chunk(b"LIST", b"adtl" + b"".join(labels)),
        _chunk(b"smpl", struct.pack("<9I6I", *(0, 0, 22675, 60, 0, 0, 0, 1, 0), *range(6))),
        _chunk(b"acid", struct.pack("<IHHfIHHf", 0, 60, 0, 0, 8, 4, 4, 120.0)),
        _chunk(b"bext", b"Rain".ljust(602, b"\0")),
        _chunk(b"LIST", b"INFO" + _chunk(b"INAM", b"Break\0")),
    )


@dataclass(frozen=True)
class SeedKit:
    """A kit: its file, which is damaged, beside samples that are not; words of its format."""

    name: str
    file: str
    data: bytes
    words: tuple[bytes, ...]

    def put(self, folder: Path) -> None:
        """The kit and its samples as files."""
        folder.mkdir()
        for name in ("a.wav", "b.wav", "c.wav"):
            (folder / name).write_bytes(_wave())
        (folder / "part.txt").write_text("<group> key=40\n")


_HYDROGEN = b"""<?xml version="1.0" encoding="UTF-8"?>
<drumkit_info xmlns="http://www.hydrogen-music.org/drumkit"><name>Attic</name><author>A</author>
<info>x</info><license>CC0</license><componentList><drumkitComponent><id>0</id><volume>1</volume>
</drumkitComponent></componentList><instrumentList><instrument><id>0</id><name>Kick</name>
<volume>1</volume><pan_L>1</pan_L><pan_R>0.5</pan_R><gain>1</gain><filterActive>true</filterActive>
<filterCutoff>0.5</filterCutoff><filterResonance>0.1</filterResonance><Attack>1</Attack>
<Decay>10</Decay><Sustain>0.5</Sustain><Release>1000</Release><muteGroup>1</muteGroup>
<midiOutNote>36</midiOutNote><layer><filename>a.wav</filename><min>0</min><max>0.5</max>
<gain>1</gain><pitch>0</pitch></layer><layer><filename>b.wav</filename><min>0.5</min><max>1</max>
<ismodified>true</ismodified><startframe>1</startframe><endframe>300</endframe></layer></instrument>
<instrument><id>1</id><filename>c.wav</filename><name>Hat</name><exclude><id>0</id></exclude>
<midiOutNote>42</midiOutNote></instrument><instrument><id>2</id><name>Two</name><pan>-0.2</pan>
<pitchOffset>1</pitchOffset><sampleSelectionAlgo>ROUND_ROBIN</sampleSelectionAlgo>
<isStopNote>true</isStopNote><instrumentComponent><component_id>0</component_id><gain>1</gain>
<layer><filename>a.wav</filename></layer><layer><filename>b.wav</filename></layer>
</instrumentComponent></instrument></instrumentList></drumkit_info>"""
_SFZ = b"""// comment
<control> default_path=./ note_offset=1 label_key37=Boom
#define $KEY 36
#define $EXT wav
#include "part.txt"
<global> volume=-3 ampeg_release=0.2 <master> pan=10 <group> key=$KEY seq_length=2
<region> sample=a.$EXT seq_position=1 lovel=1 hivel=64 offset=10 end=300
<region> sample=b.wav seq_position=2 lovel=65 hivel=127 tune=50 transpose=-2
/* block */
<group> group=1 off_by=1 ampeg_attack=.01 ampeg_decay=.2 ampeg_sustain=50
<region> sample=C.WAV key=f#2 loop_mode=loop_continuous loop_start=10 loop_end=200 cutoff=900
<region> sample=a.wav lokey=c3 hikey=e3 pitch_keycenter=50 lorand=0 hirand=0.5 amplitude=50
<region> sample=b.wav key=60 trigger=release
"""
_DECENT = b"""<?xml version="1.0"?><DecentSampler><groups volume="-3dB" globalTuning="1">
<group tags="hh" silencedByTags="hh" seqMode="round_robin" attack="0.1" pan="-20">
<sample path="a.wav" rootNote="36" loNote="36" hiNote="36" loVel="1" hiVel="64" seqPosition="1"/>
<sample path="b.wav" rootNote="36" loNote="36" hiNote="36" loVel="65" hiVel="127" volume="0.5"/>
</group><group sustain="0.5" decay="1"><sample path="c.wav" rootNote="40" loNote="38" hiNote="42"
start="1" end="300" loopEnabled="true" loopStart="10" loopEnd="200" tuning="-1"/></group></groups>
</DecentSampler>"""
_MPC = b"""<?xml version="1.0" encoding="UTF-8"?><MPCVObject><Program type="Drum">
<ProgramName>Night</ProgramName><Instruments><Instrument number="1"><Volume>0.7</Volume>
<Pan>0.5</Pan><TuneCoarse>0</TuneCoarse><TuneFine>0</TuneFine><MuteGroup>1</MuteGroup>
<ZonePlay>1</ZonePlay><OneShot>True</OneShot><Layers><Layer number="1"><Active>True</Active>
<Volume>1.0</Volume><Pan>0.5</Pan><VelStart>0</VelStart><VelEnd>64</VelEnd><SampleStart>1
</SampleStart><SampleEnd>300</SampleEnd><SampleName>a</SampleName></Layer><Layer number="2">
<VelStart>65</VelStart><VelEnd>127</VelEnd><SampleName>b</SampleName><SampleFile>b.wav</SampleFile>
<Direction>1</Direction></Layer></Layers></Instrument><Instrument number="2"><Layers><Layer>
<SampleName>c</SampleName></Layer></Layers></Instrument></Instruments></Program></MPCVObject>"""
_XML_WORDS = (
    *(b"<!DOCTYPE x>", b'<!ENTITY a "b">', b"&a;", b"&#0;", b"&#x1b;", b"<![CDATA[", b"]]>"),
    *(b"<!--", b"<a>" * 70, b'encoding="utf-7"', b'encoding="utf-16"', b"../../", b"\\", b"x:"),
)
SEED_KITS = (
    SeedKit(
        *("hydrogen", "drumkit.xml", _HYDROGEN),
        (*_XML_WORDS, b"<min>-9e9</min>", b"<layer>", b"<filename>", b"<exclude><id>2</id>"),
    ),
    SeedKit(
        *("sfz", "Tin.sfz", _SFZ),
        (
            *(b'#include "Tin.sfz"\n', b"#define $A $A$A$A$A\n", b"$A", b"/*", b"*/", b"//", b"="),
            *(b"<region>", b"<control>", b"<", b"sample=", b"..\\", b" end=-1 ", b"hivel=0 "),
        ),
    ),
    SeedKit("decent-sampler", "Tin.dspreset", _DECENT, (*_XML_WORDS, b"<sample ", b"<group>")),
    SeedKit("mpc", "Night.xpm", _MPC, (*_XML_WORDS, b"<Layer>", b"</Layers>", b"<Instrument>")),
    SeedKit(
        *("cue-wave", "break.wav", _cue_wave()),
        (b"cue ", b"LIST", b"adtl", b"labl", b"RIFF", b"RF64", b"ds64", b"FORM", b"MARK", b"data"),
    ),
)

"""A small beat of every format that is read, from which damaged ones are made."""

from __future__ import annotations

import struct

from seed_kits import SeedKit


def _track(*events: bytes) -> bytes:
    data = b"".join(events) + b"\x00\xff\x2f\x00"
    return b"MTrk" + struct.pack(">I", len(data)) + data


def _midi() -> bytes:
    conductor = _track(
        *(
            b"\x00\xff\x03\x04Song",
            b"\x00\xff\x58\x04\x03\x02\x18\x08",
            b"\x00\xff\x59\x02\xfd\x01",
        ),
        *(b"\x00\xff\x06\x05Verse", b"\x00\xff\x51\x03\x07\xa1\x20", b"\x96\x40\xff\x06\x01B"),
        b"\x00\xff\x51\x03\x09\x27\xc0",
    )
    drums = _track(
        *(b"\x00\x99\x24\x64", b"\x60\x24\x00", b"\x00\x99\x26\x40", b"\x81\x10\x26\x00"),
        *(
            b"\x00\xb9\x07\x64",
            b"\x00\xf0\x03\x01\x02\xf7",
            b"\x8c\x00\x2a\x20",
            b"\x10\x89\x2a\x40",
        ),
        *(b"\x88\x00\x99\x24\x01", b"\x01\x24\x7f", b"\x60\x24\x00\x01\x24\x00"),
    )
    melody = _track(b"\x00\xc0\x05", b"\x00\x90\x3c\x40", b"\x60\x80\x3c\x40")
    return b"MThd" + struct.pack(">IHHH", 6, 1, 3, 480) + conductor + drums + melody


def _notes(*notes: tuple[int, str, str]) -> bytes:
    text = "".join(
        f"<note><position>{at}</position><instrument>{key}</instrument>{more}</note>"
        for at, key, more in notes
    )
    return f"<noteList>{text}</noteList>".encode()


_SONG = b"".join(
    (
        b'<?xml version="1.0" encoding="UTF-8"?>\n<song><version>1.1.1</version><bpm>92</bpm>',
        b"<volume>0.5</volume><name>Attic</name><author>A</author><license>CC0</license>",
        b"<humanize_time>0.1</humanize_time><swing_factor>0.4</swing_factor><instrumentList>",
        b"<instrument><id>0</id><name>Kick</name><volume>0.8</volume><isMuted>true</isMuted>",
        b"<pan>-0.3</pan><layer><filename>a.wav</filename><min>0</min><max>1</max></layer>",
        b"</instrument><instrument><id>1</id><name>Hat</name><pan_L>1</pan_L><pan_R>0.5</pan_R>",
        b"<filename>b.wav</filename></instrument></instrumentList><patternList>",
        b"<pattern><name>One</name><size>192</size><denominator>4</denominator>",
        _notes(
            (0, "0", "<velocity>0.8</velocity><probability>0.5</probability>"),
            (12, "1", "<velocity>0.4</velocity><leadlag>-0.5</leadlag><key>Fs-1</key>"),
            (13, "1", "<length>6</length><pan>0.4</pan><pitch>2.5</pitch>"),
            (16, "1", "<note_off>true</note_off>"),
            (100, "0", "<pan_L>0.5</pan_L><pan_R>0.2</pan_R><velocity>1</velocity>"),
        ),
        b"</pattern><pattern><name>Two</name><size>144</size>",
        _notes((0, "1", ""), (48, "7", "")),
        b"</pattern></patternList><virtualPatternList><pattern><name>One</name><virtual>Two",
        b"</virtual></pattern></virtualPatternList><patternSequence><group><patternID>One",
        b"</patternID></group><group><patternID>Two</patternID><patternID>One</patternID></group>",
        b"<group/></patternSequence><BPMTimeLine><newBPM><BAR>1</BAR><BPM>120</BPM></newBPM>",
        b"</BPMTimeLine><timeLineTag><newTAG><BAR>1</BAR><TAG>Fill</TAG></newTAG></timeLineTag>",
        b"</song>",
    )
)
_PATTERN = b"".join(
    (
        b'<?xml version="1.0"?><drumkit_pattern><drumkit_name>Nowhere</drumkit_name><pattern>',
        b"<name>Shuffle</name><size>96</size><denominator>4</denominator>",
        _notes((0, "0", ""), (16, "2", "<velocity>0.3</velocity>"), (32, "6", "")),
        b"</pattern></drumkit_pattern>",
    )
)
_YAML = b"""Song:
  Tempo: 105
  Swing: 16
  Folder: .
  Flow:
    - Verse:  x2
    - Chorus: x3
    - Verse
  Kit:
    - bass: a.wav
    - stack: [b.wav, c.wav]
Verse:
  - bass:  X...X...|X...X.X.
  - stack: ....X.......X...
Chorus:
  - [bass, a.wav]: X.X.
  - c.wav:
"""
_TEXT = b"""# a comment
title: Attic
bpm: 92,5
swing: 57
meter: 3/4
step: 1/16
kit: dust
song: Verse x2, Chorus 3x, Nowhere
[Verse]
kick:  X..x|..x.|x...
Snare: ....|5...|
Chorus:
hat = x9x1 o.o.
hat = xxxx
cowbell: X
"""
_XML_WORDS = (
    *(b"<!DOCTYPE x>", b'<!ENTITY a "b">', b"&a;", b"&#0;", b"<![CDATA[", b"<note>", b"</note>"),
    *(b"<a>" * 70, b'encoding="utf-7"', b"<group>", b"<pattern>", b"<name>One</name>", b"<size>1"),
)
SEED_BEATS = (
    SeedKit(
        *("midi", "song.mid", _midi()),
        (
            *(b"MTrk", b"MThd", b"\xff\x51\x03", b"\xff\x58\x04", b"\xff\x06", b"\xff\x7f\xff\xff"),
            *(
                b"\x99\x24\x64",
                b"\x89\x24\x00",
                b"\xf0",
                b"\xf7",
                b"\xff\xff\xff\x7f",
                b"\xff\x2f\x00",
            ),
        ),
    ),
    SeedKit("hydrogen-song", "attic.h2song", _SONG, _XML_WORDS),
    SeedKit("hydrogen-pattern", "shuffle.h2pattern", _PATTERN, _XML_WORDS),
    SeedKit(
        *("beats-yaml", "song.yaml", _YAML),
        (
            *(
                b"&a ",
                b"*a",
                b"!!python/object:os.system",
                b"<<: ",
                b"- ",
                b"{",
                b"[[[[[",
                b"|",
                b">",
            ),
            *(b"? ", b"---\n", b"...\n", b"\t", b": ", b"'", b'"', b"%YAML 1.2\n", b"#"),
        ),
    ),
    SeedKit(
        *("step-text", "beat.txt", _TEXT),
        (
            b"[",
            b"]",
            b":",
            b"=",
            b"song: Verse x999\n",
            b"x" * 300,
            b"step: 1/32T\n",
            b"bpm: nan\n",
        ),
    ),
)

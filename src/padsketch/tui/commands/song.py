"""The commands of the song page, and of the section in front in full."""

from __future__ import annotations

from padsketch.tui.commands.command import Command, on_views
from padsketch.tui.views import section, song

GROUP = "Song"
PAGE = on_views(
    ("song",),
    Command("section-left", ("left", "h"), "section before", GROUP, song.step_section(-1)),
    Command("section-right", ("right", "l"), "next section", GROUP, song.step_section(1)),
    Command("track-up", ("up", "k"), "track above", GROUP, song.step_track(-1)),
    Command("track-down", ("down", "j"), "track below", GROUP, song.step_track(1)),
    Command("first-section", ("home",), "first section", GROUP, song.go_to_end(False)),
    Command("last-section", ("end",), "last section", GROUP, song.go_to_end(True)),
    Command(
        "launch",
        ("enter", "."),
        "play this section over and over",
        GROUP,
        song.launch,
        short="launch",
    ),
    Command(
        "play-from", ("b",), "play the song from here", GROUP, song.play_from, short="from here"
    ),
    Command("loop-section", ("L",), "stay in a section, or go on", GROUP, song.loop, short="loop"),
    Command(
        "mute-here", ("m",), "mute the track in this section", GROUP, song.mute, short="mute here"
    ),
    Command(
        "repeats-up", ("+", "="), "one repeat more", GROUP, song.change_repeats(1), short="repeats"
    ),
    Command("repeats-down", ("-",), "one repeat less", GROUP, song.change_repeats(-1)),
    Command("section-earlier", ("<",), "section earlier", GROUP, song.move(-1), short="move"),
    Command("section-later", (">",), "section later", GROUP, song.move(1)),
    Command("add-section", ("n n",), "add the pattern that is seen", GROUP, song.add),
    Command("duplicate-section", ("n d",), "duplicate the section", GROUP, song.duplicate),
    Command(
        "split-section", ("n s",), "split it between two repeats", GROUP, song.split, opens=True
    ),
    Command("remove-section", ("backspace", "delete", "n 0"), "remove it", GROUP, song.remove),
    Command("copy-section", ("y",), "copy the section", GROUP, song.copy),
    Command("paste-section", ("p",), "paste it behind this one", GROUP, song.paste),
    Command("section", ("i",), "all of the section", GROUP, song.show_section, short="details"),
    Command("remarks", ("P",), "what a producer would notice", GROUP, song.remark, opens=True),
    Command("song-back", ("escape",), "back to the sketch", GROUP, song.show_view("sketch")),
)
DETAILS = on_views(
    ("section",),
    Command("section-before", ("left", "h"), "section before", GROUP, song.step_section(-1)),
    Command("section-after", ("right", "l"), "next section", GROUP, song.step_section(1)),
    Command("section-back", ("i",), "back to the song", GROUP, song.show_view("song"), "song"),
)
BOTH = on_views(
    ("song", "section"),
    Command("name-section", ("n t",), "name the section", GROUP, section.name_it, opens=True),
    Command("note-section", ("n o",), "note to the section", GROUP, section.note_it, opens=True),
)
SONG = (
    *PAGE,
    *DETAILS,
    *BOTH,
    Command("capture", (", C",), "capture as sections", GROUP, song.capture),
)

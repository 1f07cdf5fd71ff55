"""The commands that every view has: playing, patterns, tracks, the project."""

from __future__ import annotations

from padsketch.tui import dialogs
from padsketch.tui.commands.command import Command
from padsketch.tui.controls import turning
from padsketch.tui.desk import VIEWS
from padsketch.tui.editing import gestures
from padsketch.tui.files import saving
from padsketch.tui.files.project_files import show_project_files
from padsketch.tui.sounds import kits, papers
from padsketch.tui.transport import playing, spreading

NO_SONG = tuple(view for view in VIEWS if view != "song")


def _banks() -> tuple[Command, ...]:
    return tuple(
        Command(
            f"bank-{bank + 1}",
            (str(bank + 5),),
            f"pads {bank * 16 + 1} to {bank * 16 + 16}",
            "Move",
            spreading.bank_or_octave(bank),
            family="the four banks of sixteen pads; 5 and 6 are octaves of notes",
        )
        for bank in range(4)
    )


GENERAL: tuple[Command, ...] = (
    Command(
        "help", ("?", "f1"), "all keys", "Project", dialogs.show_help, short="help", opens=True
    ),
    Command("tour", (", f1",), "be shown around", "Project", dialogs.show_tour),
    Command("play", ("space",), "play or stop", "Play", playing.play_or_stop, short="play"),
    Command("restart", ("b",), "play from bar 1", "Play", playing.restart, views=NO_SONG),
    Command("panic", (", x",), "silence everything", "Play", playing.panic),
    Command("play-pattern", (", p",), "loop this pattern", "Play", playing.play_pattern),
    Command("play-song", (", s",), "play the song", "Play", playing.play_song),
    Command("tap", ("t",), "tap the tempo", "Play", playing.tap),
    Command("tempo", (", t",), "set the tempo", "Play", dialogs.ask_tempo, opens=True),
    Command(
        "tempo-up", (", +",), "tempo up", "Play", lambda d: playing.nudge_bpm(d, 1.0), stays=True
    ),
    Command(
        "tempo-down",
        (", -",),
        "tempo down",
        "Play",
        lambda d: playing.nudge_bpm(d, -1.0),
        stays=True,
    ),
    Command("swing", (", w",), "set the swing", "Play", dialogs.ask_swing, opens=True),
    Command(
        "swing-up",
        (", >",),
        "more swing",
        "Play",
        lambda d: playing.nudge_swing(d, 1.0),
        stays=True,
    ),
    Command(
        "swing-down",
        (", <",),
        "less swing",
        "Play",
        lambda d: playing.nudge_swing(d, -1.0),
        stays=True,
    ),
    *_banks(),
    Command("mute", ("m",), "mute the lane", "Lane", gestures.mute, short="mute", views=NO_SONG),
    Command("solo", ("o",), "solo the lane", "Lane", gestures.solo, views=NO_SONG),
    Command("clear-mutes", ("M",), "clear all mutes", "Lane", gestures.clear_mutes),
    Command("clear-solos", ("O",), "clear all solos", "Lane", gestures.clear_solos),
    Command(
        "level-up",
        (", up",),
        "lane louder",
        "Lane",
        gestures.track_mover("level_db", 1),
        stays=True,
    ),
    Command(
        "level-down",
        (", down",),
        "lane softer",
        "Lane",
        gestures.track_mover("level_db", -1),
        stays=True,
    ),
    Command(
        "pan-left",
        (", left",),
        "lane to the left",
        "Lane",
        gestures.track_mover("pan", -1),
        stays=True,
    ),
    Command(
        "pan-right",
        (", right",),
        "lane to the right",
        "Lane",
        gestures.track_mover("pan", 1),
        stays=True,
    ),
    Command("pattern-next", ("pagedown",), "next pattern", "Pattern", gestures.step_pattern(1)),
    Command(
        "pattern-previous", ("pageup",), "previous pattern", "Pattern", gestures.step_pattern(-1)
    ),
    Command(
        "pattern",
        ("f3",),
        "jump to a pattern",
        "Pattern",
        dialogs.choose_pattern,
        short="pattern",
        opens=True,
    ),
    Command("length", (", l",), "length of the pattern", "Pattern", dialogs.ask_length, opens=True),
    Command(
        "step-size",
        (", g",),
        "step size",
        "Pattern",
        dialogs.choose_step_size,
        opens=True,
    ),
    Command("copy-pattern", (", c",), "copy the pattern", "Pattern", gestures.copy_pattern),
    Command("paste-pattern", (", v",), "paste the pattern", "Pattern", gestures.paste_pattern),
    Command("undo", ("u", "ctrl+z"), "undo", "Project", gestures.undo, short="undo"),
    Command("redo", ("U", "ctrl+y"), "redo", "Project", gestures.redo),
    Command(
        "mixer",
        ("f4",),
        "mixer, or back to the sketch",
        "Project",
        turning.view_toggler("mixer"),
        short="mixer",
    ),
    Command(
        "song",
        ("f5",),
        "song, or back to the sketch",
        "Project",
        turning.view_toggler("song"),
        short="song",
    ),
    Command(
        "pad",
        ("f6",),
        "pad, or back to the sketch",
        "Project",
        turning.view_toggler("pad"),
        short="pad",
    ),
    Command("kit", ("f2",), "choose a kit", "Project", dialogs.choose_kit, short="kit", opens=True),
    Command("keep-kit", (", K",), "keep the kit", "Project", kits.save_as, opens=True),
    Command(
        "import-kit",
        (", I",),
        "import a kit or beat",
        "Project",
        kits.import_kit,
        opens=True,
    ),
    Command("papers", (", P",), "who made the sounds", "Project", papers.show, opens=True),
    Command(
        "export",
        ("f9",),
        "export a loop or stems",
        "Project",
        dialogs.export,
        short="export",
        opens=True,
    ),
    Command("save", ("ctrl+s",), "save", "Project", saving.save, short="save", opens=True),
    Command(
        "files", ("f12",), "project files: versions", "Project", show_project_files, opens=True
    ),
    Command("save-as", (", S",), "save elsewhere", "Project", saving.save_as, opens=True),
    Command("master", (", m",), "level of the mix", "Project", dialogs.ask_master, opens=True),
    Command("output", (", r",), "find a sound device", "Project", playing.retry_output),
    Command(
        "theme", (", h",), "colours of the screen", "Project", dialogs.choose_theme, opens=True
    ),
    Command(
        "palette",
        ("ctrl+p",),
        "find a command",
        "Project",
        dialogs.show_palette,
        short="find",
        opens=True,
    ),
    Command(
        "quit",
        ("ctrl+q", "ctrl+c"),
        "quit",
        "Project",
        saving.quit_sketch,
        short="quit",
        opens=True,
    ),
)

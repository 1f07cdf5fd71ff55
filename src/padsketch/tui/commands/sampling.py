"""The commands of sampling: some everywhere, the others on its page."""

from __future__ import annotations

from padsketch.tui.commands.command import Command, on_views
from padsketch.tui.controls import turning
from padsketch.tui.sampling import sampling, sampling_rack, sampling_setup
from padsketch.tui.sounds import sounds

GROUP = "Sampling"
SAMPLING = (
    Command("sampling", ("f7",), "sample sounds, or back", GROUP, sampling.toggle_view, "sampling"),
    Command("keep-music", (", b",), "sample what was heard", GROUP, sampling.keep_music),
    Command("keep-input", (", B",), "sample what came in", GROUP, sampling.keep_input),
    Command(
        "resample",
        (", d",),
        "resample bars",
        GROUP,
        sampling_setup.resample,
        opens=True,
    ),
    *on_views(
        (sampling.VIEW,),
        Command("begin-take", ("enter",), "begin, end, hear a take", GROUP, sampling.press, "go"),
        Command("hear-take", (".",), "hear the take, or silence", GROUP, sampling.hear),
        Command("take-on-pad", ("p",), "on the pad", GROUP, sampling.keep_on_pad, "on the pad"),
        Command(
            "take-on-new-pad",
            ("I", "n n"),
            "on a new pad",
            GROUP,
            sampling.keep_on_new_pad,
            "new pad",
            opens=True,
        ),
        Command("take-in-samples", ("y",), "keep it, on no pad", GROUP, sampling.keep_in_samples),
        Command("sample-again", ("n a",), "drop it, take another", GROUP, sampling.again),
        Command(
            "drop-take",
            ("backspace", "delete"),
            "drop the take",
            GROUP,
            sampling.drop,
            "drop",
            opens=True,
        ),
        Command("take-pad-above", ("K",), "another pad: above", GROUP, sounds.step_pad(-1)),
        Command("take-pad-below", ("J",), "another pad: below", GROUP, sounds.step_pad(1), "pad"),
        Command(
            "input",
            ("n i",),
            "choose the input",
            GROUP,
            sampling_setup.choose_input,
            opens=True,
        ),
        Command("close-input", ("n x",), "close the input", GROUP, sampling.close),
        Command("monitor", ("n m",), "hear what comes in", GROUP, sampling_rack.toggle_monitor),
        Command(
            "measure",
            ("n l",),
            "measure how late it comes in",
            GROUP,
            sampling_setup.measure,
            opens=True,
        ),
        Command("reset-peaks", ("0",), "forget peaks and clips", GROUP, sampling.reset_peaks),
        Command("type-setting", ("i",), "type the value", GROUP, turning.enter, "type", opens=True),
        Command("setting-left", ("left", "h"), "section before", GROUP, turning.choose_section(-1)),
        Command("setting-right", ("right", "l"), "next section", GROUP, turning.choose_section(1)),
        Command("sampling-back", ("escape",), "back to the sketch", GROUP, sampling.leave, "back"),
    ),
)

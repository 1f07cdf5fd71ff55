"""Commands that ask before they act."""

from __future__ import annotations

from collections.abc import Callable

from padsketch.display import counted
from padsketch.errors import UsageError
from padsketch.model import PATTERN_NAMES, STEP_TICKS, Kit, edits
from padsketch.model.parameters import MASTER
from padsketch.model.pattern import MAX_STEPS
from padsketch.model.project import MAX_BPM, MAX_SWING, MIN_BPM, MIN_SWING
from padsketch.tui.desk import Desk
from padsketch.tui.editing import gestures
from padsketch.tui.editing.rows import strangers
from padsketch.tui.screens.chooser import Chooser, Option
from padsketch.tui.screens.export import ExportDialog
from padsketch.tui.screens.patterns import PatternChooser
from padsketch.tui.screens.prompt import Prompt
from padsketch.tui.transport import playing


def parse_whole(text: str) -> int:
    """A typed whole number; raises UsageError."""
    try:
        return int(text.strip().rstrip("%"))
    except ValueError:
        raise UsageError(f"'{text}' is not a whole number", "Type digits.") from None


def parse_number(text: str) -> float:
    """A typed number; raises UsageError."""
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        raise UsageError(f"'{text}' is not a number", "Type digits, with a point.") from None


def in_range(parse: Callable[[str], float], low: float, high: float) -> Callable[[str], float]:
    """A parser that refuses numbers outside a range."""

    def parsed(text: str) -> float:
        value = parse(text)
        if not low <= value <= high:
            raise UsageError(f"{value:g} is outside {low:g} to {high:g}")
        return value

    return parsed


def ask_tempo(desk: Desk) -> None:
    """Type a tempo."""
    parse = in_range(parse_number, MIN_BPM, MAX_BPM)
    prompt = Prompt("Tempo", f"{desk.session.project.bpm:g}", "20 to 400 BPM", parse)
    desk.ask(prompt, lambda bpm: playing.set_bpm(desk, bpm))


def ask_swing(desk: Desk) -> None:
    """Type a swing."""
    parse = in_range(parse_number, MIN_SWING, MAX_SWING)
    hint = "50 (straight) to 75 percent; 66.7 is a triplet"
    prompt = Prompt("Swing", f"{desk.session.project.swing:g}", hint, parse)
    desk.ask(prompt, lambda swing: playing.set_swing(desk, swing))


def ask_master(desk: Desk) -> None:
    """Type the level of the mix."""
    parse = in_range(parse_number, MASTER["level_db"].low, MASTER["level_db"].high)
    level = desk.session.project.master.level_db
    prompt = Prompt("Level of the mix", f"{level:g}", "-96 to 12 dB", parse)
    desk.ask(prompt, lambda db: _set_master_level(desk, db))


def _set_master_level(desk: Desk, level_db: float) -> None:
    desk.session.edit("level of the mix", edits.set_bus, "master", level_db=level_db)


def ask_length(desk: Desk) -> None:
    """Type the length of the pattern."""
    parse = in_range(parse_whole, 1, MAX_STEPS)
    title = f"Length of pattern {desk.session.pattern}"
    prompt = Prompt(title, str(desk.pattern.length), "1 to 128 steps", parse)
    desk.ask(
        prompt, lambda steps: desk.edit("length of the pattern", edits.set_pattern_length, steps)
    )


def ask_lane_length(desk: Desk) -> None:
    """Type a length for the lane alone."""
    pad = desk.lane.pad
    own = desk.pattern.lane(pad).length

    def parse(text: str) -> int | None:
        return None if text.strip() in ("", "-") else int(in_range(parse_whole, 1, MAX_STEPS)(text))

    title = f"Length of the lane {desk.glyphs.text(desk.lane.name, 20)}"
    prompt = Prompt(title, str(own or ""), "1 to 128 steps; empty: as the pattern", parse)
    label = f"length of {desk.lane.name}"
    desk.ask(prompt, lambda steps: desk.edit(label, edits.set_lane_length, pad, steps))


def choose_pattern(desk: Desk) -> None:
    """Jump to any pattern."""
    project = desk.session.project
    written = {name for name in PATTERN_NAMES if _has_hits(desk, name)}
    dialog = PatternChooser(desk.session.pattern, written, {s.pattern for s in project.song})
    desk.stage.show(dialog, lambda name: gestures.go_to_pattern(desk, name))


def _has_hits(desk: Desk, name: str) -> bool:
    lanes = desk.session.project.pattern(name).lanes.values()
    return any(step.plays for lane in lanes for step in lane.steps)


def choose_step_size(desk: Desk) -> None:
    """Choose the note value of a step."""
    options = [Option(size, size, "triplet" if size.endswith("T") else "") for size in STEP_TICKS]
    dialog = Chooser("Step size", options, desk.pattern.step)
    desk.stage.show(dialog, lambda size: desk.edit("step size", edits.set_step_size, size))


def choose_kit(desk: Desk) -> None:
    """Choose an installed kit."""
    options = [Option(name, name, _about(kit)) for name, kit in desk.session.installed_kits()]
    dialog = Chooser("Kit", options, desk.session.project.kit)
    desk.stage.show(dialog, desk.stage.load_kit)


def _about(kit: Kit | None) -> str:
    if kit is None:
        return "cannot be opened: `padsketch kit info` says why"
    return f"{counted(len(kit.pads), 'pad')}  {kit.description}"


def take_kit(desk: Desk, name: str) -> None:
    """A kit has been loaded: make it the project's, and say what it has no pad for."""
    desk.session.change_kit(name)
    missing = strangers(desk.session.played_kit, desk.pattern.lanes)
    lost = f"; it has no pad for {', '.join(missing)}" if missing else ""
    desk.say(f"kit {name}{lost}")


def export(desk: Desk) -> None:
    """Write a loop, the song or stems."""
    desk.stage.show(ExportDialog(desk), desk.say)


def show_help(desk: Desk) -> None:
    """Show all keys."""
    desk.stage.help()


def show_tour(desk: Desk) -> None:
    """Be shown around."""
    desk.stage.tour()


def show_palette(desk: Desk) -> None:
    """Find a command by its name."""
    desk.stage.palette()


def choose_theme(desk: Desk) -> None:
    """Choose the colours of the screen."""
    desk.stage.themes()

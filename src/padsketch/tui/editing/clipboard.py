"""The clipboard of the terminal: what is copied goes there as text, and text is pasted."""

from __future__ import annotations

from padsketch.errors import UsageError
from padsketch.model import Pattern, edits
from padsketch.model.edits import Clip
from padsketch.storage.clipboard import Row, clip_text, lane_line, pattern_text, read_pasted
from padsketch.storage.reading import did_you_mean
from padsketch.tui.desk import Desk
from padsketch.tui.editing.rows import strangers


def offer_steps(desk: Desk) -> None:
    """Give the copied steps to the terminal's clipboard."""
    desk.stage.copy_to_clipboard(clip_text(desk.clip))


def offer_lane(desk: Desk) -> None:
    """Give the lane to the terminal's clipboard."""
    pattern, pad = desk.pattern, desk.lane.pad
    steps = tuple(pattern.lane(pad).step(at) for at in range(pattern.lane_length(pad)))
    desk.stage.copy_to_clipboard(lane_line(pad, steps))


def offer_pattern(desk: Desk) -> None:
    """Give the pattern to the terminal's clipboard."""
    desk.stage.copy_to_clipboard(pattern_text(desk.session.pattern, desk.pattern))


def paste_text(desk: Desk, text: str) -> None:
    """Write steps, lanes or a pattern that came as text; raises UsageError for anything else."""
    if desk.view != "sketch":
        raise UsageError("Steps are pasted on the sketch", "Esc goes back to it.")
    pasted = read_pasted(text)
    if isinstance(pasted, Pattern):
        desk.edit(f"paste over pattern {desk.session.pattern}", edits.paste_pattern, pasted)
        missing = strangers(desk.session.played_kit, pasted.lanes)
        lost = f"; the kit has no pad for {', '.join(missing)}" if missing else ""
        desk.say(f"pasted a pattern over {desk.session.pattern}{lost}")
    elif pasted[0].pad:
        _paste_lanes(desk, pasted)
    else:
        _paste_rows(desk, pasted)


def _paste_rows(desk: Desk, rows: tuple[Row, ...]) -> None:
    """Lines without a name, from the cursor on downwards; with details, where they are ours."""
    pasted = Clip(tuple(row.steps for row in rows))
    clip = desk.clip if clip_text(desk.clip) == clip_text(pasted) else pasted
    desk.edit("paste", edits.paste_clip, desk.cell, clip, [row.pad for row in desk.rows])
    lanes = f" in {len(rows)} lanes" if len(rows) > 1 else ""
    desk.say(f"pasted {max(len(row.steps) for row in rows)} steps{lanes}")


def _paste_lanes(desk: Desk, rows: tuple[Row, ...]) -> None:
    known = {row.pad for row in desk.rows}
    for row in rows:
        if row.pad not in known:
            near = did_you_mean(row.pad, known)
            raise UsageError(f"There is no lane '{row.pad}'{near}", "A lane has its pad's name.")
    desk.edit("paste lanes", edits.write_lanes, {row.pad: row.steps for row in rows})
    longest = max(len(row.steps) for row in rows)
    behind = longest > desk.pattern.length
    hidden = f", steps behind {desk.pattern.length} wait for a longer pattern" if behind else ""
    desk.say(f"pasted {len(rows)} lane{'s' if len(rows) > 1 else ''}{hidden}")

"""Sampling by keys: letting sound in, taking it, hearing it, keeping it."""

from __future__ import annotations

from collections.abc import Callable

from padsketch.errors import UsageError
from padsketch.session.sounds.waves import Wave
from padsketch.tui.desk import Desk, Gesture
from padsketch.tui.editing.moving import go_to_pad
from padsketch.tui.editing.rows import Row
from padsketch.tui.screens.confirm import Answer, Confirm
from padsketch.tui.screens.prompt import Prompt
from padsketch.tui.waves import listening
from padsketch.tui.waves.wave_desk import Listening

VIEW = "sampling"
NEW_PAD = "Take"


def toggle_view(desk: Desk) -> None:
    """Show the page and let the input in, or show the sketch again."""
    if desk.view == VIEW:
        leave(desk)
        return
    sampling = desk.session.sampling
    if sampling.state == "closed":
        sampling.open(desk.sampling.wanted)
    desk.show_view(VIEW)


def leave(desk: Desk) -> None:
    """Back to the sketch; what comes in, and what is being recorded, goes on."""
    state = desk.session.sampling.state
    desk.show_view("sketch")
    if state in ("waiting", "recording"):
        desk.say("the take goes on; F7 shows it")
    elif state == "recorded":
        desk.say("the take waits to be kept; F7 shows it")
    elif desk.session.sampling.incoming.listening is not None:
        desk.say("the input stays open: , B keeps what came in; F7, then n x closes it")


def press(desk: Desk) -> None:
    """Do the next thing: let in, begin, end, hear."""
    _NEXT[desk.session.sampling.state](desk)


def let_in(desk: Desk) -> None:
    """Let the input in, or try it again."""
    desk.session.sampling.open(desk.sampling.wanted)


def close(desk: Desk) -> None:
    """Let nothing come in any more."""
    desk.session.sampling.close()
    desk.say("the input is closed")


def start(desk: Desk) -> None:
    """Begin a take as the settings say."""
    desk.session.sampling.start()


def stop(desk: Desk) -> None:
    """End the take, or stop waiting for its beginning."""
    sampling = desk.session.sampling
    if sampling.stop() is None and sampling.state != "recording":
        desk.say("nothing was recorded")


def again(desk: Desk) -> None:
    """Drop the take and begin another one."""
    _forget(desk)
    desk.session.sampling.again()


def drop(desk: Desk) -> None:
    """Drop what is being recorded; discard a take once that is confirmed."""
    sampling = desk.session.sampling
    if sampling.recorded is None:
        if sampling.state not in ("waiting", "recording"):
            raise UsageError("Nothing was recorded", "Enter begins a take.")
        sampling.cancel()
        desk.say("dropped")
        return
    title = f"Discard the take of {sampling.recorded.seconds:.1f} s for good"
    answers = [Answer("d", "discard", "Discard it")]
    desk.stage.show(Confirm(title, answers), lambda _: _discard(desk))


def hear(desk: Desk) -> None:
    """Hear the take, or be silent."""
    if desk.session.player.snapshot().listened >= 0:
        listening.stop(desk)
        return
    wave = wave_of_take(desk)
    if wave is None:
        raise UsageError("The take is being read", "Once more in a moment.")
    listening.hear(desk, wave.heard, 0.0)
    desk.wave.listening = Listening(wave.path, 0, wave.length)


def wave_of_take(desk: Desk) -> Wave | None:
    """The take as it is in its file; None while it is read. Raises UsageError, SampleError."""
    recorded = desk.session.sampling.recorded
    if recorded is None:
        raise UsageError("Nothing was recorded", "Enter begins a take.")
    return desk.session.looking.waves.get(recorded.path)


def keep_on_pad(desk: Desk) -> None:
    """Let the pad under the cursor play the take."""
    pad = _pad(desk)
    desk.session.sampling.keep(pad.pad)
    desk.say(f"the take is on {pad.name}; u takes it back, , P writes its papers")


def keep_on_new_pad(desk: Desk) -> None:
    """Make a pad of the take, under a name that is typed."""
    _must_have_take(desk)
    hint = "the name of the pad; it comes behind the others"
    desk.ask(Prompt("A new pad of the take", NEW_PAD, hint, _name), lambda n: _keep_new(desk, n))


def keep_in_samples(desk: Desk) -> None:
    """Keep the take among the samples of the sketch, on no pad."""
    file = desk.session.sampling.keep()
    desk.say(f"kept as {file}")


def reset_peaks(desk: Desk) -> None:
    """Forget the highest peaks and the clips."""
    desk.session.sampling.incoming.reset_meter()


def keep_music(desk: Desk) -> None:
    """Make a take of what was heard of the music during the last half minute."""
    _as_take(desk, desk.session.sampling.skip_back_master)


def keep_input(desk: Desk) -> None:
    """Make a take of what came in during the last half minute."""
    _as_take(desk, desk.session.sampling.skip_back_input)


def show_take(desk: Desk) -> None:
    """Show what was just recorded, with what there is to say of it."""
    if desk.view != VIEW:
        desk.show_view(VIEW)


def watch(desk: Desk) -> None:
    """Once a screen frame: look at what comes in, and tell of a take that ended elsewhere."""
    sampling = desk.session.sampling
    is_new, recorded = desk.sampling.look(sampling.state, sampling.level), sampling.recorded
    if is_new and recorded is not None and desk.view != VIEW:
        desk.say(f"a take of {recorded.seconds:.1f} s was recorded; F7 shows it")


def _as_take(desk: Desk, make: Callable[[], object]) -> None:
    try:
        make()
    finally:
        # Where a take waits already, it is seen why there is no other one.
        if desk.session.sampling.recorded is not None:
            show_take(desk)


def _discard(desk: Desk) -> None:
    _forget(desk)
    desk.session.sampling.discard()
    desk.say("discarded")


def _forget(desk: Desk) -> None:
    """A later take may have the same name."""
    listening.stop(desk)
    recorded = desk.session.sampling.recorded
    if recorded is not None:
        desk.session.looking.waves.forget(recorded.path)


def _must_have_take(desk: Desk) -> None:
    if desk.session.sampling.recorded is None:
        raise UsageError("Nothing was recorded", "Enter begins a take.")


def _pad(desk: Desk) -> Row:
    pad = desk.lane
    if pad.pad_index is None:
        raise UsageError(f"The kit has no pad for {pad.name}", "I makes a new one of the take.")
    return pad


def _keep_new(desk: Desk, name: str) -> None:
    pad = desk.session.sampling.keep_on_new_pad(name)
    go_to_pad(desk, pad)
    desk.say(f"{name} is a pad of its own; u takes it back, , P writes its papers")


def _name(text: str) -> str:
    if not text.strip():
        raise UsageError("A pad needs a name")
    return text.strip()


_NEXT: dict[str, Gesture] = {
    "closed": let_in,
    "opening": let_in,
    "listening": start,
    "waiting": stop,
    "recording": stop,
    "recorded": hear,
}
"""What the one key does in every state."""

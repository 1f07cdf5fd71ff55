"""What a hand does on a page of controls."""

from textual import events

from padsketch.tui.controls.turning import in_hand, rack_of


def place_of(s, word, value="", top=0):
    """Where a control is drawn, by its label and what it reads."""
    for y in range(top, len(s.text)):
        start = s.text[y].find(f" {word} ")
        while start >= 0:
            if value in s.text[y][start : start + 40]:
                return start + 10, y
            start = s.text[y].find(f" {word} ", start + 1)
    raise AssertionError(f"{word} is not on the screen")


async def drag(s, start, end, button=1):
    """Press, move and let go."""
    await s.mouse(events.MouseDown, *start, button=button)
    await s.mouse(events.MouseMove, *end, button=button)
    await s.mouse(events.MouseUp, *end, button=button)


async def hold(s, name):
    """Take a control in hand by keys alone."""
    for _ in rack_of(s.desk).controls:
        if in_hand(s.desk).name == name:
            return
        await s.press("down")
    raise AssertionError(f"no key leads to {name}")


async def typed(s, *keys):
    """Type the value of the control in hand, until the page is there again."""
    await s.press("enter", *keys, "enter")
    await s.until(lambda: s.desk.fingers.is_live)
    s.app.screen.frame()
    await s.pilot.pause()

"""The parts of the screen: thin, drawn by `padsketch.tui.drawing`."""

"""The folder that a song leaves the house in: stems, mixes, loops, notes, DAW projects, papers."""

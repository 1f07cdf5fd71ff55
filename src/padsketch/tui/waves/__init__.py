"""The waveform page."""

"""A sampler and beat sketchpad for the terminal."""

__version__ = "0.1.0"

"""The page on which sound is recorded."""

"""The sketch as a conversation: lines in, lines out, no cursor; for screen readers and scripts."""

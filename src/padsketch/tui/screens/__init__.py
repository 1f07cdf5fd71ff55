"""The sketch screen and the dialogs over it."""

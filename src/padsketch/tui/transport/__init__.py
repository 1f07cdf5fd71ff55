"""What keys do while the music plays, and to what is recorded of it."""

"""What keeps an open project from being lost: its journal, its lock, its versions."""

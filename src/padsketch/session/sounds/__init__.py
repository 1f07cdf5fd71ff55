"""Found sounds: recorded, looked for, listened to, cut, shaped and layered, with their papers."""

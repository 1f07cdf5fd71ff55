"""What leaves the house: a loop or a song as one file, stems, and the proof that they null."""

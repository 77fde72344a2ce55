"""What became of a record: every change of it in words, two versions compared, and an old one restored."""

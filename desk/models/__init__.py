"""What the editors' work itself leaves behind: nothing here is ever shown to readers."""

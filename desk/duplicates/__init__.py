"""Records that may be the same: found, shown, told apart or merged."""

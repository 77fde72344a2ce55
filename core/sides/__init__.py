"""What an editor typed and what somebody else has stored meanwhile, side by side, with a choice for each difference."""

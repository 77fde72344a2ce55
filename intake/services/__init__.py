"""What is done with articles: stored, taken in hand, worked on, accepted."""

"""What is to become of an article: every finding as a row that an editor accepts, corrects or refuses."""

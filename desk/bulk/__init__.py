"""Many meetings at once: a pasted list of parties becomes the drafts of one principal's programme at an event."""

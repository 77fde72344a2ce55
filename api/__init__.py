"""All that readers see, for programs: JSON over the same filter sets and the same ``published()``. It has no models."""

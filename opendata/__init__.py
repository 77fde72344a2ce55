"""The register to take away: files of every list, citations, feeds, releases, and what machines read of a page."""

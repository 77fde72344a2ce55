"""Every page that shows meetings, whatever its address: see section 3 of the design."""

"""One box over the whole register: what is found of each kind, where to go at once, and what was perhaps meant."""

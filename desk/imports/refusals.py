"""How a file or a cell is refused: in a sentence."""


class Unreadable(Exception):
    """The file cannot be taken as a table; the text says why, for who chose it."""


class Wrong(Exception):
    """A cell holds no value of its column; the text says what is wrong with it."""

"""How a service says no."""


class Refused(Exception):
    """Nothing was changed; ``reasons`` says why, in words for an editor."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__(" ".join(reasons))

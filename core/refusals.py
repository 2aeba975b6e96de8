"""What cannot be done now, in words for who tried."""


class RefusedError(Exception):
    """It can't be done now; `reasons` are sentences for who tried."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons

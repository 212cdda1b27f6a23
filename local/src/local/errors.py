"""What can go wrong when the local system starts, said in one line with what to do about it."""


class LocalError(Exception):
    """A readable reason and a remedy; the command prints it and exits with 1."""

    def __init__(self, what: str, *, remedy: str) -> None:
        super().__init__(f"{what} {remedy}")

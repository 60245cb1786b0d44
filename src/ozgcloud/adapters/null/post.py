"""`Postausgang` in memory, for unit tests."""

from ozgcloud.benachrichtigung.port import Brief


class NullPost:
    """Takes every e-mail and keeps it in `briefe`."""

    def __init__(self) -> None:
        self.briefe: list[Brief] = []

    def send(self, brief: Brief) -> None:
        """Taken."""
        self.briefe.append(brief)

"""Who acts, through which face, at what moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody signed in, or a program with their token.

    Parameters
    ----------
    account
        Number of the account.
    name
        Name to show.
    at
        The moment of the act; nothing below a face reads the clock.
    via
        `web`, `api`, `mcp` or `cli`.
    bound
        The one initiative a token is bound to, or None.
    writes
        False for a token that may only read.
    presentable
        Whether others may be looking on: no stance, note or strain is shown.
    """

    account: int
    name: str
    at: datetime
    via: str = "web"
    bound: int | None = None
    writes: bool = True
    presentable: bool = False

    @property
    def today(self) -> date:
        """Return the day of the act."""
        return self.at.date()

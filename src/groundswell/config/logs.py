"""What is written to the terminal never holds a key that opens something."""

from __future__ import annotations

import logging
import re

# Keys that stand in addresses: of a calendar, of a link that opens once, of a mail's end.
_KEYS = re.compile(r"(/(?:calendar|enter|digest/stop)/)[^/\s\"'?]+")
HIDDEN = r"\1..."


class Secretless(logging.Filter):
    """Takes keys out of the addresses in a record."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, without its keys."""
        record.msg = _KEYS.sub(HIDDEN, str(record.getMessage()))
        record.args = None
        if record.exc_info and not record.exc_text:
            record.exc_text = _KEYS.sub(
                HIDDEN, logging.Formatter().formatException(record.exc_info)
            )
        return True

"""What was measured in a pilot, from a CSV file as people keep it.

Here: headings and words people use, and every problem with its row and mend. Never here: what the
values mean (core) or where they are kept (store).
"""

from groundswell.ingest.pilots.measurements import MOST, Measured, read_measurements

__all__ = ["MOST", "Measured", "read_measurements"]

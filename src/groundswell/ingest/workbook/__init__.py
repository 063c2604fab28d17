"""The workbook: a whole initiative as an xlsx file, a folder of CSV files, or one JSON file.

`read` says everything that is wrong at once and imports nothing half; `write` and `read` are each
other's inverse in all three forms. What the sheets and columns are is declared by the records of
the core and nowhere else.
"""

from groundswell.ingest.workbook.layout import WorkbookError
from groundswell.ingest.workbook.problem import Problem
from groundswell.ingest.workbook.reading import Reading, problems_of, read
from groundswell.ingest.workbook.templates import template
from groundswell.ingest.workbook.writing import convert, write

__all__ = [
    "Problem",
    "Reading",
    "WorkbookError",
    "convert",
    "problems_of",
    "read",
    "template",
    "write",
]

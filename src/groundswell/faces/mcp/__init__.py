"""The questions as tools of an assistant, by the Model Context Protocol; nothing here writes.

Lives here: tools made from the registry, the two ways to reach them (standard input and output,
HTTP), and a workbook as something to ask. Never here: a road to what changes records.
"""

from __future__ import annotations

from groundswell.faces.mcp.asker import Asker, Pending, Unanswerable
from groundswell.faces.mcp.http import asgi
from groundswell.faces.mcp.serving import serve, server
from groundswell.faces.mcp.workbook import WorkbookAsker

__all__ = ["Asker", "Pending", "Unanswerable", "WorkbookAsker", "asgi", "serve", "server"]

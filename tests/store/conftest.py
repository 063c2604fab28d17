"""The contract runs in processes of its own, one for each engine; see test_engines."""

from __future__ import annotations

collect_ignore = ["contract"]

"""Loaded before Django's settings: the tests keep their data in a folder of their own."""

from __future__ import annotations

import os
import tempfile

os.environ["GROUNDSWELL_DATA"] = tempfile.mkdtemp(prefix="groundswell-tests-")
os.environ["GROUNDSWELL_SECRET"] = "only for tests"
os.environ.pop("GROUNDSWELL_DATABASE", None)

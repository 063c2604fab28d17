"""A drawing as pixels."""

from __future__ import annotations

import vl_convert


def png(svg: str, scale: float = 2.0) -> bytes:
    """Return a standalone drawing as PNG."""
    return bytes(vl_convert.svg_to_png(svg, scale=scale))

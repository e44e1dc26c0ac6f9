"""When Python looks for garbage: seldom, and where there is little to walk through.

A build makes many objects and no cycles to speak of. With Python's own threshold (700) an eighth of a leaflet's time
goes into looking for them; in the middle of a layout it would walk through the boxes of all pages and find next to
nothing.
"""

from __future__ import annotations

import gc

__all__ = ["collect_between_texts", "collect_seldom"]

_RARE = 400_000  # new objects between two searches; at the end of a leaflet with pages there are some 180,000
_MUCH = 100_000  # objects: what the pages of three leaflets leave


def collect_seldom() -> None:
    """From now on look for garbage seldom."""
    gc.set_threshold(_RARE)


def collect_between_texts() -> None:
    """Look for garbage if earlier texts may have left much, now that the pages of the last one are gone."""
    if gc.get_count()[0] >= _MUCH:
        gc.collect()

"""``python -m edition_builder`` is the command ``edition``."""

from __future__ import annotations

import sys

from edition_builder.cli import main

sys.exit(main())

"""``edition serve``: a folder for every telephone on the same hotspot."""

from __future__ import annotations

import argparse
import sys
from contextlib import suppress
from pathlib import Path

from edition_builder.errors import ExitCode
from edition_builder.serving import answering_for
from edition_builder.sharing.hotspot import Hotspot

__all__ = ["run"]


def run(arguments: argparse.Namespace) -> ExitCode:
    """Print the address on stdout, and answer until Ctrl+C."""
    hotspot = Hotspot(arguments.host, arguments.port, answering_for(Path(arguments.folder)))
    everywhere = arguments.host in ("0.0.0.0", "::")  # noqa: S104 - that is what a hotspot is for
    sys.stdout.write(f"http://{'localhost' if everywhere else arguments.host}:{hotspot.port}/\n")
    sys.stdout.flush()
    others = f"the address of this computer on the hotspot, with :{hotspot.port}" if everywhere else "the same address"
    sys.stderr.write(f"serving what is in {arguments.folder} now; other devices use {others}; Ctrl+C ends it\n")
    with suppress(KeyboardInterrupt):
        hotspot.run()
    return ExitCode.DONE

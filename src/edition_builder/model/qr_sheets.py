"""Sheets of QR codes: what a code holds and how codes stand on a sheet, as data.

Capacities are those of ISO/IEC 18004 for error correction level M. Laser prints were read down to modules of
0.25-0.34 mm by a telephone of eight megapixels and 0.68-0.76 mm by one of VGA size (scruss.com, 2013; read 2026-11), so
0.6 mm serves nearly all cameras and 0.5 mm those of the last ten years.
"""

from __future__ import annotations

from msgspec import Struct

from edition_builder.model.measures import PageSize

__all__ = ["DENSE", "EASY", "Density", "Sheet", "sheet_of"]

QUIET_MODULES = 4  # of white around a code: ISO/IEC 18004, 6.3.8; neighbours share it
MARGIN_MM = 6.0  # that printers leave white anyway
HEAD_MM = 22.0  # of the first sheet, with the test strip
LATER_HEAD_MM = 6.0
STRIP_MM = 3.2  # the line that people read, under a code
SPARE = 0.05  # parity beyond a lost sheet: for codes that a fold or a stain takes on the others


class Density(Struct, frozen=True):
    """A kind of code: ``version`` of ISO/IEC 18004, size of a module, bytes or alphanumeric characters it holds."""

    version: int
    module_mm: float
    capacity: int
    alphanumeric: int

    @property
    def modules(self) -> int:
        """Modules along a side."""
        return 17 + 4 * self.version

    @property
    def side_mm(self) -> float:
        """The side of a code without its quiet zone."""
        return self.modules * self.module_mm

    @property
    def quiet_mm(self) -> float:
        """The quiet zone."""
        return QUIET_MODULES * self.module_mm


EASY = Density(version=13, module_mm=0.6, capacity=331, alphanumeric=483)
DENSE = Density(version=20, module_mm=0.5, capacity=666, alphanumeric=970)


class Sheet(Struct, frozen=True):
    """How codes of a density stand on a paper: columns, rows on the first and on later sheets."""

    columns: int
    first_rows: int
    rows: int

    @property
    def first(self) -> int:
        """Codes on the first sheet."""
        return self.columns * self.first_rows

    @property
    def codes(self) -> int:
        """Codes on a later sheet: what is lost with it."""
        return self.columns * self.rows


def sheet_of(density: Density, paper: PageSize) -> Sheet:
    """As many columns and rows as the paper holds."""
    across = paper.width_mm - 2 * MARGIN_MM + density.quiet_mm
    row = density.side_mm + 2 * density.quiet_mm + STRIP_MM
    first, later = (paper.height_mm - 2 * MARGIN_MM - head for head in (HEAD_MM, LATER_HEAD_MM))
    return Sheet(int(across / (density.side_mm + density.quiet_mm)), int(first / row), int(later / row))

"""WeasyPrint as anyone would call it: ``bare_weasyprint.py PAGE.html FONTS.css OUT.pdf``, tagged as our PDF is."""

from __future__ import annotations

import sys

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

if __name__ == "__main__":
    page, fonts, out = sys.argv[1:]
    configuration = FontConfiguration()
    sheet = CSS(filename=fonts, font_config=configuration)
    HTML(filename=page).write_pdf(out, stylesheets=[sheet], font_config=configuration, pdf_variant="pdf/ua-1")
